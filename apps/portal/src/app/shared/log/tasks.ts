import {
  BundleRefused,
  climb,
  consistencyProof,
  type Edge,
  EntryRefused,
  foldPerfect,
  hashAtFrom,
  hashesIn,
  inclusionProof,
  leafHash,
  readBundle,
  readEntry,
  rootOfEdge,
  type Rung,
  sameBytes,
  verifyConsistency,
} from '@comity/transparency-log';

/** Tiles by `level/number`, each as the bytes of its hashes. */
export type Tiles = ReadonlyMap<string, Uint8Array>;

const readable = (tiles: Tiles) => hashAtFrom((level, n) => hashesIn(tiles.get(`${level}/${n}`) ?? new Uint8Array()));

/** An entry as a leaf: its hash, and which member breaks the one form that entries have. */
export interface CheckedEntry {
  leaf: Uint8Array;
  fault?: string;
}

function entry({ body }: { body: Uint8Array }): CheckedEntry {
  const leaf = leafHash(body);
  try {
    readEntry(body);
    return { leaf };
  } catch (error) {
    if (error instanceof EntryRefused) return { leaf, fault: error.where };
    throw error;
  }
}

/** Entries of a bundle, in their order; undefined when the bundle does not hold exactly so many. */
function bundle({ bytes, width }: { bytes: Uint8Array; width: number }): CheckedEntry[] | undefined {
  try {
    return readBundle(bytes, width).map((body) => entry({ body }));
  } catch (error) {
    if (error instanceof BundleRefused) return undefined;
    throw error;
  }
}

/** The way from a leaf to the root, every step; undefined when the tiles do not make one. */
function way({ index, size, leaf, tiles }: { index: number; size: number; leaf: Uint8Array; tiles: Tiles }): Rung[] | undefined {
  return climb({ index, size, leaf, proof: inclusionProof(index, size, readable(tiles)) });
}

export interface Growth {
  first: number;
  firstRoot: Uint8Array;
  second: number;
  secondRoot: Uint8Array;
  tiles: Tiles;
}

/** Whether the first tree is the beginning of the second, and how many hashes show it. */
function growth({ first, firstRoot, second, secondRoot, tiles }: Growth): { holds: boolean; hashes: number } {
  const proof = consistencyProof(first, second, readable(tiles));
  return { holds: verifyConsistency({ first, second, firstRoot, secondRoot, proof }), hashes: proof.length };
}

const tileRoot = ({ bytes }: { bytes: Uint8Array }): Uint8Array => foldPerfect(hashesIn(bytes));
const edgeRoot = ({ edge }: { edge: Edge }): Uint8Array => rootOfEdge(edge);
/** Places of a tile where its hashes are others than expected. */
const differing = ({ bytes, expected }: { bytes: Uint8Array; expected: Uint8Array[] }): number[] =>
  hashesIn(bytes).flatMap((one, at) => (sameBytes(one, expected[at] ?? new Uint8Array()) ? [] : [at]));

/**
 * Everything that is hashed or compared when the log is checked. No task fetches, remembers or decides; each can be run anywhere.
 * @source RFC 9162 2.1; C2SP tlog-tiles; log.md 10.1
 */
export const TASKS = { entry, bundle, way, growth, tileRoot, edgeRoot, differing };
export type Tasks = typeof TASKS;
