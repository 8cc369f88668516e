import { type KeyRing } from '../shared/key-ring.js';
import { type Tx } from '../shared/transactions.js';
import { indexKey } from './referral-record.js';

/** Formats whose reports carry a number of their source; its keyed hash stands in `import_record`. */
export const FORMATS = ['cybertipline'] as const;

/** Keyed hash of a case number of the agency's own system; case and blanks do not tell two numbers apart. */
export const ownNumberKey = (keys: KeyRing, agencyId: string, number: string): Buffer =>
  indexKey(keys, agencyId, 'own_number', number.normalize('NFKC').replace(/\s+/g, '').toUpperCase());

/** Writes the row by which an agency finds a referral under its own case number; none where it has no number. */
export async function indexOwnNumber(tx: Tx, keys: KeyRing, agencyId: string, referralId: string, number: string | undefined): Promise<void> {
  await tx.query('delete from comity.own_number where agency_id = $1 and referral_id = $2', [agencyId, referralId]);
  if (number === undefined) return;
  await tx.query('insert into comity.own_number (agency_id, referral_id, index_key) values ($1, $2, $3)', [
    agencyId,
    referralId,
    ownNumberKey(keys, agencyId, number),
  ]);
}
