import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { ANY, mustBeLogged, OWN_AGENCY, OWN_PERSON, walledTable } from '../walls.js';

/** Requests that this person is drawn for, in the agency they were drawn from: another account of the same person sees nothing. */
const DRAWN = '(select a.request_id from comity.assignment a where a.person_id = (select sec.person()) and a.agency_id = (select sec.agency()) and a.ended_at is null)';
/** A request is seen by who asks, by who holds from dispatch on, and by the person drawn to review it while assigned. */
const PARTIES = `${OWN_AGENCY} or (holding_agency_id = (select sec.agency()) and dispatched_at is not null) or id in ${DRAWN}`;
/** Lines in the form asked never reach the holding agency: it has its own granted table. */
const ASKED = `${OWN_AGENCY} or request_id in ${DRAWN}`;
/** Columns that steps of the lifecycle move. */
const MOVES = [
  ...['state', 'version', 'frozen_version', 'content_hash', 'track', 'language', 'measure', 'purpose', 'handling', 'holding_agency_id', 'holding_jurisdiction'],
  ...['corridor_id', 'corridor_version', 'lines', 'route', 'missing_work', 'parked', 'round', 'submitted_at', 'dispatched_at', 'party_set', 'entry_id'],
];

/** Data requests and their lines. No content lies here: words and identifiers are sealed; ids, states, codes and times are what allocation and clocks may see. */
export class CreateRequests1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role comity_owner');
    await runner.query(
      // Who is drawn for which review: the thin table that row-level security of requests and reviews reads.
      walledTable(
        'assignment',
        `id uuid primary key, request_id uuid not null, review_id uuid not null, person_id uuid not null, agency_id uuid not null,
         position text not null check (position in ('first', 'second', 'lead')), round int not null, ended_at timestamptz`,
        [
          { to: 'comity_api', select: `${OWN_PERSON} and ${OWN_AGENCY}`, update: { columns: ['ended_at'], rows: `${OWN_PERSON} and ${OWN_AGENCY}` } },
          { to: 'comity_worker', select: ANY, insert: ANY, update: { columns: ['ended_at'], rows: ANY } },
        ],
      ) +
        'create index assignment_of on comity.assignment (person_id, request_id) where ended_at is null;' +
        // Everybody who ever created, edited, approved, sent, answered or revealed something of a case: they never judge it (security.md 2.4).
        walledTable('case_person', 'case_id uuid not null, person_id uuid not null, agency_id uuid not null, primary key (case_id, person_id)', [
          { to: 'comity_api', select: OWN_PERSON, insert: `${OWN_PERSON} and ${OWN_AGENCY}` },
          { to: 'comity_worker', select: ANY },
        ]) +
        walledTable(
          'data_request',
          `id uuid primary key, ref text not null unique, agency_id uuid not null references comity.agency, requesting_jurisdiction text not null references comity.jurisdiction,
           holding_agency_id uuid references comity.agency, holding_jurisdiction text references comity.jurisdiction, corridor_id uuid references comity.corridor, corridor_version int,
           referral_id uuid not null, state text not null, version int not null default 0, frozen_version int not null default 0 check (frozen_version >= 0), content_hash text,
           track text not null, language text not null, measure text not null, purpose text, handling text[] not null default '{}',
           lines int not null default 0, route text, missing_work text, parked text, round int not null default 1, created_by uuid not null, submitted_at timestamptz, dispatched_at timestamptz,
           party_set uuid[] not null, created_at timestamptz not null default comity.now(), entry_id bigint not null`,
          [
            { to: 'comity_api', select: PARTIES, insert: OWN_AGENCY, update: { columns: MOVES, rows: PARTIES } },
            { to: 'comity_worker', select: ANY, update: { columns: MOVES, rows: ANY } },
          ],
        ) +
        'create index data_request_own on comity.data_request (agency_id, created_at desc, id desc);' +
        'create index data_request_of_referral on comity.data_request (referral_id);' +
        mustBeLogged('data_request', 'request.created') +
        walledTable(
          'request_line',
          `id uuid primary key, request_id uuid not null references comity.data_request, agency_id uuid not null, line_no int not null check (line_no between 1 and 50),
           category text not null, identifier_id uuid not null, identifier_type text not null, period_from date, period_to date, at timestamptz, tolerance_s int,
           state text not null check (state in ('asked', 'granted', 'narrowed', 'refused', 'withdrawn', 'answered')), unique (request_id, line_no), check (period_to >= period_from)`,
          [
            { to: 'comity_api', select: ASKED, insert: OWN_AGENCY, update: { columns: ['state'], rows: ASKED }, delete: OWN_AGENCY },
            { to: 'comity_worker', select: OWN_AGENCY, update: { columns: ['state'], rows: OWN_AGENCY } },
          ],
        ) +
        walledTable(
          'request_version',
          `id uuid primary key, request_id uuid not null references comity.data_request, agency_id uuid not null, version int not null, content_hash text not null,
           person_id uuid not null, made_at timestamptz not null default comity.now(), entry_id bigint not null unique, unique (request_id, version)`,
          [
            { to: 'comity_api', select: OWN_AGENCY, insert: `${OWN_AGENCY} and ${OWN_PERSON}` },
            { to: 'comity_worker', select: OWN_AGENCY },
          ],
        ) +
        // A discarded draft loses its key for good; nothing gives a destroyed key back.
        `create policy comity_api_update on comity.record_key for update to comity_api using (${OWN_AGENCY} and wrapped is not null) with check (${OWN_AGENCY} and wrapped is null);
         grant update (wrapped, destroyed_at) on comity.record_key to comity_api;`,
    );
    await runner.query('reset role');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table comity.request_version, comity.request_line, comity.data_request, comity.case_person, comity.assignment');
  }
}
