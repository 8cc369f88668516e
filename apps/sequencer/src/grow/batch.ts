import { concatBytes, grow, hashesIn, rootOfEdge, sameBytes, type Grown } from '@comity/transparency-log';
import type pg from 'pg';
import { LOG_ID } from '@comity/audit';
import { sha256 } from '../shared/platform.js';
import { type State, type TreeMemory } from './tree-memory.js';

/** Entries of one batch at most. @source log.md 4.4 */
export const BATCH = 8192;

/** What came of one turn: nothing waited, somebody else holds the row, the memory is old, another process took over, or `count` entries have an index. */
export type Turn = { kind: 'idle' } | { kind: 'busy' } | { kind: 'stale' } | { kind: 'deposed' } | { kind: 'frozen' } | { kind: 'grown'; count: number; memory: TreeMemory };

/** What must be known of the COMMIT itself: a NOTICE says that a standby did not confirm it. */
export interface CommitWatch {
  /** Set when the server sent SQLSTATE 01000 since `reset`. */
  doubtful: boolean;
}

/** Hooks that tests use to stop a batch between two steps. */
export type Step = 'begun' | 'taken' | 'leaves' | 'state' | 'committed';

const TAKE = `WITH d AS (DELETE FROM tlog.queue WHERE log_id = $1 AND entry_id IN
  (SELECT entry_id FROM tlog.queue WHERE log_id = $1 AND entry_id > $2 ORDER BY entry_id LIMIT $3) RETURNING entry_id, leaf_hash)
  SELECT array_agg(entry_id ORDER BY entry_id)::text AS ids, string_agg(leaf_hash, ''::bytea ORDER BY entry_id) AS hashes FROM d`;
const LEAVES = `INSERT INTO tlog.leaf (log_id, leaf_index, entry_id, leaf_hash)
  SELECT $1::smallint, $2::bigint + o - 1, id, substring($4::bytea FROM (32 * (o - 1) + 1)::int FOR 32) FROM unnest($3::bigint[]) WITH ORDINALITY AS t (id, o)`;
const TILES = `INSERT INTO tlog.tile (log_id, level, n, hashes, root)
  SELECT $1::smallint, level, n, substring($4::bytea FROM (8192 * (o - 1) + 1)::int FOR 8192), substring($5::bytea FROM (32 * (o - 1) + 1)::int FOR 32)
    FROM unnest($2::smallint[], $3::bigint[]) WITH ORDINALITY AS t (level, n, o)`;
const STATE = `UPDATE tlog.state SET size = $2, root = $3, low_water = $4, integrated_at = clock_timestamp() WHERE log_id = $1 AND epoch = $5 AND size = $6`;

/** Highest entry id that was ever handed out. A sequence that was never used shows 1, which would skip the first row. */
async function highest(client: pg.Client): Promise<string> {
  const found = await client.query<{ high: string }>('SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS high FROM tlog.entry_entry_id_seq');
  return found.rows[0]!.high;
}

const isLocked = (error: unknown): boolean => error instanceof Error && (error as { code?: unknown }).code === '55P03';

/**
 * Moves one batch from the queue into the tree, in one transaction. The memory that comes in is never changed; what comes out counts only after COMMIT.
 * An error leaves the database as it was, unless it came from COMMIT: then the caller forgets its memory and reads it again.
 * @source log.md 4.1, B0 to B7
 */
export async function growOnce(client: pg.Client, memory: TreeMemory, watch: CommitWatch, reached: (step: Step) => Promise<void> | void = () => undefined): Promise<Turn> {
  const waiting = await client.query('SELECT 1 FROM tlog.queue WHERE log_id = $1 AND entry_id > $2 LIMIT 1', [LOG_ID, memory.low]);
  if (waiting.rows.length === 0) return { kind: 'idle' };
  const high = memory.pending ? undefined : await highest(client);

  await client.query('BEGIN');
  try {
    const turn = await inBatch(client, memory, high, reached);
    if (turn.kind !== 'grown') {
      await client.query('ROLLBACK');
      return turn;
    }
    watch.doubtful = false;
    await client.query('COMMIT');
    if (watch.doubtful) throw new CommitDoubtful();
    await reached('committed');
    return turn;
  } catch (error) {
    if (error instanceof CommitDoubtful) throw error;
    await client.query('ROLLBACK').catch(() => undefined);
    if (isLocked(error)) return { kind: 'busy' };
    throw error;
  }
}

