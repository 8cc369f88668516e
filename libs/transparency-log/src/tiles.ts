import { defaultHash, HASH_BYTES, type Hash } from './hashing.js';
import { fold, foldPerfect, isCount, type HashAt, type Node } from './tree.js';

/** Hashes in a full tile. @source C2SP tlog-tiles */
export const TILE_WIDTH = 256;
/** Levels of the tree that one tile spans. */
const TILE_HEIGHT = 8;
const HIGHEST_LEVEL = 63;

/** Address of a tile: level 0 holds leaf hashes, `entries` the bundles; n counts tiles from 0; width is 1 to 256. */
export interface TileAddress {
  level: number | 'entries';
  n: number;
  width: number;
}

/** Path of a tile below the log's address, without a slash before it. @source C2SP tlog-tiles; log.md 6.2 */
export function tilePath({ level, n, width }: TileAddress): string {
  const digits = String(n).padStart(Math.ceil(String(n).length / 3) * 3, '0');
  const groups = digits.match(/.{3}/g)!;
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

const PATH = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** Address in a path, or undefined for any spelling but the one of `tilePath`. */
export function parseTilePath(path: string): TileAddress | undefined {
  const match = PATH.exec(path);
  if (!match) return undefined;
  const [, level, groups, width] = match;
  const address: TileAddress = {
    level: level === 'entries' ? level : Number(level),
    n: Number(groups!.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  if (address.level !== 'entries' && address.level > HIGHEST_LEVEL) return undefined;
  return isCount(address.n) && tilePath(address) === path ? address : undefined;
}

/** Hashes that a level has in a tree of this size. */
export function levelWidth(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** Hashes of tile n of a level in a tree of this size: 0 (there is none) to 256. Bundles are as wide as level 0. */
export function widthIn({ level, n }: Pick<TileAddress, 'level' | 'n'>, size: number): number {
  const left = levelWidth(level === 'entries' ? 0 : level, size) - n * TILE_WIDTH;
  return Math.max(0, Math.min(TILE_WIDTH, left));
}

/** All tiles of hashes that a tree of this size has, level by level from the leaves up. */
export function* tilesOf(size: number): Generator<TileAddress & { level: number }> {
  for (let level = 0; levelWidth(level, size) > 0; level++) {
    for (let n = 0; ; n++) {
      const width = widthIn({ level, n }, size);
      if (width === 0) break;
      yield { level, n, width };
    }
  }
}

/** Where the hash of a perfect subtree comes from: `count` hashes of one tile, beginning at `from`. @source log.md 6.2 */
export function placeOf({ height, index }: Node): { level: number; n: number; from: number; count: number } {
  const level = Math.floor(height / TILE_HEIGHT);
  const count = 2 ** (height % TILE_HEIGHT);
  return { level, n: Math.floor((index * count) / TILE_WIDTH), from: (index * count) % TILE_WIDTH, count };
}

/** Cuts the bytes of a tile into its hashes. @throws {RangeError} when the length is no multiple of 32. */
export function hashesIn(tile: Uint8Array): Uint8Array[] {
  if (tile.length % HASH_BYTES !== 0) throw new RangeError(`a tile of ${tile.length} bytes`);
  return Array.from({ length: tile.length / HASH_BYTES }, (_, at) => tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

/** Reads hashes of subtrees out of tiles that `tile` gives as their hashes. */
export function hashAtFrom(tile: (level: number, n: number) => readonly Uint8Array[], hash: Hash = defaultHash): HashAt {
  return (node) => {
    const { level, n, from, count } = placeOf(node);
    const hashes = tile(level, n).slice(from, from + count);
    if (hashes.length !== count) throw new RangeError(`tile ${level}/${n} is too short`);
    return foldPerfect(hashes, hash);
  };
}

/** The unfinished right side of a tree in tiles: for each level the hashes of its last tile, at most 255. */
export type Edge = readonly (readonly Uint8Array[])[];

/** A tile with its 256 hashes, and their root. */
export interface FullTile {
  level: number;
  n: number;
  hashes: Uint8Array[];
  root: Uint8Array;
}

/** A tree after it grew. */
export interface Grown {
  edge: Edge;
  size: number;
  /** Tiles that became full, in the order in which they did. */
  tiles: FullTile[];
}

/** Grows a tree by leaf hashes. The edge that comes in is not touched, so that a batch that rolls back leaves nothing behind. @source log.md 4.1 */
export function grow(edge: Edge, size: number, leaves: Iterable<Uint8Array>, hash: Hash = defaultHash): Grown {
  const next = edge.map((level) => [...level]);
  const tiles: FullTile[] = [];
  let grown = size;
  for (const leaf of leaves) {
    grown++;
    let node = leaf;
    for (let level = 0; ; level++) {
      const row = (next[level] ??= []);
      row.push(node);
      if (row.length < TILE_WIDTH) break;
      node = foldPerfect(row, hash);
      tiles.push({ level, n: levelWidth(level + 1, grown) - 1, hashes: row, root: node });
      next[level] = [];
    }
  }
  return { edge: next, size: grown, tiles };
}

/** Roots of the perfect subtrees of the tree that has this edge, the largest first: each level is split by the bits of its number, from the top down. */
export function partsOfEdge(edge: Edge, hash: Hash = defaultHash): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let level = edge.length - 1; level >= 0; level--) {
    const row = edge[level]!;
    let at = 0;
    for (let width = TILE_WIDTH / 2; width >= 1; width /= 2) {
      if (row.length - at < width) continue;
      parts.push(foldPerfect(row.slice(at, at + width), hash));
      at += width;
    }
  }
  return parts;
}

/** Root of the tree that has this edge. @source log.md 4.1 */
export function rootOfEdge(edge: Edge, hash: Hash = defaultHash): Uint8Array {
  return fold(partsOfEdge(edge, hash), hash);
}
