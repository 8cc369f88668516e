import { createHmac } from 'node:crypto';
import { base64url, commitment as commit, officerCommitment as commitOfficer, SALT_BYTES, type Hmac, type Json } from '@comity/transparency-log';
import { randomBytesOf } from './random.js';

const hmac: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();

/** A commitment and the salt that opens it. The salt goes into the sealed value, never into an entry or a program log. */
export interface Committed {
  /** 43 characters, for `commit` of the entry. */
  commitment: string;
  /** 32 bytes as base64url. */
  salt: string;
}

/**
 * Commits to a value under a fresh salt.
 * @param path name of the member of `commit`.
 * @param value anything that JSON can hold; what JSON drops (`undefined` members, dates as objects) is dropped here too, so that the stored value opens it.
 * @source log.md 11.1
 */
export function commitment(path: string, value: unknown): Committed {
  const salt = randomBytesOf(SALT_BYTES);
  return { commitment: commit(salt, path, asJson(value), hmac), salt: base64url(salt) };
}

/** Whether a value and salt open a commitment. */
export function opens(committed: Committed, path: string, value: unknown): boolean {
  return commit(Buffer.from(committed.salt, 'base64url'), path, asJson(value), hmac) === committed.commitment;
}

/** Pseudonym of an officer for a quarter such as `2026-Q4`; the salt is 32 bytes, one for each officer and quarter. @source log.md 11.2 */
export function officerCommitment(salt: Uint8Array, issuer: string, subject: string, quarter: string): string {
  return commitOfficer(salt, issuer, subject, quarter, hmac);
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value) ?? 'null') as Json;
}
