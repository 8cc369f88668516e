import { concatBytes, utf8 } from './bytes.js';
import { defaultHash, HASH_BYTES, type Hash } from './hashing.js';

/** Chain before the first party digest: 32 zero bytes. */
export const FIRST_CHAIN = new Uint8Array(HASH_BYTES);

const TAG = utf8('comity/digest/v1\n');

/** Carries the chain of a jurisdiction over more leaves that name it, in order of their index. @source log.md 12 */
export function chainDigest(chain: Uint8Array, leaves: Iterable<Uint8Array>, hash: Hash = defaultHash): Uint8Array {
  let next = chain;
  for (const leaf of leaves) next = hash(concatBytes(TAG, next, leaf));
  return next;
}
