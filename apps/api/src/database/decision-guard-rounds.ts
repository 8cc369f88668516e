/** Checks of which no departure is offered, at severity 6. A test holds them against the engine. @source proportionality.md 2 */
export const ABSOLUTE_CHECKS = ['DIS-01', 'DIS-04', 'PRP-06', 'TRF-02', 'TRF-04'] as const;

/**
 * SQL of the second wall of a decision since a request can come back: what is sealed counts for one version and one round. A grant is refused at an absolute
 * ground, at severity 4 and 5, at 6 without a departure, and to anybody who decided before a refusal was looked at again.
 * @source security.md 2.4; exchange.md 1.17, 2.2
 */
export const DECISION_GUARD_ROUNDS = `
create or replace function comity.guard_decision() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
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
  if exists (select from comity.decision d where d.request_id = q.id and d.request_version = new.request_version and d.round = new.round and d.state = 'sealed'
      and (d.person_id = new.person_id or d.position = new.position
           or 'lead' not in (d.position, new.position) and (d.agency_snapshot = new.agency_snapshot or d.jurisdiction_snapshot = new.jurisdiction_snapshot)))
     or exists (select from comity.decision d where d.request_id = q.id and d.round < q.reconsidered and d.person_id = new.person_id)
    then perform comity.refuse_decision('four-eyes'); end if;
  if (select count(distinct (f.sheet_row, coalesce(f.line_no, 0))) from comity.finding f where f.review_id = v.id
        and (f.line_no is null) = (f.sheet_row not in ('W1', 'W3', 'W4', 'W5', 'W6'))) < 5 + 5 * (select count(*) from comity.request_line l where l.request_id = q.id)
    then perform comity.refuse_decision('worksheet'); end if;
  if (select count(distinct a.path) from comity.reviewer_answer a where a.review_id = v.id and a.own_field) < 9 then perform comity.refuse_decision('reviewer-fields'); end if;
  if new.outcome in ('grant', 'grant_in_part') then
    if s.max_severity = 6 and s.because && '{${ABSOLUTE_CHECKS.join(',')}}'::text[] then perform comity.refuse_decision('absolute'); end if;
    if new.severity in (4, 5) then perform comity.refuse_decision('severity'); end if;
    if new.severity = 6 and not new.departs then perform comity.refuse_decision('departure'); end if;
  end if;
  return new;
end $f$;

create or replace function comity.guard_grant() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
declare liaisons int; by_lead boolean; way text;
begin
  select count(distinct d.person_id) filter (where d.position <> 'lead'), coalesce(bool_or(d.position = 'lead'), false) into liaisons, by_lead from comity.decision d
   where d.request_id = new.id and d.request_version = new.frozen_version and d.round = new.round and d.state = 'sealed' and d.outcome in ('grant', 'grant_in_part');
  select s.route into way from comity.screening s where s.request_id = new.id order by s.version desc limit 1;
  if not coalesce(case way when 'SINGLE_REVIEW' then by_lead or liaisons >= 1 when 'REFUSE_RECOMMENDED' then by_lead and liaisons >= 2 else by_lead or liaisons >= 2 end, false)
    then perform comity.refuse_decision('people'); end if;
  return new;
end $f$;
`;

