import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from './bytes.js';

/** SHA-256 of bytes: 32 bytes. Synchronous, so that trees of millions of leaves stay fast; a server passes its platform's own. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** HMAC-SHA-256: 32 bytes. */
export type Hmac = (key: Uint8Array, message: Uint8Array) => Uint8Array;

/** The hash that is used when none is passed. */
export const defaultHash: Hash = sha256;

/** Bytes of every hash in the tree. */
export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Hash of an entry as a leaf of the tree. @source RFC 6962 2.1 */
export function leafHash(entry: Uint8Array, hash: Hash = defaultHash): Uint8Array {
  return hash(concatBytes(LEAF, entry));
}

/** Hash of an inner node. @source RFC 6962 2.1 */
export function nodeHash(left: Uint8Array, right: Uint8Array, hash: Hash = defaultHash): Uint8Array {
  return hash(concatBytes(NODE, left, right));
}

/** Root of the tree without leaves. @source RFC 6962 2.1 */
export function emptyRoot(hash: Hash = defaultHash): Uint8Array {
  return hash(new Uint8Array(0));
}
