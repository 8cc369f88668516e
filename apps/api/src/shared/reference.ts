import { createHmac } from 'node:crypto';
import { type KeyRing } from './key-ring.js';
import { momentOf, type Tx } from './transactions.js';

/** Kinds of record that people name by number (exchange.md 0.5). */
export type ReferenceKind = 'RF' | 'DQ' | 'PR';

const DIGITS = 1_000_000;
const HALF = 1000;
const ROUNDS = 6;

/**
 * Number for people, `DQ-2027-KE-000123`: a keyed permutation of the counter, so that it tells nobody how many there are.
 * A Feistel network over two halves of three digits; every counter below a million has its own number.
 * @source security.md 5.7
 */
export async function newReference(tx: Tx, keys: KeyRing, kind: ReferenceKind, jurisdiction: string): Promise<string> {
  const [{ n }] = await tx.query<[{ n: string }]>("select nextval('comity.ref_number') as n");
  const year = momentOf(tx).now.getUTCFullYear();
  const counter = Number(n);
  // Past a million the leading digits are the counter's own.
  const lead = Math.floor(counter / DIGITS) || '';
  return `${kind}-${year}-${jurisdiction}-${lead}${String(permute(counter % DIGITS, keys.references())).padStart(6, '0')}`;
}

/** Bijection of 0 … 999,999 under a key. */
export function permute(value: number, key: Buffer): number {
  let left = Math.floor(value / HALF);
  let right = value % HALF;
  for (let round = 0; round < ROUNDS; round += 1) {
    const mixed = createHmac('sha256', key).update(`${round}.${right}`).digest().readUInt32BE(0);
    [left, right] = [right, (left + mixed) % HALF];
  }
  return left * HALF + right;
}
