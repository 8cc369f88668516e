import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { DECISION_GUARD } from '../decision-guard.js';
import { ANY, mustBeLogged, OWN_AGENCY, OWN_PERSON, walledTable } from '../walls.js';

/** Who was drawn, in the agency they were drawn from: another account of the same person sees nothing. */
const OWN = `${OWN_PERSON} and ${OWN_AGENCY}`;
/** The reviewer's agency and the agency that asked. */
const DECIDED = `${OWN_AGENCY} or requesting_agency_id = (select sec.agency())`;
/** Requests that this person is drawn for. */
const DRAWN =
  'request_id in (select a.request_id from comity.assignment a where a.person_id = (select sec.person()) and a.agency_id = (select sec.agency()) and a.ended_at is null)';

/** Reviews with their findings and answers, decisions and the granted table. Reasons lie sealed under the reviewer's agency. */
export class CreateReview1764000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role comity_owner');
    await runner.query(
      walledTable(
        'review',
        `id uuid primary key, request_id uuid not null references comity.data_request, requesting_agency_id uuid not null, agency_id uuid not null references comity.agency,
         jurisdiction text not null, person_id uuid not null, officer_id uuid not null references comity.officer,
         position text not null check (position in ('first', 'second', 'lead')), round int not null, request_version int not null, request_hash text not null,
         seed text not null, eligible int not null check (eligible > 0), state text not null check (state in ('drawn', 'claimed', 'sealed', 'recused', 'timed_out')),
         purpose text not null, drawn_at timestamptz not null default comity.now(), claimed_from timestamptz, claimed_until timestamptz, ended_at timestamptz,
         version int not null default 0, entry_id bigint not null unique`,
        [
          { to: 'comity_api', select: OWN, update: { columns: ['state', 'round', 'claimed_from', 'claimed_until', 'ended_at', 'version'], rows: OWN } },
          { to: 'comity_worker', select: ANY, insert: ANY, update: { columns: ['state', 'ended_at', 'version'], rows: ANY } },
        ],
      ) +
        'create unique index review_open on comity.review (request_id, position) where ended_at is null;' +
        mustBeLogged('review', 'review.allocated') +
        walledTable(
          'finding',
          `id uuid primary key, review_id uuid not null references comity.review, request_id uuid not null, agency_id uuid not null, person_id uuid not null,
           sheet_row text not null check (sheet_row ~ '^W([1-9]|10)$'), line_no int, version int not null check (version > 0),
           finding text not null check (finding in ('met', 'met_with_condition', 'not_met', 'cannot_tell')), supports text[] not null, ground text,
           made_at timestamptz not null default comity.now(), entry_id bigint not null unique, unique nulls not distinct (review_id, sheet_row, line_no, version)`,
          [{ to: 'comity_api', select: OWN, insert: `${OWN} and ${DRAWN}` }],
        ) +
        mustBeLogged('finding', 'review.finding_recorded') +
        walledTable(
          'reviewer_answer',
          `id uuid primary key, review_id uuid not null references comity.review, request_id uuid not null, agency_id uuid not null, person_id uuid not null,
           path text not null, own_field boolean not null, screening_version int not null, made_at timestamptz not null default comity.now(), entry_id bigint not null,
           unique (review_id, path, screening_version)`,
          [{ to: 'comity_api', select: OWN, insert: `${OWN} and ${DRAWN}` }],
        ) +
        // Which agencies hold a screening under their own key: the worker sees the sealed rows of one agency only and must not hand the same on twice.
        walledTable(
          'screening_copy',
          'screening_id uuid not null references comity.screening, agency_id uuid not null, primary key (screening_id, agency_id)',
          [
            { to: 'comity_api', insert: OWN_AGENCY },
            { to: 'comity_worker', select: ANY, insert: ANY },
          ],
        ),
    );
    await this.decisions(runner);
    await runner.query('reset role');
  }

  private async decisions(runner: QueryRunner): Promise<void> {
    await runner.query(
      walledTable(
        'decision',
        `id uuid primary key, request_id uuid not null references comity.data_request, review_id uuid not null references comity.review, request_version int not null,
         round int not null, position text not null check (position in ('first', 'second', 'lead')), person_id uuid not null, officer_id uuid not null references comity.officer,
         agency_id uuid not null, agency_snapshot uuid not null, jurisdiction_snapshot text not null, requesting_agency_id uuid not null,
         certificate_id uuid not null references comity.certificate, outcome text not null check (outcome in ('grant', 'grant_in_part', 'return', 'refuse')),
         route text not null, severity int not null check (severity between 0 and 6), screening_version int not null, request_hash text not null, screening_hash text not null,
         summary text not null, sealed_at timestamptz not null default comity.now(), state text not null default 'sealed' check (state in ('sealed', 'void', 'recalled')),
         version int not null default 0, entry_id bigint not null unique, leaf_hash text not null,
         unique (request_id, request_version, round, person_id), unique (request_id, request_version, round, position)`,
        [
          { to: 'comity_api', select: DECIDED, insert: OWN, update: { columns: ['state', 'version'], rows: OWN } },
          { to: 'comity_worker', select: DECIDED },
        ],
      ) +
        mustBeLogged('decision', 'decision.sealed') +
        // The granted table: no identifier, no word of a person. What is granted never reaches beyond what was asked.
        walledTable(
          'decision_line',
          `decision_id uuid not null references comity.decision, line_no int not null, request_id uuid not null, agency_id uuid not null, requesting_agency_id uuid not null,
           change text not null check (change in ('granted', 'narrowed', 'refused', 'conditional')), category text, period_from timestamptz, period_to timestamptz,
           at timestamptz, tolerance_s int, ground text, conditions text[] not null default '{}', primary key (decision_id, line_no),
           check ((change = 'refused') = (category is null)), check ((change = 'refused') = (ground is not null)), check (period_to >= period_from)`,
          [
            { to: 'comity_api', select: DECIDED, insert: OWN_AGENCY },
            { to: 'comity_worker', select: DECIDED },
          ],
        ) +
        DECISION_GUARD +
        // After a recall the same person decides again, in the next round.
        `grant update (round) on comity.assignment to comity_api;` +
        // Who is drawn reads the codes of the screening, and adds the next one when they answer or correct.
        `create policy reviewer_select on comity.screening for select to comity_api using (${DRAWN});
         create policy reviewer_insert on comity.screening for insert to comity_api with check (${DRAWN});
         grant insert on comity.screening to comity_api;
         create policy worker_select on comity.screening for select to comity_worker using (true);`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop trigger guard_grant on comity.data_request;
      drop table comity.decision_line, comity.decision, comity.screening_copy, comity.reviewer_answer, comity.finding, comity.review cascade;
      drop function comity.guard_decision, comity.guard_decision_line, comity.guard_grant, comity.has_interest, comity.refuse_decision, comity.category_rung,
        comity.hold_certificate;
      drop policy reviewer_select on comity.screening; drop policy reviewer_insert on comity.screening; drop policy worker_select on comity.screening; revoke insert on comity.screening from comity_api`);
  }
}