/** Who sealed before, and what, as far as the rules of the next decision ask: codes, for the person who is drawn, and on no route. Blindness is of people. */
export const SEALED_BEFORE = `
create function comity.is_drawn(request uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
  select exists (select from comity.assignment a where a.request_id = request and a.person_id = sec.person() and a.agency_id = sec.agency() and a.ended_at is null) $f$;

create function comity.sealed_before(request uuid) returns table (id uuid, person_id uuid, agency_id uuid, jurisdiction text, "position" text, outcome text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
  select d.id, d.person_id, d.agency_snapshot, d.jurisdiction_snapshot, d.position, d.outcome from comity.decision d join comity.data_request q on q.id = d.request_id
   where q.id = request and d.request_version = q.frozen_version and d.round = q.round and d.state = 'sealed' and comity.is_drawn(request) $f$;

create function comity.sealed_lines(request uuid) returns table ("position" text, line_no int, category text, period_from timestamptz, period_to timestamptz, ground text, conditions text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
  select b.position, l.line_no, l.category, l.period_from, l.period_to, l.ground, l.conditions from comity.decision_line l
    join comity.sealed_before(request) b on b.id = l.decision_id $f$;

-- When a request was returned and submitted again, for the clock of its decision: to its own agency, and to whoever is drawn.
create function comity.returns_of(request uuid) returns json language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
  select json_agg(json_build_object('returned', back.at, 'resubmitted', v.made_at) order by back.version)
    from (select d.request_version as version, max(d.sealed_at) as at from comity.decision d join comity.data_request q on q.id = d.request_id
           where q.id = request and d.outcome = 'return' and d.state = 'sealed' and (q.state in ('returned', 'lapsed') or d.request_version < q.frozen_version)
             and (q.agency_id = sec.agency() or comity.is_drawn(q.id)) group by d.request_version) back
    left join comity.request_version v on v.request_id = request and v.version = back.version + 1 $f$;

-- A first decision on answers that have changed since no longer counts; its author reads again, and the next round begins.
create function comity.void_first(request uuid, hash text) returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$
declare d comity.decision;
begin
  if not comity.is_drawn(request) then return null; end if;
  select d1.* into d from comity.decision d1 join comity.data_request q on q.id = d1.request_id
   where q.id = request and d1.request_version = q.frozen_version and d1.round = q.round and d1.state = 'sealed' and d1.position = 'first' and d1.screening_hash <> hash for update;
  if not found then return null; end if;
  update comity.decision set state = 'void', version = version + 1 where id = d.id;
  update comity.review set state = 'drawn', drawn_at = comity.now(), claimed_from = null, claimed_until = null, ended_at = null, version = version + 1 where id = d.review_id;
  update comity.assignment set ended_at = null where review_id = d.review_id;
  return d.id;
end $f$;

-- Whoever is drawn goes on in the next round.
create function comity.follow_round() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$ begin
  update comity.review set round = new.round where request_id = new.id and ended_at is null and round <> new.round;
  update comity.assignment set round = new.round where request_id = new.id and ended_at is null and round <> new.round;
  return new;
end $f$;
create trigger follow_round after update of round on comity.data_request for each row when (new.round <> old.round) execute function comity.follow_round();

revoke execute on function comity.is_drawn, comity.sealed_before, comity.sealed_lines, comity.returns_of, comity.void_first, comity.follow_round from public;
grant execute on function comity.is_drawn, comity.sealed_before, comity.sealed_lines, comity.returns_of, comity.void_first to comity_api;
`;

/** Columns that say whose case it is move with the step that owns them, and with no other. */
export const PARTIES_GUARD = `
create function comity.guard_parties() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $f$ begin
  if new.party_set is distinct from old.party_set and not (old.state = 'granted' and new.state = 'dispatched' and new.party_set @> old.party_set
       and new.party_set <@ (old.party_set || old.holding_agency_id)) then perform comity.refuse_parties('party_set'); end if;
  if (new.holding_agency_id, new.holding_jurisdiction, new.corridor_id, new.corridor_version)
       is distinct from (old.holding_agency_id, old.holding_jurisdiction, old.corridor_id, old.corridor_version)
     and not (old.state in ('draft', 'returned', 'awaiting_order') and old.agency_id = sec.agency()) then perform comity.refuse_parties('holding_agency_id'); end if;
  return new;
end $f$;
create function comity.refuse_parties(named text) returns void language plpgsql set search_path = pg_catalog, pg_temp as $f$ begin
  raise exception 'comity: % moves with its own step alone', named using errcode = 'CM025';
end $f$;
create trigger guard_parties before update on comity.data_request for each row execute function comity.guard_parties();
revoke execute on function comity.guard_parties, comity.refuse_parties from public;
grant execute on function comity.refuse_parties to comity_api, comity_worker;
`;
