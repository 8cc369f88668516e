// What must hold of a database at rest, whatever happened before: rows without their entry, entries without their row, and work that was done twice.

const ENTRIES = (kind) =>
  `(select entry_id, b -> 'on' ->> 'id' as id from (select entry_id, convert_from(body, 'UTF8')::jsonb as b from tlog.entry) x where b ->> 'kind' = '${kind}')`;

/** Each statement finds what breaks the sentence. */
export const CONSISTENT = {
  'requests and their creation': `select coalesce(r.id::text, e.id) as id from comity.data_request r full join ${ENTRIES('request.created')} e on e.id = r.id::text where r.id is null or e.id is null`,
  'referrals and their creation': `select coalesce(r.id::text, e.id) as id from comity.referral r full join ${ENTRIES('referral.created')} e on e.id = r.id::text where r.id is null or e.id is null`,
  'versions and their submission': `select coalesce(v.request_id::text, e.id) as id from comity.request_version v full join ${ENTRIES('request.submitted')} e on e.entry_id = v.entry_id where v.id is null or e.id is null`,
  'screenings and their entry': `select coalesce(s.id::text, e.id) as id from comity.screening s full join ${ENTRIES('request.screened')} e on e.id = s.id::text where s.id is null or e.id is null`,
  'reviews and their draw': `select coalesce(w.id::text, e.id) as id from comity.review w full join ${ENTRIES('review.allocated')} e on e.id = w.id::text where w.id is null or e.id is null`,
  'decisions and their entry': `select coalesce(d.id::text, e.id) as id from comity.decision d full join ${ENTRIES('decision.sealed')} e on e.id = d.id::text where d.id is null or e.id is null`,
};

/** Each statement finds what was done more than once, or what was given up. */
export const ONCE = {
  'one submission, one work': `select r.id from comity.data_request r where r.state <> 'draft' and 1 <> (select count(*) from comity.outbox o where o.subject = r.id and o.kind = 'screen')`,
  'one submission, one screening': `select b ->> 'case' as id from (select convert_from(body, 'UTF8')::jsonb as b from tlog.entry) x where b ->> 'kind' = 'request.screened' group by 1 having count(*) > 1`,
  'one screening, one draw': `select b ->> 'case' as id from (select convert_from(body, 'UTF8')::jsonb as b from tlog.entry) x where b ->> 'kind' = 'review.allocated' group by 1 having count(*) > 1`,
  'one referral, one request': `select referral_id as id from comity.data_request group by referral_id having count(*) > 1`,
  'nothing parked': `select id from comity.outbox where parked is not null`,
};
