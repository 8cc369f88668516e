import { type PolicyObject } from '@comity/casework';
import { NOTHING } from '../shared/authorise.js';
import { Problem } from '../shared/problem.js';
import { type Tx } from '../shared/transactions.js';
import { DataRequest } from './data-request.entity.js';

/**
 * The request, locked until the transaction ends.
 * @throws {Problem} `not-found` when it does not exist or the caller may not know of it: row-level security makes both the same.
 */
export async function lockRequest(tx: Tx, id: string): Promise<DataRequest> {
  const row = await tx.findOne(DataRequest, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new Problem('not-found');
  return row;
}

/** The request as it stands, not locked; null when the caller may not know of it. */
export const readRequest = (tx: Tx, id: string): Promise<DataRequest | null> => tx.findOneBy(DataRequest, { id });

/** @throws {Problem} `version` when somebody changed the row after the caller saw it. */
export function mustBeSeen(row: DataRequest, version: number): void {
  if (row.version !== version) throw new Problem('version');
}

/** Writes changes of a locked row and raises its version; `row` is brought up to date. @throws {Error} when the walls hide the row from the update. */
export async function changeRequest(tx: Tx, row: DataRequest, changes: Partial<Omit<DataRequest, 'id' | 'version'>>): Promise<DataRequest> {
  const changed = { ...changes, version: row.version + 1 };
  const result = await tx.update(DataRequest, { id: row.id, version: row.version }, changed);
  if (result.affected !== 1) throw new Error(`Request ${row.id} was not changed.`);
  return Object.assign(row, changed);
}

/** The request as the policy sees it. The holding agency counts from dispatch on; `assignment` shows a caller only the reviews of that person. */
export async function policyObject(tx: Tx, row: DataRequest): Promise<PolicyObject> {
  const drawn = await tx.query<{ personId: string }[]>('select person_id as "personId" from comity.assignment where request_id = $1 and ended_at is null', [
    row.id,
  ]);
  return {
    ...NOTHING,
    ownerAgency: row.agencyId,
    requestingAgency: row.agencyId,
    holdingAgency: row.dispatchedAt ? row.holdingAgencyId : null,
    caseAgencies: [...new Set([...row.partySet, ...(row.holdingAgencyId ? [row.holdingAgencyId] : [])])],
    jurisdictions: partiesOf(row),
    authors: [row.createdBy],
    assigned: [row.createdBy],
    reviewers: drawn.map(({ personId }) => personId),
    purpose: row.purpose ?? 'investigate',
    handling: row.handling,
    urgent: row.track !== 'ordinary',
    returned: row.state === 'returned',
  };
}

/** Jurisdictions of the case in the order that entries need. */
export function partiesOf(row: Pick<DataRequest, 'requestingJurisdiction' | 'holdingJurisdiction'>): string[] {
  return [...new Set([row.requestingJurisdiction, ...(row.holdingJurisdiction ? [row.holdingJurisdiction] : [])])].sort();
}
