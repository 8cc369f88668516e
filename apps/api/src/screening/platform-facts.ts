import { type PlatformFacts, type RequestSubmission } from '@comity/contract';
import { type CountryProfile, lawOf } from '@comity/proportionality';
import { type DataRequest } from '../requests/data-request.entity.js';
import { earlierRequests } from '../requests/earlier-requests.js';
import { type Tx } from '../shared/transactions.js';
import { iccprStatus, protectionOf } from '../units/law.js';
import { type Corridor } from '../units/roster.js';

/**
 * What the platform fills in, read in the context of the agency that asks.
 * @param holding profile in force of the State that holds the data, for the quality of its law. @param lines all lines that are looked at together.
 */
export async function platformFacts(
  tx: Tx,
  row: DataRequest,
  holding: unknown,
  measure: RequestSubmission['measure'],
  lines: RequestSubmission['lines'],
): Promise<PlatformFacts> {
  const [corridor] = await tx.query<{ body: Corridor }[]>('select body from comity.corridor where id = $1', [row.corridorId]);
  const named = await tx.query<{ id: string }[]>('select distinct identifier_id as id from comity.request_line where request_id = $1', [row.id]);
  const earlier = await earlierRequests(
    tx,
    row,
    row.submittedAt!,
    named.map(({ id }) => id),
  );
  return {
    requestId: row.id,
    requestingState: row.requestingJurisdiction,
    requestedState: row.holdingJurisdiction!,
    requestingStateIccpr: await iccprStatus(tx, row.requestingJurisdiction),
    priorRequestsSamePerson90d: new Set([...earlier.values()].flat()).size,
    recipientProtection: protectionOf(corridor?.body),
    law: lawOf({ legalBases: (holding as Partial<CountryProfile> | undefined)?.legalBases ?? [] }, measure, [
      ...new Set(lines.map(({ category }) => category)),
    ]),
  };
}
