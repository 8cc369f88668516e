import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  base64,
  CheckpointRefused,
  fold,
  fromBase64,
  NoteRefused,
  parsePolicy,
  parseVkey,
  partCount,
  readCheckpoint,
  readJson,
  sameBytes,
  type Checkpoint,
  type Json,
  type Policy,
  type Vkey,
} from '@comity/transparency-log';
import { Unchecked } from './broken.js';
import { sha256 } from './platform.js';

/** The tree that was trusted last. */
export interface TrustedTree extends Checkpoint {
  note: string;
  /** Roots of its perfect subtrees, the largest first. */
  edge: Uint8Array[];
}

/** What the verifier was told to trust, and what it remembers. @source log.md 10.2 */
export interface Trust {
  vkeys: Vkey[];
  policy?: Policy;
  receiptVkeys: Vkey[];
  receipts: string[];
  maxAgeS?: number;
  tree?: TrustedTree;
  /** Members as they stand in the file, which the verifier writes back unchanged. */
  kept: { [member: string]: Json };
}

const FORMAT = 'comity/trust/v1';
const MEMBERS = ['format', 'vkeys', 'policy', 'receipt_vkeys', 'receipts', 'max_age_s', 'checkpoint', 'edge', 'checked_at'];
const LIMITS = { depth: 8, keys: 16, items: 50_000 };

export const NOTHING_TRUSTED: Trust = { vkeys: [], receiptVkeys: [], receipts: [], kept: { format: FORMAT } };

/** Reads a trust file; one that does not exist trusts nothing yet. @throws {Unchecked} */
export function readTrust(path: string): Trust {
  if (!existsSync(path)) return NOTHING_TRUSTED;
  try {
    return trustOf(readJson(readFileSync(path, 'utf8'), LIMITS));
  } catch (error) {
    throw error instanceof Unchecked ? error : new Unchecked(`--trust: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}

function texts(value: Json | undefined, name: string): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) throw new Unchecked(`--trust: ${name} is no list of texts`);
  return value;
}

function trustOf(value: Json): Trust {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value['format'] !== FORMAT)
    throw new Unchecked(`--trust: not of the format ${FORMAT}`);
  const unknown = Object.keys(value).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) throw new Unchecked('--trust: a member that is not known');
  const { policy, max_age_s: maxAgeS, checkpoint } = value;
  if (policy !== undefined && typeof policy !== 'string') throw new Unchecked('--trust: policy is no text');
  if (maxAgeS !== undefined && (typeof maxAgeS !== 'number' || !(maxAgeS > 0))) throw new Unchecked('--trust: max_age_s is no number of seconds');
  if (maxAgeS !== undefined && policy === undefined) throw new Unchecked('--trust: max_age_s needs a policy, because witnesses alone say the time');
  if (checkpoint !== undefined && typeof checkpoint !== 'string') throw new Unchecked('--trust: checkpoint is no text');
  return {
    vkeys: texts(value['vkeys'], 'vkeys').map((text) => parseVkey(text)),
    ...(policy === undefined ? {} : { policy: parsePolicy(policy) }),
    receiptVkeys: texts(value['receipt_vkeys'], 'receipt_vkeys').map((text) => parseVkey(text)),
    receipts: texts(value['receipts'], 'receipts'),
    ...(maxAgeS === undefined ? {} : { maxAgeS }),
    ...(checkpoint === undefined ? {} : { tree: treeOf(checkpoint, texts(value['edge'], 'edge')) }),
    kept: value,
  };
}

/** @throws {Unchecked} when the roots of the subtrees do not make the root of the checkpoint. */
function treeOf(note: string, edge: string[]): TrustedTree {
  let tree: Checkpoint;
  try {
    tree = readCheckpoint(note);
  } catch (error) {
    if (error instanceof NoteRefused || error instanceof CheckpointRefused) throw new Unchecked('--trust: its checkpoint cannot be read');
    throw error;
  }
  const { origin, size, root } = tree;
  const hashes = edge.map((text) => fromBase64(text));
  // Without an edge the file still says what the tree was; only the place of a difference is less exact.
  if (hashes.length > 0 && (hashes.length !== partCount(size) || !sameBytes(fold(hashes, sha256), root)))
    throw new Unchecked('--trust: its edge does not make its root');
  return { origin, size, root, note, edge: hashes };
}

/** Replaces the file whole: written aside, synced, renamed, and the folder synced. */
export function writeTrust(path: string, { kept }: Trust, tree: { note: string; edge: readonly Uint8Array[] }, now: Date): void {
  const text = `${JSON.stringify({ ...kept, checkpoint: tree.note, edge: tree.edge.map(base64), checked_at: now.toISOString() }, null, 1)}\n`;
  const aside = `${path}.next`;
  try {
    const file = openSync(aside, 'w', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(aside, path);
    const folder = openSync(dirname(path), 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch (error) {
    throw new Unchecked(`--trust: the file cannot be written (${(error as { code?: string }).code ?? 'failed'})`);
  }
}