/** COMMIT came back, but no standby confirmed it. */
export class CommitDoubtful extends Error {
  override readonly name = 'CommitDoubtful';
}

async function inBatch(client: pg.Client, memory: TreeMemory, high: string | undefined, reached: (step: Step) => Promise<void> | void): Promise<Turn> {
  const locked = await client.query<State>('SELECT size, root, low_water, epoch FROM tlog.state WHERE log_id = $1 FOR UPDATE NOWAIT', [LOG_ID]);
  const state = locked.rows[0]!;
  if (state.epoch !== memory.epoch) return { kind: 'deposed' };
  const frozen = await client.query<{ frozen: boolean }>('SELECT frozen_at IS NOT NULL AS frozen FROM tlog.log WHERE log_id = $1', [LOG_ID]);
  if (frozen.rows[0]!.frozen) return { kind: 'frozen' };
  if (Number(state.size) !== memory.size || !sameBytes(state.root, memory.root)) return { kind: 'stale' };
  // The transaction id must be younger than the bound read before: the proof of log.md 4.3 rests on that order.
  const xid = high === undefined ? undefined : (await client.query<{ xid: string }>('SELECT pg_current_xact_id()::text AS xid')).rows[0]!.xid;
  await reached('begun');

  // One row for the whole batch: thousands of small rows cost the driver more time and memory than the tree does.
  const taken = await client.query<{ ids: string | null; hashes: Buffer | null }>({ name: 'take', text: TAKE, values: [LOG_ID, memory.low, BATCH] });
  await reached('taken');
  const { ids, hashes } = taken.rows[0]!;
  if (ids === null || hashes === null) return { kind: 'idle' };
  const leaves = hashesIn(hashes);
  const grown = grow(memory.edge, memory.size, leaves, sha256);
  await client.query({ name: 'leaves', text: LEAVES, values: [LOG_ID, memory.size, ids, hashes] });
  if (grown.tiles.length > 0) await insertTiles(client, grown);
  await reached('leaves');

  const root = rootOfEdge(grown.edge, sha256);
  const updated = await client.query(STATE, [LOG_ID, grown.size, Buffer.from(root), memory.low, memory.epoch, memory.size]);
  if (updated.rowCount !== 1) return { kind: 'deposed' };
  await reached('state');
  const pending = memory.pending ?? { high: high!, xid: xid! };
  return { kind: 'grown', count: leaves.length, memory: { ...memory, edge: grown.edge, size: grown.size, root, pending } };
}

async function insertTiles(client: pg.Client, { tiles }: Grown): Promise<void> {
  const hashes = Buffer.from(concatBytes(...tiles.flatMap((tile) => tile.hashes)));
  const roots = Buffer.from(concatBytes(...tiles.map(({ root }) => root)));
  await client.query(TILES, [LOG_ID, tiles.map(({ level }) => level), tiles.map(({ n }) => n), hashes, roots]);
}

/**
 * Raises the low water when the pending bound is proved: every transaction that could still commit an id up to it has ended, and none of those rows waits.
 * @source log.md 4.3
 */
export async function advanceLow(client: pg.Client, memory: TreeMemory): Promise<TreeMemory> {
  const { pending, low, ...rest } = memory;
  if (!pending) return memory;
  const proved = await client.query<{ proved: boolean }>({
    name: 'advance',
    text: `SELECT pg_snapshot_xmin(pg_current_snapshot()) > $2::text::xid8
        AND NOT EXISTS (SELECT 1 FROM tlog.queue WHERE log_id = $1 AND entry_id > $3::bigint AND entry_id <= $4::bigint) AS proved`,
    values: [LOG_ID, pending.xid, low, pending.high],
  });
  return proved.rows[0]!.proved ? { ...rest, low: pending.high } : memory;
}
