import { DECISION_REFUSED } from '../review/refused-by-database.js';

/**
 * SQL of the second wall of a decision: what the use case has checked is checked again by the database, with the rows of the roster held, so that no
 * path around the use case writes a decision that does not count. Definer functions, because they look at the roster of all agencies.
 * @source security.md 2.4, rules 1, 2, 3, 4, 6 and 7
 */
export const DECISION_GUARD = `
create function comity.refuse_decision(rule text) returns void language plpgsql set search_path = pg_catalog, pg_temp as $f$ begin
  raise exception 'comity: decision refused: %', rule using errcode = '${DECISION_REFUSED}';
end $f$;

create function comity.has_interest(q comity.data_request, who uuid, at timestamptz) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $f$
declare outside boolean; parties uuid[] := q.party_set || q.agency_id || q.holding_agency_id;
begin
  select coalesce((body->'reviewRule'->>'reviewersOutsideBoth')::boolean, true) into outside from comity.corridor where id = q.corridor_id;
  outside := coalesce(outside, true);
  -- All accounts of the person count: agencies and countries of any of them.
  return exists (select from comity.roster r where r.person_id = who and (
           r.agency_id = any (parties) or r.agencies_24_months && parties or r.conflicts && (parties || q.id || q.referral_id)
           or outside and (r.jurisdiction in (q.requesting_jurisdiction, q.holding_jurisdiction) or r.seconded_from in (q.requesting_jurisdiction, q.holding_jurisdiction))))
      or exists (select from comity.case_person c where c.person_id = who and c.case_id in (q.id, q.referral_id))
      or exists (select from comity.review v where v.request_id = q.id and v.person_id = who and v.state = 'recused');
end $f$;

create function comity.guard_decision() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
declare q comity.data_request; s comity.screening; v comity.review; t timestamptz := comity.now(); needed text := case new.position when 'lead' then 'lead' else 'liaison' end;
begin
  select * into q from comity.data_request where id = new.request_id for update;
  if not found or new.round <> q.round or new.requesting_agency_id <> q.agency_id
     or not (q.state = 'in_review' and new.position = 'first' or q.state in ('in_second_review', 'in_lead_review') and new.position = 'second'
             or q.state = 'in_lead_review' and new.position = 'lead') then perform comity.refuse_decision('in-turn'); end if;
  perform from comity.roster r join comity.role_grant g on g.id = r.grant_id
    where r.officer_id = new.officer_id and r.person_id = new.person_id and r.agency_id = new.agency_id and r.agency_id = new.agency_snapshot
      and r.jurisdiction = new.jurisdiction_snapshot and r.role = needed and r.grant_from <= t and t < r.grant_to and g.ended_at is null and not r.disabled for share;
  if not found then perform comity.refuse_decision('role'); end if;
  perform from comity.certificate c where c.id = new.certificate_id and c.officer_id = new.officer_id and c.person_id = new.person_id
      and c.kind = 'iccpr_review' and c.state = 'valid' and c.valid_from <= t and t < c.valid_to for share;
  if not found then perform comity.refuse_decision('certificate'); end if;
  if comity.has_interest(q, new.person_id, t) then perform comity.refuse_decision('no-interest'); end if;
  select * into v from comity.review r where r.id = new.review_id and r.request_id = q.id and r.person_id = new.person_id and r.agency_id = new.agency_id
      and r.position = new.position and r.round = new.round and r.ended_at is null for update;
  if not found then perform comity.refuse_decision('drawn'); end if;
  if v.claimed_until is null or v.claimed_until <= t then perform comity.refuse_decision('claim'); end if;
  if new.request_hash is distinct from q.content_hash or new.request_version is distinct from q.frozen_version
    then perform comity.refuse_decision('request-current'); end if;
  select * into s from comity.screening where request_id = q.id order by version desc limit 1;
  if not found or s.request_version <> new.request_version or s.version <> new.screening_version or s.result_hash <> new.screening_hash or s.route <> new.route
    then perform comity.refuse_decision('screening-current'); end if;
  if exists (select from comity.decision d where d.request_id = q.id and d.round = new.round and d.state = 'sealed'
      and (d.person_id = new.person_id or d.position = new.position
           or 'lead' not in (d.position, new.position) and (d.agency_snapshot = new.agency_snapshot or d.jurisdiction_snapshot = new.jurisdiction_snapshot)))
    then perform comity.refuse_decision('four-eyes'); end if;
  if (select count(distinct (f.sheet_row, coalesce(f.line_no, 0))) from comity.finding f where f.review_id = v.id
        and (f.line_no is null) = (f.sheet_row not in ('W1', 'W3', 'W4', 'W5', 'W6'))) < 5 + 5 * (select count(*) from comity.request_line l where l.request_id = q.id)
    then perform comity.refuse_decision('worksheet'); end if;
  if (select count(distinct a.path) from comity.reviewer_answer a where a.review_id = v.id and a.own_field) < 9 then perform comity.refuse_decision('reviewer-fields'); end if;
  return new;
end $f$;

create function comity.category_rung(category text) returns int language sql immutable set search_path = pg_catalog, pg_temp as $f$
  select case category when 'preservation' then 0 when 'subscriber' then 1 when 'identification_ip' then 2 when 'device_identifier' then 2 when 'image' then 2 when 'financial' then 3
    when 'authority_record' then 3 when 'biometric' then 4 when 'traffic' then 4 when 'location' then 5 when 'content_stored' then 6
    when 'content_realtime' then 7 when 'device_full' then 7 end $f$;

create function comity.guard_decision_line() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
declare l comity.request_line; d comity.decision;
begin
  select * into d from comity.decision where id = new.decision_id;
  select * into l from comity.request_line where request_id = d.request_id and line_no = new.line_no;
  if not found or new.request_id <> d.request_id or d.person_id is distinct from sec.person() then perform comity.refuse_decision('line'); end if;
  if new.change = 'refused' then return new; end if;
  if not (new.category = l.category or coalesce(comity.category_rung(new.category) < comity.category_rung(l.category), false)) then perform comity.refuse_decision('wider-category'); end if;
  -- A line for a time is granted for a time inside it; only subscriber data make sense without one. The asked days are those of a place's calendar.
  if l.period_from is not null and (new.period_from is null and new.category <> 'subscriber' or new.period_from::date < l.period_from - 1
       or new.period_to::date > l.period_to + 1) then perform comity.refuse_decision('wider-period'); end if;
  if l.at is not null and new.category <> 'subscriber' and (new.at is distinct from l.at or coalesce(new.tolerance_s, 0) > coalesce(l.tolerance_s, 0))
    then perform comity.refuse_decision('wider-period'); end if;
  return new;
end $f$;

create function comity.guard_grant() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
declare needed int := case when new.route = 'SINGLE_REVIEW' then 1 else 2 end;
begin
  if (select count(distinct d.person_id) from comity.decision d where d.request_id = new.id and d.round = new.round and d.state = 'sealed'
        and (d.outcome in ('grant', 'grant_in_part'))) < needed
     and not exists (select from comity.decision d where d.request_id = new.id and d.round = new.round and d.state = 'sealed' and d.position = 'lead' and d.outcome in ('grant', 'grant_in_part'))
    then perform comity.refuse_decision('people'); end if;
  return new;
end $f$;

create trigger guard before insert on comity.decision for each row execute function comity.guard_decision();
create trigger guard before insert on comity.decision_line for each row execute function comity.guard_decision_line();
create trigger guard_grant before update of state on comity.data_request for each row when (new.state = 'granted' and old.state <> 'granted') execute function comity.guard_grant();

-- The certificate by which somebody reviews, held against a revocation until the act commits. Own person only.
create function comity.hold_certificate(officer uuid) returns table (id uuid, kind text, state text, valid_from timestamptz, valid_to timestamptz)
language sql security definer set search_path = pg_catalog, pg_temp as $f$
  select c.id, c.kind, c.state, c.valid_from, c.valid_to from comity.certificate c
   where c.officer_id = officer and c.person_id = sec.person() and c.kind = 'iccpr_review' order by c.valid_to desc for share $f$;
revoke execute on function comity.refuse_decision, comity.has_interest, comity.guard_decision, comity.guard_decision_line, comity.guard_grant, comity.category_rung, comity.hold_certificate from public;
grant execute on function comity.hold_certificate to comity_api;
`;
