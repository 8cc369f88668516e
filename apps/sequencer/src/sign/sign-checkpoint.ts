import { checkpointText, extend, formatNote, hashesIn, rootOf, sameBytes, type Parts } from '@comity/transparency-log';
import type pg from 'pg';
import { freeze } from '../shared/freeze.js';
import { LOG_ID } from '@comity/audit';
import { sha256 } from '../shared/platform.js';
import { type LogKey } from './log-key.js';
import { freshMemory, readMemory, writeMemory, type SignerMemory } from './signer-memory.js';

/** A checkpoint that the log signed. */
export interface SignedCheckpoint {
  size: number;
  root: Uint8Array;
  epoch: bigint;
  /** Note with the log's own signature lines. */
  note: string;
}

/** The signer does not sign, and the log is not to blame: it is frozen already, or its memory is gone. */
export class NotSigned extends Error {
  override readonly name = 'NotSigned';
}

export interface SignerParts {
  client: pg.Pool;
  keys: readonly LogKey[];
  /** Signs receipts, never a checkpoint. */
  receiptKey: LogKey;
  origin: string;
  memoryPath: string;
  /** Database and memory are both new. */
  firstRun: boolean;
}

/** Leaves that are read at once. */
const PAGE = 8192;

/** What was signed last, from the file; a missing file is taken for a new log only when nothing contradicts that. @throws {NotSigned | MemoryUnusable} */
export async function recall({ client, origin, memoryPath, firstRun }: SignerParts): Promise<SignerMemory> {
  const memory = await readMemory(memoryPath, origin);
  if (memory) return memory;
  const signed = await client.query('SELECT 1 FROM tlog.checkpoint WHERE log_id = $1 LIMIT 1', [LOG_ID]);
  if (!firstRun || signed.rows.length > 0) throw new NotSigned('memory-missing');
  return freshMemory(origin);
}

/** Leaves [from, to) as they stand in the table. */
async function extendFromTable(client: pg.Pool, parts: Parts, to: number): Promise<Parts | undefined> {
  let grown = parts;
  while (grown.size < to) {
    const until = Math.min(to, grown.size + PAGE);
    const found = await client.query<{ hashes: Buffer | null }>({
      name: 'leaves',
      text: "SELECT string_agg(leaf_hash, ''::bytea ORDER BY leaf_index) AS hashes FROM tlog.leaf WHERE log_id = $1 AND leaf_index >= $2 AND leaf_index < $3",
      values: [LOG_ID, grown.size, until],
    });
    const leaves = hashesIn(found.rows[0]!.hashes ?? Buffer.alloc(0));
    // Count and primary key together say that no index between is missing.
    if (leaves.length !== until - grown.size) return undefined;
    grown = extend(grown, leaves, sha256);
  }
  return grown;
}

/**
 * Signs the tree as it stands, if it is what was signed before or an extension of it, and if body and leaf of everything new still agree.
 * The memory is on disk before the signature exists, so a crash in between signs the same again and nothing else.
 * @param epoch of the process that asks; one that was deposed gets nothing.
 * @throws {Frozen} when the log contradicts the memory; the log is frozen then.
 * @throws {NotSigned}
 * @source log.md 7.2
 */
export async function signCheckpoint(parts: SignerParts, epoch: bigint): Promise<SignedCheckpoint> {
  const { client, keys, origin, memoryPath } = parts;
  const memory = await recall(parts);
  const found = await client.query<{ size: string; root: Buffer; epoch: string; origin: string; frozen: boolean }>(
    'SELECT s.size, s.root, s.epoch, g.origin, g.frozen_at IS NOT NULL AS frozen FROM tlog.state s JOIN tlog.log g USING (log_id) WHERE log_id = $1',
    [LOG_ID],
  );
  const state = found.rows[0];
  if (!state || state.origin !== origin) throw new NotSigned('other-log');
  if (state.frozen) throw new NotSigned('frozen');
  const size = Number(state.size);

  if (epoch < memory.epoch || BigInt(state.epoch) < memory.epoch) throw await freeze(client, 'signer-epoch');
  if (size < memory.parts.size) throw await freeze(client, 'signer-rollback');
  if (size === memory.parts.size && !sameBytes(state.root, rootOf(memory.parts, sha256))) throw await freeze(client, 'signer-fork');

  const bad = await client.query<{ index: string | null }>('SELECT tlog.readback($1::smallint, $2, $3) AS index', [LOG_ID, memory.parts.size, size]);
  if (bad.rows[0]!.index !== null) throw await freeze(client, `signer-readback:${bad.rows[0]!.index}`);
  const grown = await extendFromTable(client, memory.parts, size);
  if (!grown) throw await freeze(client, 'signer-leaf-missing');
  const root = rootOf(grown, sha256);
  if (!sameBytes(root, state.root)) throw await freeze(client, 'signer-root');

  await writeMemory(memoryPath, { origin, parts: grown, epoch });
  const text = checkpointText({ origin, size, root });
  const lines = await Promise.all(keys.map((key) => key.sign(text)));
  return { size, root, epoch, note: formatNote(text, lines) };
}

