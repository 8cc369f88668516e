import {
  base64,
  formatNote,
  grow,
  hashesIn,
  leafHash,
  parseNote,
  readBundle,
  readCheckpoint,
  rootOfEdge,
  signatureLine,
  textOf,
  TILE_WIDTH,
  utf8,
  widthIn,
  writeBundle,
} from '@comity/transparency-log';
import { type LogSource } from '../shared/log/published-log';

/** How far somebody went who rules the server: the entry alone, its hash in the tree too, or every hash up to the root. */
export const DEPTHS = ['entry', 'leaf', 'tree'] as const;
export type Depth = (typeof DEPTHS)[number];

/** A copy of the published log in the memory of this page, with one entry changed. The server is not touched. */
export interface ChangedCopy extends LogSource {
  index: number;
  depth: Depth;
  /** The entry before and after, where the reader may open entries. */
  change?: { start: string; before: string; after: string; end: string; body: Uint8Array };
}

/** An act that is moved by a day: the smallest lie that would matter. The entry keeps its form, so only its hash gives it away. */
export function movedByADay(body: Uint8Array): Uint8Array {
  return utf8(
    textOf(body).replace(/"at":"([^"]+)"/, (whole, at: string) => {
      const time = Date.parse(at);
      return Number.isNaN(time) ? whole : `"at":"${new Date(time - 86_400_000).toISOString()}"`;
    }),
  );
}

/** Two texts of one length as what they share and what differs. */
function changeBetween(before: Uint8Array, after: Uint8Array): ChangedCopy['change'] {
  const from = before.findIndex((byte, at) => byte !== after[at]);
  const to = before.findLastIndex((byte, at) => byte !== after[at]) + 1;
  const text = (bytes: Uint8Array, begin: number, end?: number): string => textOf(bytes.subarray(begin, end));
  return { start: text(before, 0, from), before: text(before, from, to), after: text(after, from, to), end: text(before, to), body: after };
}

const joined = (hashes: readonly Uint8Array[]): Uint8Array => Uint8Array.from(hashes.flatMap((hash) => [...hash]));

/** Every leaf of the log, from its lowest tiles. */
async function leavesOf(source: LogSource, size: number): Promise<Uint8Array[]> {
  const numbers = Array.from({ length: Math.ceil(size / TILE_WIDTH) }, (_, n) => n);
  const tiles = await Promise.all(numbers.map((n) => source.tile(0, n, widthIn({ level: 0, n }, size))));
  return tiles.flatMap((tile) => hashesIn(tile));
}

/** Hashes of every level: the leaves, the roots of their full tiles, the roots of those. */
function levelsOf(leaves: readonly Uint8Array[]): (readonly Uint8Array[])[] {
  const { tiles } = grow([], 0, leaves);
  const levels: Uint8Array[][] = [[...leaves]];
  for (const { level, root } of tiles) (levels[level + 1] ??= []).push(root);
  return levels;
}

/**
 * Takes the published log into memory as it is now and changes one entry in it.
 * @param mayOpen whether the reader may fetch entries; without that only hashes can be changed, so the depth cannot be `entry`
 */
export async function changedCopy(source: LogSource, index: number, depth: Depth, mayOpen: boolean): Promise<ChangedCopy> {
  const [note, vkeys] = await Promise.all([source.note(), source.vkeys()]);
  const { origin, size } = readCheckpoint(note);
  const inBundle = Math.floor(index / TILE_WIDTH);
  const leaves = await leavesOf(source, size);
  const bodies = mayOpen ? readBundle(await source.bundle(inBundle, widthIn({ level: 0, n: inBundle }, size)), widthIn({ level: 0, n: inBundle }, size)) : [];
  const before = bodies[index % TILE_WIDTH];
  const after = before && movedByADay(before);
  const changedLeaf = leafHash(after ?? utf8('another entry'));
  const changed = depth === 'entry' ? leaves : leaves.with(index, changedLeaf);
  const levels = depth === 'tree' ? levelsOf(changed) : [changed];
  const root = rootOfEdge(grow([], 0, changed).edge);
  return {
    index,
    depth,
    ...(before && after ? { change: changeBetween(before, after) } : {}),
    // Whoever recomputes the tree has a new root and no key: the only signatures there are stand under the old text.
    note: () => Promise.resolve(depth === 'tree' ? formatNote(`${origin}\n${size}\n${base64(root)}\n`, parseNote(note).signatures.map(signatureLine)) : note),
    vkeys: () => Promise.resolve(vkeys),
    policy: () => source.policy(),
    tile: async (level, n, width) => {
      const row = levels[level];
      return row ? joined(row.slice(n * TILE_WIDTH, n * TILE_WIDTH + width)) : source.tile(level, n, width);
    },
    bundle: async (n, width) => {
      if (n !== inBundle || !after) return source.bundle(n, width);
      return writeBundle(bodies.slice(0, width).with(index % TILE_WIDTH, after));
    },
  };
}
