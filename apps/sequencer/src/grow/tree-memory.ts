import { levelWidth, rootOfEdge, sameBytes, TILE_WIDTH, type Edge } from '@comity/transparency-log';
import type pg from 'pg';
import { LOG_ID } from '@comity/audit';
import { sha256 } from '../shared/platform.js';

/** What the growing process keeps of the tree between batches. */
export interface TreeMemory {
  epoch: string;
  size: number;
  root: Uint8Array;
  edge: Edge;
  /** No queue row up to this entry id can ever appear again; a bigint as text. */
  low: string;
  /** A bound for `low` that waits for its proof (log.md 4.3). */
  pending?: { high: string; xid: string };
}

/** Row of `tlog.state`. */
export interface State {
  size: string;
  root: Buffer;
  low_water: string;
  epoch: string;
}

/** The stored leaves and tiles do not make the root that the state claims. */
export class EdgeBroken extends Error {
  override readonly name = 'EdgeBroken';
}

/** Builds the memory from what is stored. @throws {EdgeBroken} @source log.md 4.1, L3 */
export async function readTree(client: pg.Client, state: State): Promise<TreeMemory> {
  const size = Number(state.size);
  const edge: Uint8Array[][] = [];
  for (let level = 0; levelWidth(level, size) > 0; level++) {
    const width = levelWidth(level, size);
    const from = width - (width % TILE_WIDTH);
    const sql =
      level === 0
        ? 'SELECT leaf_hash AS hash FROM tlog.leaf WHERE log_id = $1 AND leaf_index >= $2 AND leaf_index < $3 ORDER BY leaf_index'
        : 'SELECT root AS hash FROM tlog.tile WHERE log_id = $1 AND n >= $2 AND n < $3 AND level = $4 ORDER BY n';
    const found = await client.query<{ hash: Buffer }>(sql, level === 0 ? [LOG_ID, from, width] : [LOG_ID, from, width, level - 1]);
    if (found.rows.length !== width - from) throw new EdgeBroken();
    edge.push(found.rows.map(({ hash }) => Uint8Array.from(hash)));
  }
  if (!sameBytes(rootOfEdge(edge, sha256), state.root)) throw new EdgeBroken();
  return { epoch: state.epoch, size, root: Uint8Array.from(state.root), edge, low: state.low_water };
}
