/**
 * SQL of the second wall of training: who examines is read from the grants, a certificate needs an examination that was passed, an ended attempt stays as
 * it is, and the thin roster that allocation and the decision trigger look at follows the certificates in the same transaction.
 * @source security.md 2.2, 2.5
 */
export const TRAINING_FUNCTIONS = {
  who: `
create function comity.holds_auditor_grant(wanted text) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
  select exists (select from comity.role_grant g where g.person_id = sec.person() and g.agency_id = sec.agency() and g.role = 'auditor'
    and (wanted is null or g.scope = wanted) and g.ended_at is null and g.valid_from <= comity.now() and comity.now() < g.valid_to) $f$;
create function comity.examines() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
  select comity.holds_auditor_grant('examiner') $f$;
create function comity.oversees() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
  select comity.holds_auditor_grant(null) $f$;
-- The tables that they read come with this migration, after them.
create function comity.exam_passed(exam uuid, officer uuid, wanted text) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$ begin
  return exists (select from comity.exam e where e.id = exam and e.officer_id = officer and e.person_id = sec.person() and e.kind = wanted and e.state = 'passed');
end $f$;
create function comity.item_statistics() returns table (question_id uuid, question_version int, taken bigint, facility double precision, discrimination double precision)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$ begin
  if not comity.examines() then raise exception 'comity: statistics of items are for examiners' using errcode = '42501'; end if;
  -- The rest of the attempt, without the item itself, so that an item is not held against itself.
  return query with ended as (
      select a.exam_id, a.question_id as q, a.question_version as v, a.is_right::int::double precision as hit,
             (sum(a.is_right::int) over (partition by a.exam_id) - a.is_right::int)::double precision / nullif(count(*) over (partition by a.exam_id) - 1, 0) as rest
        from comity.exam_answer a join comity.exam e on e.id = a.exam_id where e.state <> 'running')
    select q, v, count(*), avg(hit), corr(hit, rest) from ended group by q, v;
end $f$;
revoke execute on function comity.holds_auditor_grant, comity.examines, comity.oversees, comity.exam_passed, comity.item_statistics from public;
grant execute on function comity.examines, comity.oversees, comity.exam_passed, comity.item_statistics to comity_api;
`,
  rules: `
create function comity.keep_exam() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $f$ begin
  if old.state <> 'running' then raise exception 'comity: an examination that ended stays as it is' using errcode = '42501'; end if;
  return new;
end $f$;
create trigger keep before update on comity.exam for each row execute function comity.keep_exam();

create function comity.keep_exam_answer() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$ begin
  if not exists (select from comity.exam e where e.id = new.exam_id and e.state = 'running') then
    raise exception 'comity: an examination that ended stays as it is' using errcode = '42501'; end if;
  return new;
end $f$;
create trigger keep before update on comity.exam_answer for each row execute function comity.keep_exam_answer();

create function comity.keep_revoked() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $f$ begin
  if session_user = 'comity_api' and old.state = 'revoked' and new.state <> 'revoked' then
    raise exception 'comity: a revoked certificate stays revoked' using errcode = '42501'; end if;
  return new;
end $f$;
create trigger keep before update of state on comity.certificate for each row execute function comity.keep_revoked();

-- The certificate that counts longest for what a role needs; without a valid one the newest, so that its state is seen.
create function comity.carry_certificate() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$ begin
  update comity.roster r set (certificate_id, certificate_kind, certificate_from, certificate_to, certificate_state) =
      (select c.id, c.kind, c.valid_from, c.valid_to, c.state from comity.certificate c
        where c.officer_id = r.officer_id and c.kind = new.kind order by c.state = 'valid' desc, c.valid_to desc, c.id desc limit 1)
    where r.officer_id = new.officer_id
      and new.kind = case when r.role in ('officer', 'supervisor', 'desk') then 'iccpr_basic' when r.role in ('liaison', 'lead') then 'iccpr_review' when r.role = 'auditor' then 'auditor' end;
  return null;
end $f$;
create trigger carry after insert or update of state on comity.certificate for each row execute function comity.carry_certificate();

-- The certificates of one kind by which somebody acts, held against a revocation until the act commits. Own person only.
create function comity.hold_certificates(officer uuid, wanted text) returns table (id uuid, kind text, state text, valid_from timestamptz, valid_to timestamptz)
language sql security definer set search_path = pg_catalog, pg_temp as $f$
  select c.id, c.kind, c.state, c.valid_from, c.valid_to from comity.certificate c
   where c.officer_id = officer and c.person_id = sec.person() and c.kind = wanted order by c.valid_to desc for share $f$;
revoke execute on function comity.keep_exam, comity.keep_exam_answer, comity.keep_revoked, comity.carry_certificate, comity.hold_certificates from public;
grant execute on function comity.hold_certificates to comity_api;
`,
  undo: `
drop trigger keep on comity.exam; drop trigger keep on comity.exam_answer; drop trigger keep on comity.certificate; drop trigger carry on comity.certificate;
drop function comity.keep_exam, comity.keep_exam_answer, comity.keep_revoked, comity.carry_certificate, comity.hold_certificates, comity.holds_auditor_grant;
`,
} as const;
