import { sameBytes } from './bytes.js';
import { defaultHash, emptyRoot, nodeHash, type Hash } from './hashing.js';
import { areHashes, isCount } from './tree.js';

/** More hashes no proof can have: a tree has at most 2^53 − 1 leaves, and a note of a witness allows 63. */
const MOST_HASHES = 63;

const half = (n: number): number => Math.floor(n / 2);

/** What an inclusion proof claims. */
export interface Inclusion {
  index: number;
  size: number;
  leaf: Uint8Array;
  root: Uint8Array;
  proof: readonly Uint8Array[];
}

/** One step on the way from a leaf to the root. */
export interface Rung {
  neighbour: Uint8Array;
  /** Whether the neighbour stands before the node that was reached, so that it is hashed first. */
  isBefore: boolean;
  /** Hash of the two. */
  node: Uint8Array;
}

/** The way from a leaf up that a proof describes; undefined where a tree of this size has no such way. The last node is the root that follows from it. @source RFC 9162 2.1.3.2 */
export function climb({ index, size, leaf, proof }: Omit<Inclusion, 'root'>, hash: Hash = defaultHash): Rung[] | undefined {
  if (!isCount(index) || !isCount(size) || index >= size) return undefined;
  if (proof.length > MOST_HASHES || !areHashes(leaf, ...proof)) return undefined;
  const rungs: Rung[] = [];
  let fn = index;
  let sn = size - 1;
  let node = leaf;
  for (const neighbour of proof) {
    if (sn === 0) return undefined;
    const isBefore = fn % 2 === 1 || fn === sn;
    node = isBefore ? nodeHash(neighbour, node, hash) : nodeHash(node, neighbour, hash);
    rungs.push({ neighbour, isBefore, node });
    while (isBefore && fn % 2 === 0 && fn !== 0) {
      fn = half(fn);
      sn = half(sn);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 ? rungs : undefined;
}

/** Whether a leaf is at this index of the tree with this size and root. Malformed input is refused before anything is hashed. @source RFC 9162 2.1.3.2 */
export function verifyInclusion({ root, ...claim }: Inclusion, hash: Hash = defaultHash): boolean {
  if (!areHashes(root)) return false;
  const rungs = climb(claim, hash);
  return rungs !== undefined && sameBytes(rungs.at(-1)?.node ?? claim.leaf, root);
}

/** What a consistency proof claims. */
export interface Consistency {
  first: number;
  second: number;
  firstRoot: Uint8Array;
  secondRoot: Uint8Array;
  proof: readonly Uint8Array[];
}

/** Whether the first tree is the beginning of the second. From size 0 only the empty root is accepted, and it says nothing of the second tree. @source RFC 9162 2.1.4.2 */
export function verifyConsistency({ first, second, firstRoot, secondRoot, proof }: Consistency, hash: Hash = defaultHash): boolean {
  if (!isCount(first) || !isCount(second) || first > second) return false;
  if (proof.length > MOST_HASHES || !areHashes(firstRoot, secondRoot, ...proof)) return false;
  if (first === 0 && !sameBytes(firstRoot, emptyRoot(hash))) return false;
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0;
  if (proof.length === 0) return false;

  let power = first;
  while (power % 2 === 0) power = half(power);
  const path = power === 1 ? [firstRoot, ...proof] : [...proof];
  let fn = first - 1;
  let sn = second - 1;
  while (fn % 2 === 1) {
    fn = half(fn);
    sn = half(sn);
  }
  let older = path[0]!;
  let newer = path[0]!;
  for (const other of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      older = nodeHash(other, older, hash);
      newer = nodeHash(other, newer, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else newer = nodeHash(newer, other, hash);
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && sameBytes(older, firstRoot) && sameBytes(newer, secondRoot);
}
