import { hex } from './bytes.js';
import { defaultHash, type Hash } from './hashing.js';
import { parseVkey, SIGNATURE_TYPES, type Vkey } from './vkey.js';

/** A policy text that cannot be read; `line` counts from 1. */
export class PolicyRefused extends Error {
  override readonly name = 'PolicyRefused';
  constructor(
    readonly line: number,
    detail: string,
  ) {
    super(`line ${line}: ${detail}`);
  }
}

/** A log or witness of a policy. */
export interface PolicyKey {
  vkey: Vkey;
  url?: string;
}

/** Who must have cosigned: one witness, or so many of a list. */
export type Quorum = { witness: string } | { threshold: number; members: Quorum[] };

/** Whom a verifier accepts: logs, witnesses by name, and the quorum; `none` asks for no cosignature. */
export interface Policy {
  logs: PolicyKey[];
  witnesses: Map<string, PolicyKey>;
  quorum: Quorum | 'none';
}

const MOST_LINES = 1000;

/**
 * Reads a witness policy.
 * @throws {PolicyRefused}
 * @source C2SP tlog-policy
 */
export function parsePolicy(text: string, hash: Hash = defaultHash): Policy {
  const logs: PolicyKey[] = [];
  const witnesses = new Map<string, PolicyKey>();
  const defined = new Map<string, Quorum>();
  const used = new Set<string>();
  const keys = new Set<string>();
  let quorum: Quorum | 'none' | undefined;

  const lines = text.split('\n');
  if (lines.length > MOST_LINES) throw new PolicyRefused(MOST_LINES, 'too many lines');
  lines.forEach((line, at) => {
    const refuse = (detail: string): never => {
      throw new PolicyRefused(at + 1, detail);
    };
    if (/[\0-\x08\x0b-\x1f\x7f]/.test(line)) refuse('control character');
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    const [word, ...rest] = words;
    if (word === undefined || word.startsWith('#')) return;

    const key = (type: number, vkeyText = '', url?: string): PolicyKey => {
      const vkey = parseVkey(vkeyText, hash);
      if (vkey.type !== type) refuse('key of another kind');
      const mark = `${type}:${hex(vkey.publicKey)}`;
      if (keys.has(mark)) refuse('key given twice');
      keys.add(mark);
      return url === undefined ? { vkey } : { vkey, url };
    };
    const define = (name: string, meaning: Quorum): void => {
      if (name === 'none' || defined.has(name)) refuse('name given twice');
      defined.set(name, meaning);
    };
    const meaningOf = (name: string): Quorum => defined.get(name) ?? refuse('name that no line before defines');

    if (word === 'log' && (rest.length === 1 || rest.length === 2)) logs.push(key(SIGNATURE_TYPES.ed25519, ...rest));
    else if (word === 'witness' && (rest.length === 2 || rest.length === 3)) {
      const [name, ...others] = rest as [string, ...string[]];
      define(name, { witness: name });
      witnesses.set(name, key(SIGNATURE_TYPES.cosignature, ...others));
    } else if (word === 'group' && rest.length >= 3) {
      const [name, count, ...names] = rest as [string, string, ...string[]];
      const members = names.map((member) => {
        if (used.has(member)) refuse('member of two groups');
        used.add(member);
        return meaningOf(member);
      });
      const threshold = count === 'all' ? members.length : count === 'any' ? 1 : /^[1-9][0-9]*$/.test(count) ? Number(count) : 0;
      if (threshold < 1 || threshold > members.length) refuse('threshold of the group');
      define(name, { threshold, members });
    } else if (word === 'quorum' && rest.length === 1 && quorum === undefined) quorum = rest[0] === 'none' ? 'none' : meaningOf(rest[0]!);
    else refuse('unknown line');
  });
  if (quorum === undefined) throw new PolicyRefused(lines.length, 'no quorum');
  return { logs, witnesses, quorum };
}

/** Whether cosignatures of these witnesses, by their names in the policy, meet the quorum. */
export function meetsQuorum(policy: Policy, cosigned: ReadonlySet<string>): boolean {
  const met = (quorum: Quorum): boolean =>
    'witness' in quorum ? cosigned.has(quorum.witness) : quorum.members.filter(met).length >= quorum.threshold;
  return policy.quorum === 'none' || met(policy.quorum);
}
