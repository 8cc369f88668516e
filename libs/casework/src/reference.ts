/** Kinds of record that have a number for people, with the two letters in front. */
export const REFERENCE_PREFIXES = { referral: 'RF', request: 'DQ', preservation: 'PR', removal: 'RM', inspection: 'IN' } as const;
export type ReferenceKind = keyof typeof REFERENCE_PREFIXES;

/** Keyed hash over ASCII text; the server passes HMAC-SHA-256 under the key for references. At least two bytes come back. */
export type KeyedHash = (text: string) => Uint8Array;

const BITS = 10;
const MASK = (1 << BITS) - 1;
const SIZE = 1_000_000;
const ROUNDS = 8;

/** One pass of a balanced Feistel network over 20 bits: a bijection, whatever the keyed hash answers. */
const pass = (value: number, label: string, hash: KeyedHash): number => {
  let left = value >> BITS;
  let right = value & MASK;
  for (let round = 0; round < ROUNDS; round += 1) {
    const bytes = hash(`${label}|${round}|${right}`);
    const mixed = (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) & MASK;
    [left, right] = [right, left ^ mixed];
  }
  return (left << BITS) | right;
};

/**
 * The number of a record for people, like `DQ-2027-KE-000311`. It is a keyed permutation of the counter, so that two counters never
 * share a number and nobody reads from it how many records there are.
 * @param counter counts records of this kind, year and jurisdiction; 0 to 999,999
 * @throws RangeError beyond that
 * @source security 5.7
 */
export function reference(kind: ReferenceKind, year: number, jurisdiction: string, counter: number, hash: KeyedHash): string {
  if (!Number.isInteger(counter) || counter < 0 || counter >= SIZE) throw new RangeError('The counter of references must be from 0 to 999999.');
  const label = `comity/reference/v1|${kind}|${year}|${jurisdiction}`;
  let value = counter;
  do value = pass(value, label, hash);
  while (value >= SIZE);
  return `${REFERENCE_PREFIXES[kind]}-${year}-${jurisdiction}-${String(value).padStart(6, '0')}`;
}
