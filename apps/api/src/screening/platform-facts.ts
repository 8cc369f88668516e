import { type RequestSubmission } from '@comity/contract';
import { type CountryProfile, lawOf } from '@comity/proportionality';
import { type DataRequest } from '../requests/data-request.entity.js';
import { type Tx } from '../shared/transactions.js';
import { iccprStatus } from '../units/law.js';
import { type Corridor } from '../units/roster.js';
import { type PlatformFacts } from './to-input.js';

/** Days in which earlier requests on the same person count. @source proportionality.md 3, priorRequestsSamePerson90d */
const PRIOR_DAYS = 90;
const PROTECTION: readonly string[] = ['adequate', 'appropriate', 'derogation', 'none'];

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
  const level = corridor?.body.protectionLevel ?? '';
  return {
    requestId: row.id,
    requestingState: row.requestingJurisdiction,
    requestedState: row.holdingJurisdiction!,
    requestingStateIccpr: await iccprStatus(tx, row.requestingJurisdiction),
    priorRequestsSamePerson90d: await priorRequests(tx, row),
    recipientProtection: PROTECTION.includes(level) ? (level as PlatformFacts['recipientProtection']) : 'unknown',
    law: lawOf({ legalBases: (holding as Partial<CountryProfile> | undefined)?.legalBases ?? [] }, measure, [
      ...new Set(lines.map(({ category }) => category)),
    ]),
  };
}

/**
 * Earlier requests of this agency that name one of the same identifiers, in any referral: equal values have equal keyed hashes. A request that was taken
 * back does not count.
 */
async function priorRequests(tx: Tx, row: DataRequest): Promise<number> {
  const [found] = await tx.query<[{ count: number }]>(
    `with named as (select identifier_id as id from comity.request_line where request_id = $1),
          same as (select id from named union
                   select other.id from comity.referral_identifier mine join comity.referral_identifier other
                     on other.agency_id = mine.agency_id and other.type = mine.type and other.index_key = mine.index_key
                    where mine.agency_id = $2 and mine.id in (select id from named))
     select count(distinct earlier.id)::int as count from comity.data_request earlier join comity.request_line l on l.request_id = earlier.id
      where earlier.agency_id = $2 and earlier.id <> $1 and earlier.state <> 'withdrawn' and l.identifier_id in (select id from same)
        and earlier.submitted_at < $3 and earlier.submitted_at > $3::timestamptz - make_interval(days => $4)`,
    [row.id, row.agencyId, row.submittedAt, PRIOR_DAYS],
  );
  return found.count;
}
