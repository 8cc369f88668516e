import { createHmac } from 'node:crypto';
import { type Act, type PolicyObject, type Role, type Verdict } from '@comity/casework';
import { authorise, NOTHING } from '../shared/authorise.js';
import { type KeyRing } from '../shared/key-ring.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { type Target } from '../shared/target.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { Delivery } from './delivery.entity.js';
import { type StoredIdentifier } from './referral-content.js';
import { Referral } from './referral.entity.js';

/** A referral as the policy sees it. `delivery`: the one to the caller's own agency, once it is delivered and while it is not called back. */
export const policyObject = (row: Referral, delivery: Delivery | null = null): PolicyObject => ({
  ...NOTHING,
  ownerAgency: row.agencyId,
  recipientAgency: delivery?.deliveredAt && delivery.state !== 'withdrawn' ? delivery.recipientAgencyId : null,
  caseAgencies: row.partySet,
  jurisdictions: [...new Set([row.jurisdiction, ...(delivery ? [delivery.recipientJurisdiction] : [])])],
  authors: row.authors,
  assigned: row.authors,
  purpose: row.purpose,
  handling: row.handling,
  urgent: row.urgency === 'urgent' || row.urgency === 'emergency',
});

/** Role through which the policy allowed an act; the entry names it. */
export const roleOf = (verdict: Verdict): Role => (verdict.ruleIds[0]?.split('.')[1] ?? 'officer') as Role;

/**
 * A referral of the caller's own agency, locked, allowed and at the version that the person saw.
 * @throws {Problem} `not-found` for an unknown one and for one of others alike; what the policy refuses; `version`.
 */
export async function takeReferral(tx: Tx, officer: Officer, act: Act, target: Target): Promise<{ row: Referral; role: Role }> {
  const row = await tx.findOne(Referral, { where: { id: target.id }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw await notOwn(tx, officer, act, target.id);
  const verdict = authorise(officer, act, policyObject(row), momentOf(tx));
  if (row.version !== target.version) throw new Problem('version');
  // Nothing follows: the keys are gone, so that content which a step would look at does not open.
  if (row.state === 'discarded') throw new Problem('step', { rules: ['state'] });
  return { row, role: roleOf(verdict) };
}

/** Only the writer's agency can lock a referral. Who received it knows of it, and hears that this act is not theirs; everybody else hears nothing. */
async function notOwn(tx: Tx, officer: Officer, act: Act, id: string): Promise<Problem> {
  const seen = await tx.findOneBy(Referral, { id });
  const delivery = seen && (await tx.findOneBy(Delivery, { referralId: id, recipientAgencyId: officer.agencyId }));
  if (seen) authorise(officer, act, policyObject(seen, delivery), momentOf(tx));
  return new Problem('not-found');
}

/** The delivery to the caller's own agency, locked, allowed and at the version that the person saw. @throws {Problem} as `takeReferral`. */
export async function takeDelivery(tx: Tx, officer: Officer, act: Act, target: Target): Promise<{ row: Referral; delivery: Delivery; role: Role }> {
  const delivery = await tx.findOne(Delivery, { where: { referralId: target.id, recipientAgencyId: officer.agencyId }, lock: { mode: 'pessimistic_write' } });
  const row = await tx.findOne(Referral, { where: { id: target.id } });
  if (!row) throw new Problem('not-found');
  const verdict = authorise(officer, act, policyObject(row, delivery), momentOf(tx));
  if (!delivery) throw new Problem('not-found');
  if (delivery.version !== target.version) throw new Problem('version');
  return { row, delivery, role: roleOf(verdict) };
}

/** Writes changes of a locked row and raises its version; `row` is brought up to date. @throws {Error} when the walls hide it from the update. */
export async function changeReferral(tx: Tx, row: Referral, changes: Partial<Omit<Referral, 'id' | 'version'>>): Promise<void> {
  const changed = { ...changes, version: row.version + 1 };
  const result = await tx.update(Referral, { id: row.id, version: row.version }, changed);
  if (result.affected !== 1) throw new Error(`Referral ${row.id} was not changed.`);
  Object.assign(row, changed);
}

/** The same for a delivery. */
export async function changeDelivery(tx: Tx, row: Delivery, changes: Partial<Omit<Delivery, 'id' | 'version'>>): Promise<void> {
  const changed = { ...changes, version: row.version + 1 };
  const result = await tx.update(Delivery, { id: row.id, version: row.version }, changed);
  if (result.affected !== 1) throw new Error(`Delivery ${row.id} was not changed.`);
  Object.assign(row, changed);
}

/** Bits kept of a keyed hash. @source security.md 8.2 */
const INDEX_BYTES = 16;

/** Keyed hash of a value for finding it again in one agency. `kind` is the type of identifier, or the format whose source number it is. */
export const indexKey = (keys: KeyRing, agencyId: string, kind: string, normal: string): Buffer =>
  createHmac('sha256', keys.index(agencyId)).update(`${kind}|${normal}`).digest().subarray(0, INDEX_BYTES);

/** Writes the rows by which an agency finds its identifiers. Values that are never matched have a row without a key. */
export async function indexIdentifiers(tx: Tx, keys: KeyRing, agencyId: string, referralId: string, identifiers: readonly StoredIdentifier[]): Promise<void> {
  if (identifiers.length === 0) return;
  await tx.query(
    `insert into comity.referral_identifier (agency_id, id, referral_id, type, index_key, usable)
     select $1, * from unnest($2::uuid[], array_fill($3::uuid, array[$7::int]), $4::text[], $5::bytea[], $6::boolean[])`,
    [
      agencyId,
      identifiers.map(({ id }) => id),
      referralId,
      identifiers.map(({ type }) => type),
      identifiers.map(({ type, index }) => (index === null ? null : indexKey(keys, agencyId, type, index))),
      identifiers.map(({ normal }) => normal !== null),
      identifiers.length,
    ],
  );
}
