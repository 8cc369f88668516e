import { defaultHash, emptyRoot, HASH_BYTES, nodeHash, type Hash } from './hashing.js';

/** A perfect subtree: 2^height leaves that begin at index × 2^height. Both count from 0. */
export interface Node {
  height: number;
  index: number;
}

/** Leaves from `begin` up to, not including, `end`. */
export interface Range {
  begin: number;
  end: number;
}

/** Gives the hash of a perfect subtree that lies wholly inside the tree. */
export type HashAt = (node: Node) => Uint8Array;

/** A whole tree by the roots of its perfect subtrees, the largest and leftmost first: at most 53 hashes. */
export interface Parts {
  size: number;
  hashes: Uint8Array[];
}

/** Whether a number can be a size or an index: an integer from 0 to 2^53 − 1. JavaScript's bit operators are never used on one. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Largest power of two below `n`, which must be at least 2: where a tree of n leaves is split. */
function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Perfect subtrees that make up a range of leaves of one RFC 6962 subtree, from the left. */
export function nodesOf({ begin, end }: Range): Node[] {
  const nodes: Node[] = [];
  for (let at = begin; at < end; ) {
    let height = 0;
    let width = 1;
    while (width * 2 <= end - at) {
      width *= 2;
      height++;
    }
    nodes.push({ height, index: at / width });
    at += width;
  }
  return nodes;
}

/** Joins hashes of perfect subtrees, from the left and falling in size, to the hash of them all. */
export function fold(hashes: readonly Uint8Array[], hash: Hash = defaultHash): Uint8Array {
  if (hashes.length === 0) return emptyRoot(hash);
  return hashes.reduceRight((right, left) => nodeHash(left, right, hash));
}

/** Root of 2^r hashes that stand beside each other. */
export function foldPerfect(hashes: readonly Uint8Array[], hash: Hash = defaultHash): Uint8Array {
  let row = hashes;
  while (row.length > 1) {
    const above: Uint8Array[] = [];
    for (let at = 0; at < row.length; at += 2) above.push(nodeHash(row[at]!, row[at + 1]!, hash));
    row = above;
  }
  return row[0]!;
}

/** The tree without leaves. */
export function emptyParts(): Parts {
  return { size: 0, hashes: [] };
}

/** A new tree with more leaves on its right side; the old one is left as it is. */
export function extend(parts: Parts, leaves: Iterable<Uint8Array>, hash: Hash = defaultHash): Parts {
  const hashes = [...parts.hashes];
  let size = parts.size;
  for (const leaf of leaves) {
    let node = leaf;
    for (let below = size; below % 2 === 1; below = Math.floor(below / 2)) node = nodeHash(hashes.pop()!, node, hash);
    hashes.push(node);
    size++;
  }
  return { size, hashes };
}

/** Root of a tree given by its parts. @source RFC 6962 2.1 */
export function rootOf(parts: Parts, hash: Hash = defaultHash): Uint8Array {
  return fold(parts.hashes, hash);
}

/** How many parts a tree of this size has: the ones in the binary form of the size. */
export function partCount(size: number): number {
  let count = 0;
  for (let left = size; left > 0; left = Math.floor(left / 2)) count += left % 2;
  return count;
}

/**
 * Ranges whose hashes make the inclusion proof of a leaf, in order of the proof.
 * @throws {RangeError} when the leaf is not in the tree.
 * @source RFC 6962 2.1.1
 */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const ranges: Range[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const middle = begin + splitPoint(end - begin);
    if (index < middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  return ranges.reverse();
}

/**
 * Ranges whose hashes make the consistency proof between two sizes of one log, in order of the proof.
 * @throws {RangeError} when first is above second.
 * @source RFC 6962 2.1.2
 */
export function consistencyRanges(first: number, second: number): Range[] {
  if (!isCount(first) || !isCount(second) || first > second) throw new RangeError(`no growth from ${first} to ${second}`);
  if (first === 0 || first === second) return [];
  const ranges: Range[] = [];
  let begin = 0;
  let end = second;
  // The old tree stays whole on the left as long as the walk only turned left; then its root is known and not proved.
  let whole = true;
  while (end !== first) {
    const middle = begin + splitPoint(end - begin);
    if (first <= middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
      whole = false;
    }
  }
  if (!whole) ranges.push({ begin, end });
  return ranges.reverse();
}

const hashesOf = (ranges: Range[], hashAt: HashAt, hash: Hash): Uint8Array[] => ranges.map((range) => fold(nodesOf(range).map(hashAt), hash));

/** Inclusion proof of a leaf: 32-byte hashes, the lowest first. @throws {RangeError} */
export function inclusionProof(index: number, size: number, hashAt: HashAt, hash: Hash = defaultHash): Uint8Array[] {
  return hashesOf(inclusionRanges(index, size), hashAt, hash);
}

/** Consistency proof between two sizes: 32-byte hashes. @throws {RangeError} */
export function consistencyProof(first: number, second: number, hashAt: HashAt, hash: Hash = defaultHash): Uint8Array[] {
  return hashesOf(consistencyRanges(first, second), hashAt, hash);
}

/** Whether all are whole hashes. */
export function areHashes(...hashes: Uint8Array[]): boolean {
  return hashes.every((one) => one.length === HASH_BYTES);
}
