import { base64, base64url, fromBase64, fromBase64url } from './bytes.js';
import { isCount } from './tree.js';
import { HASH_BYTES } from './hashing.js';
import { readJson, type Json, type JsonLimits } from './json-reader.js';
import { SALT_BYTES } from './commitment.js';

/** An evidence bundle that is not of the one form. `where` names the member at fault, never its value. */
export class EvidenceRefused extends Error {
  override readonly name = 'EvidenceRefused';
}

/** What opens one commitment of an entry. `path` names a member of `commit`, or is `actor.officer` with `[issuer, subject, quarter]` as value. */
export interface Opening {
  path: string;
  /** 32 bytes. */
  salt: Uint8Array;
  value: Json;
}

/** One entry with its proof under the checkpoint of the bundle. */
export interface EvidenceItem {
  index: number;
  /** Bytes of the entry. */
  entry: Uint8Array;
  proof: Uint8Array[];
  openings?: Opening[];
}

/** Entries with everything that a stranger needs to check them offline. @source log.md 9.2 */
export interface Evidence {
  origin: string;
  items: EvidenceItem[];
  /** Signed note with its cosignatures, as text. */
  checkpoint: string;
  /** Checkpoints that were seen before, each with the proof that this one extends it. */
  earlier?: { checkpoint: string; consistency: Uint8Array[] }[];
  /** Log receipts as notes. */
  receipts?: string[];
  /** Policy of witnesses that the log named; for information, never trusted. */
  policy?: string;
}

export const EVIDENCE_FORMAT = 'comity/evidence/v1';
/** A whole case fits; the one reader has lower bounds for what comes in elsewhere. */
const LIMITS: JsonLimits = { depth: 32, keys: 1000, items: 50_000 };
const MOST_HASHES = 63;

type Members = { [key: string]: Json };

function membersOf(value: Json | undefined, where: string, must: readonly string[], may: readonly string[]): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new EvidenceRefused(where);
  for (const key of Object.keys(value)) if (!must.includes(key) && !may.includes(key)) throw new EvidenceRefused(`${where}: unknown member`);
  for (const key of must) if (!Object.hasOwn(value, key)) throw new EvidenceRefused(`${where}: no ${key}`);
  return value;
}

function text(value: Json | undefined, where: string): string {
  if (typeof value !== 'string') throw new EvidenceRefused(where);
  return value;
}

function list<T>(value: Json | undefined, where: string, read: (item: Json, where: string) => T): T[] {
  if (!Array.isArray(value)) throw new EvidenceRefused(where);
  return value.map((item, at) => read(item, `${where}/${at}`));
}

function bytes(value: Json | undefined, where: string, decode: (letters: string) => Uint8Array, length?: number): Uint8Array {
  let read: Uint8Array;
  try {
    read = decode(text(value, where));
  } catch {
    throw new EvidenceRefused(where);
  }
  if (length !== undefined && read.length !== length) throw new EvidenceRefused(where);
  return read;
}

function proof(value: Json | undefined, where: string): Uint8Array[] {
  const hashes = list(value, where, (item, at) => bytes(item, at, fromBase64, HASH_BYTES));
  if (hashes.length > MOST_HASHES) throw new EvidenceRefused(where);
  return hashes;
}

function opening(value: Json, where: string): Opening {
  const { path, salt, value: opened } = membersOf(value, where, ['path', 'salt', 'value'], []);
  return { path: text(path, `${where}/path`), salt: bytes(salt, `${where}/salt`, fromBase64url, SALT_BYTES), value: opened! };
}

function item(value: Json, where: string): EvidenceItem {
  const { index, entry, proof: hashes, openings } = membersOf(value, where, ['index', 'entry', 'proof'], ['openings']);
  if (typeof index !== 'number' || !isCount(index)) throw new EvidenceRefused(`${where}/index`);
  const read = { index, entry: bytes(entry, `${where}/entry`, fromBase64), proof: proof(hashes, `${where}/proof`) };
  return openings === undefined ? read : { ...read, openings: list(openings, `${where}/openings`, opening) };
}

/**
 * Reads an evidence bundle; nothing in it is checked beyond its form.
 * @throws {EvidenceRefused | JsonRefused}
 * @source log.md 9.2
 */
export function parseEvidence(source: string): Evidence {
  const value = readJson(source, LIMITS);
  const all = membersOf(value, 'bundle', ['format', 'origin', 'items', 'checkpoint'], ['earlier', 'receipts', 'timestamps', 'policy']);
  if (all['format'] !== EVIDENCE_FORMAT) throw new EvidenceRefused('format');
  if (all['timestamps'] !== undefined) throw new EvidenceRefused('timestamps: not known to this version');
  const items = list(all['items'], 'items', item);
  if (items.length === 0) throw new EvidenceRefused('items');
  return {
    origin: text(all['origin'], 'origin'),
    items,
    checkpoint: text(all['checkpoint'], 'checkpoint'),
    ...(all['earlier'] === undefined ? {} : { earlier: list(all['earlier'], 'earlier', earlier) }),
    ...(all['receipts'] === undefined ? {} : { receipts: list(all['receipts'], 'receipts', text) }),
    ...(all['policy'] === undefined ? {} : { policy: text(all['policy'], 'policy') }),
  };
}

function earlier(value: Json, where: string): { checkpoint: string; consistency: Uint8Array[] } {
  const { checkpoint, consistency } = membersOf(value, where, ['checkpoint', 'consistency'], []);
  return { checkpoint: text(checkpoint, `${where}/checkpoint`), consistency: proof(consistency, `${where}/consistency`) };
}

/** Members of an evidence bundle as they are written into its JSON object. */
export function evidenceJson({ origin, items, checkpoint, earlier: before, receipts, policy }: Evidence): Members {
  return {
    format: EVIDENCE_FORMAT,
    origin,
    items: items.map(({ index, entry, proof: hashes, openings }) => ({
      index,
      entry: base64(entry),
      proof: hashes.map(base64),
      ...(openings ? { openings: openings.map(({ path, salt, value }) => ({ path, salt: base64url(salt), value })) } : {}),
    })),
    checkpoint,
    ...(before ? { earlier: before.map((one) => ({ checkpoint: one.checkpoint, consistency: one.consistency.map(base64) })) } : {}),
    ...(receipts ? { receipts } : {}),
    ...(policy === undefined ? {} : { policy }),
  };
}
