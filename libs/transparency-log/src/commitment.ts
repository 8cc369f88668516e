import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64url, concatBytes, utf8 } from './bytes.js';
import { canonicalJson } from './canonical-json.js';
import type { Hmac } from './hashing.js';
import type { Json } from './json-reader.js';

/** Bytes of every salt. */
export const SALT_BYTES = 32;

const defaultHmac: Hmac = (key, message) => hmac(sha256, key, message);

function commit(salt: Uint8Array, tag: string, value: Json, mac: Hmac): string {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt of ${salt.length} bytes`);
  return base64url(mac(salt, concatBytes(utf8(`${tag}\n`), utf8(canonicalJson(value)))));
}

/**
 * Commitment to the value of one field of an entry: 43 characters that say nothing without the salt and bind to one value with it.
 * @param salt 32 random bytes, fresh for each field and entry.
 * @param path name of the member of `commit`.
 * @throws {RangeError} on a salt of another length.
 * @source log.md 11.1
 */
export function commitment(salt: Uint8Array, path: string, value: Json, mac: Hmac = defaultHmac): string {
  return commit(salt, 'comity/commit/v1', [path, value], mac);
}

/**
 * Pseudonym under which an officer acts for one quarter of a year.
 * @param salt 32 random bytes, one for each officer and quarter.
 * @param quarter like `2026-Q4`.
 * @throws {RangeError} on a salt of another length or a text that is no quarter.
 * @source log.md 11.2
 */
export function officerCommitment(salt: Uint8Array, issuer: string, subject: string, quarter: string, mac: Hmac = defaultHmac): string {
  if (!/^[0-9]{4}-Q[1-4]$/.test(quarter)) throw new RangeError('not a quarter');
  return commit(salt, 'comity/actor/v1', [issuer, subject, quarter], mac);
}
