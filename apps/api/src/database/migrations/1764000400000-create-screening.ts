import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { mustBeLogged, OWN_AGENCY, walledTable } from '../walls.js';

/** Requests that this person is drawn to review: a corrected answer is assessed again in the reviewer's own transaction. */
const DRAWN = `request_id in (select a.request_id from comity.assignment a
  where a.person_id = (select sec.person()) and a.agency_id = (select sec.agency()) and a.ended_at is null)`;

/** Results of screening: codes in columns, input and result sealed for the requesting agency. A new assessment is a new row, never a change of one. */
export class CreateScreening1764000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role comity_owner');
    await runner.query(
      walledTable(
        'screening',
        `id uuid primary key, request_id uuid not null references comity.data_request, agency_id uuid not null references comity.agency, request_version int not null,
         version int not null check (version > 0), engine text not null, profiles text[] not null, input_hash text not null, result_hash text not null,
         route text not null check (route in ('SINGLE_REVIEW', 'DOUBLE_LOCK', 'AUTHORISATION_REQUIRED', 'RETURN_FOR_COMPLETION', 'REFUSE_RECOMMENDED')),
         max_severity int not null check (max_severity between 0 and 6), because text[] not null, missing_work text, entry_id bigint not null unique,
         at timestamptz not null default comity.now(), unique (request_id, version)`,
        [
          { to: 'comity_api', select: `${OWN_AGENCY} or ${DRAWN}`, insert: DRAWN },
          { to: 'comity_worker', select: OWN_AGENCY, insert: OWN_AGENCY },
        ],
      ) + mustBeLogged('screening', 'request.screened'),
    );
    await runner.query('reset role');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table comity.screening');
  }
}
