import { createHash } from 'node:crypto';
import { decrypt, encrypt } from './envelope.js';
import { type KeyRing } from './key-ring.js';
import { type Officer } from './officer.js';
import { Problem } from './problem.js';

/** What a cursor is bound to: the person, the list and its filter. A cursor of another person or filter does not open. */
const boundTo = (officer: Officer, list: string, filter: unknown): string =>
  ['cursor', officer.personId, list, createHash('sha256').update(JSON.stringify(filter)).digest('hex')].join('|');

/** Rows of a page where the caller names no size. @source outside.md 5 (at most 200) */
export const PAGE = 50;

/**
 * Cuts a page of `size` rows out of `found`, for which one row more was asked: if it is there, a page follows.
 * @param sealed the cursor behind a row. @returns the rows of the page, and `next` where one follows.
 */
export function cutPage<Row>(found: readonly Row[], size: number, sealed: (last: Row) => string): { rows: Row[]; next: { next?: string } } {
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  return { rows, next: found.length > size && last !== undefined ? { next: sealed(last) } : {} };
}

/** A place in a list as an opaque text: where the next page begins, sealed for this person and filter. @source security.md 5.4 */
export function sealCursor(keys: KeyRing, officer: Officer, list: string, filter: unknown, position: string): string {
  return encrypt(keys.cursors(), Buffer.from(position), boundTo(officer, list, filter)).toString('base64url');
}

/** @throws {Problem} `query` when the cursor is not one that this person got for this list and filter. */
export function openCursor(keys: KeyRing, officer: Officer, list: string, filter: unknown, cursor: string): string {
  try {
    return decrypt(keys.cursors(), Buffer.from(cursor, 'base64url'), boundTo(officer, list, filter)).toString();
  } catch {
    throw new Problem('query');
  }
}
