import {
  foldPerfect,
  grow,
  hashesIn,
  partsOfEdge,
  rootOfEdge,
  sameBytes,
  tilePath,
  tilesOf,
  TILE_WIDTH,
  type Edge,
  type TileAddress,
} from '@comity/transparency-log';
import { Broken, type Where } from './broken.js';
import { type HeldCheckpoint } from './check-checkpoint.js';
import { inOrder, type LogSource } from './log-source.js';
import { sha256 } from './platform.js';

const HASH_BYTES = 32;
/** Requests that are under way at once. */
const WIDTH = 8;

/** A tree whose tiles make the signed root. */
export interface CheckedTree {
  /** Hashes of all leaves, one after the other: 32 bytes each. */
  leaves: Uint8Array;
  /** Roots of its perfect subtrees, the largest first. */
  edge: Uint8Array[];
}

/** Entries that lie below hashes [from, to) of a level, as far as the log has them. */
function below(level: number, from: number, to: number, size: number): Where {
  const each = TILE_WIDTH ** level;
  return { from: from * each, to: Math.min(to * each, size) - 1 };
}

/** Fetches one tile and checks its length. @throws {Broken | Unchecked} */
export async function fetchTile(
  source: LogSource,
  tile: TileAddress & { level: number },
  size: number,
): Promise<{ tile: TileAddress & { level: number }; path: string; bytes: Uint8Array }> {
  const path = tilePath(tile);
  const served = await source.get(path, TILE_WIDTH * HASH_BYTES);
  const where = below(tile.level, tile.n * TILE_WIDTH, tile.n * TILE_WIDTH + tile.width, size);
  if ('missing' in served) throw new Broken('tile-missing', where, `${path} answers ${served.missing}`);
  if (served.bytes.length !== tile.width * HASH_BYTES)
    throw new Broken('tile-length', where, `${path} has another length than ${tile.width} hashes`, [{ path, bytes: served.bytes }]);
  return { tile, path, bytes: served.bytes };
}

/**
 * Fetches every tile of every level, checks each upper hash against the tile below it, and the root against the checkpoint.
 * @throws {Broken | Unchecked}
 */
export async function checkTiles(source: LogSource, { size, root, note }: HeldCheckpoint, progress: (text: string) => void): Promise<CheckedTree> {
  const leaves = new Uint8Array(size * HASH_BYTES);
  /** Roots of the full tiles of the level below, and of the level that is being read. */
  let under: Uint8Array[] = [];
  let roots: Uint8Array[] = [];
  let level = 0;
  const edge: Uint8Array[][] = [];

  for await (const { tile, path, bytes } of inOrder(tilesOf(size), WIDTH, (one) => fetchTile(source, one, size))) {
    if (tile.level !== level) {
      [under, roots, level] = [roots, [], tile.level];
      progress(`level ${level}`);
    }
    const hashes = hashesIn(bytes);
    if (level === 0) leaves.set(bytes, tile.n * TILE_WIDTH * HASH_BYTES);
    else
      hashes.forEach((one, at) => {
        const number = tile.n * TILE_WIDTH + at;
        if (sameBytes(one, under[number]!)) return;
        const lower = tilePath({ level: level - 1, n: number, width: TILE_WIDTH });
        throw new Broken('tile-hash', below(level, number, number + 1, size), `hash ${at} of ${path} is not the root of ${lower}`, [{ path, bytes }]);
      });
    if (tile.width === TILE_WIDTH) roots.push(foldPerfect(hashes, sha256));
    else edge[level] = hashes;
  }
  const whole: Edge = Array.from({ length: edge.length }, (_, at) => edge[at] ?? []);
  const computed = size === 0 ? grow([], 0, []).edge : whole;
  if (!sameBytes(rootOfEdge(computed, sha256), root)) {
    throw new Broken('root', size === 0 ? undefined : { from: 0, to: size - 1 }, 'the tiles make another root than the one that is signed', [
      { path: 'checkpoint', bytes: Buffer.from(note) },
    ]);
  }
  return { leaves, edge: partsOfEdge(computed, sha256) };
}
