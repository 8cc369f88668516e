import { type Tx } from './transactions.js';

/** Notes that a person has acted in a case, so that the same person never reviews it, over any account. `caseId`: the referral or the request. */
export async function noteCasePerson(tx: Tx, caseId: string, who: { personId: string; agencyId: string }): Promise<void> {
  await tx.query('insert into comity.case_person (case_id, person_id, agency_id) values ($1, $2, $3) on conflict do nothing', [
    caseId,
    who.personId,
    who.agencyId,
  ]);
}
