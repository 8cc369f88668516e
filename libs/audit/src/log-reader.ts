import { createHash } from 'node:crypto';
import {
  consistencyProof,
  consistencyRanges,
  hashAtFrom,
  hashesIn,
  inclusionProof,
  inclusionRanges,
  levelWidth,
  nodesOf,
  placeOf,
  readCheckpoint,
  TILE_WIDTH,
  widthIn,
  type Hash,
  type HashAt,
  type Range,
  type TileAddress,
} from '@comity/transparency-log';
import type pg from 'pg';
import { LOG_ID } from './log-id.js';

/** SHA-256 of the platform, several times faster than the portable one. */
const sha256: Hash = (bytes) => createHash('sha256').update(bytes).digest();

/** The checkpoint that is published, as it was signed. */
export interface Published {
  size: number;
  root: Uint8Array;
  note: string;
}

/** A row that the published checkpoint says must exist is missing. Nothing is put in its place. */
export class RowMissing extends Error {
  override readonly name = 'RowMissing';
  constructor(readonly path: string) {
    super(`missing: ${path}`);
  }
}

/** Highest level that is stored. */
const TOP_LEVEL = 7;

/** Reads the published log from its tables and nothing else; the log server and the oversight room stand on it. */
export interface LogReader {
  published(): Promise<Published | undefined>;
  /** Bytes of a tile of hashes within a published size; undefined when that size has no such tile. @throws {RowMissing} */
  tile(address: TileAddress & { level: number }, size: number): Promise<Buffer | undefined>;
  /** Bodies of the entries of a bundle; undefined as above. @throws {RowMissing} */
  entries(address: TileAddress, size: number): Promise<Buffer[] | undefined>;
  /** Hashes of the inclusion proof of an entry. @throws {RowMissing} */
  proof(index: number, size: number): Promise<Uint8Array[]>;
  /** Hashes of the consistency proof between two sizes. @throws {RowMissing} */
  consistency(first: number, second: number): Promise<Uint8Array[]>;
  /** Lowest index whose body is still kept. */
  minIndex(): Promise<number>;
}

export function logReader(pool: pg.Pool): LogReader {
  /** Hashes [from, to) of a level: leaves, or the roots of the full tiles below. */
  async function row(level: number, from: number, to: number): Promise<Buffer> {
    const found =
      level === 0
        ? await pool.query<{ hash: Buffer }>({
            name: 'row-leaf',
            text: 'SELECT leaf_hash AS hash FROM tlog.leaf WHERE log_id = $1 AND leaf_index >= $2 AND leaf_index < $3 ORDER BY leaf_index',
            values: [LOG_ID, from, to],
          })
        : await pool.query<{ hash: Buffer }>({
            name: 'row-tile',
            text: 'SELECT root AS hash FROM tlog.tile WHERE log_id = $1 AND level = $2 AND n >= $3 AND n < $4 ORDER BY n',
            values: [LOG_ID, level - 1, from, to],
          });
    if (found.rows.length !== to - from) throw new RowMissing(`level/${level}`);
    return Buffer.concat(found.rows.map(({ hash }) => hash));
  }

  async function tile({ level, n, width }: TileAddress & { level: number }, size: number): Promise<Buffer | undefined> {
    if (level > TOP_LEVEL || width > widthIn({ level, n }, size)) return undefined;
    const full = levelWidth(level, size) >= (n + 1) * TILE_WIDTH;
    if (!full) return row(level, n * TILE_WIDTH, n * TILE_WIDTH + width);
    const found = await pool.query<{ hashes: Buffer }>({ name: 'tile', text: 'SELECT hashes FROM tlog.tile WHERE log_id = $1 AND level = $2 AND n = $3', values: [LOG_ID, level, n] });
    if (!found.rows[0]) throw new RowMissing(`tile/${level}/${n}`);
    return found.rows[0].hashes.subarray(0, width * 32);
  }

  /** Reads the tiles that hold the hashes of these ranges, and gives the hashes out of them. */
  async function hashesFor(ranges: readonly Range[], size: number): Promise<HashAt> {
    const tiles = new Map<string, Uint8Array[]>();
    for (const { level, n } of ranges.flatMap(nodesOf).map(placeOf)) {
      const key = `${level}/${n}`;
      if (tiles.has(key)) continue;
      const bytes = await tile({ level, n, width: widthIn({ level, n }, size) }, size);
      if (!bytes) throw new RowMissing(`tile/${key}`);
      tiles.set(key, hashesIn(bytes));
    }
    return hashAtFrom((level, n) => tiles.get(`${level}/${n}`)!, sha256);
  }

  return {
    published: async () => {
      const found = await pool.query<{ note: string }>({ name: 'published', text: 'SELECT note FROM tlog.published WHERE log_id = $1', values: [LOG_ID] });
      if (!found.rows[0]) return undefined;
      const { note } = found.rows[0];
      const { size, root } = readCheckpoint(note);
      return { size, root, note };
    },
    tile,
    entries: async ({ n, width }, size) => {
      if (width > widthIn({ level: 'entries', n }, size)) return undefined;
      const from = n * TILE_WIDTH;
      const found = await pool.query<{ body: Buffer | null }>({
        name: 'entries',
        text: `SELECT e.body FROM tlog.leaf l LEFT JOIN tlog.entry e USING (entry_id)
                WHERE l.log_id = $1 AND l.leaf_index >= $2 AND l.leaf_index < $3 ORDER BY l.leaf_index`,
        values: [LOG_ID, from, from + width],
      });
      const bodies = found.rows.map(({ body }) => body).filter((body) => body !== null);
      if (bodies.length !== width) throw new RowMissing(`tile/entries/${n}`);
      return bodies;
    },
    proof: async (index, size) => inclusionProof(index, size, await hashesFor(inclusionRanges(index, size), size), sha256),
    consistency: async (first, second) => consistencyProof(first, second, await hashesFor(consistencyRanges(first, second), second), sha256),
    minIndex: async () => {
      const found = await pool.query<{ min_index: string }>('SELECT min_index FROM tlog.log WHERE log_id = $1', [LOG_ID]);
      return Number(found.rows[0]!.min_index);
    },
  };
}
