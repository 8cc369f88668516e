import { type Tx } from '../shared/transactions.js';
import { type DataRequest } from './data-request.entity.js';

/** Days in which earlier requests on the same person count. @source proportionality.md 3, priorRequestsSamePerson90d */
const PRIOR_DAYS = 90;

/**
 * Earlier requests of this agency that name one of these identifiers, in any referral: equal values have equal keyed hashes. A request that was taken back
 * does not count.
 * @param at the moment from which *earlier* is counted. @returns ids of requests by identifier; identifiers without any are left out.
 */
export async function earlierRequests(
  tx: Tx,
  { id, agencyId }: Pick<DataRequest, 'id' | 'agencyId'>,
  at: Date,
  identifiers: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ identifier: string; requests: string[] }[]>(
    `with same as (select named.id as identifier, named.id as other from unnest($5::uuid[]) named (id)
                   union
                   select mine.id, other.id from comity.referral_identifier mine join comity.referral_identifier other
                     on other.agency_id = mine.agency_id and other.type = mine.type and other.index_key = mine.index_key
                    where mine.agency_id = $2 and mine.id = any ($5::uuid[]))
     select same.identifier, array_agg(distinct earlier.id) as requests
       from same join comity.request_line l on l.identifier_id = same.other join comity.data_request earlier on earlier.id = l.request_id
      where earlier.agency_id = $2 and earlier.id <> $1 and earlier.state <> 'withdrawn'
        and earlier.submitted_at < $3 and earlier.submitted_at > $3::timestamptz - make_interval(days => $4)
      group by same.identifier`,
    [id, agencyId, at, PRIOR_DAYS, identifiers],
  );
  return new Map(rows.map(({ identifier, requests }) => [identifier, requests]));
}
