import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { ANY, mustBeLogged, OWN_AGENCY, walledTable } from '../walls.js';

/** The package is the sender's until it is delivered; then the agency that asked sees it too. */
const PACKAGE = `${OWN_AGENCY} or (requesting_agency_id = (select sec.agency()) and delivered_at is not null)`;

/** What the holding agency got, what it answered, and what it sent. Values lie sealed; here are codes, counts and times. */
export class CreateDisclosure1764000600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role comity_owner');
    await runner.query(
      // The holding agency's own copy of the granted table, one row a line; nothing of what was asked beyond it.
      walledTable(
        'granted_line',
        `id uuid primary key, request_id uuid not null, agency_id uuid not null references comity.agency, line_no int not null, category text not null,
         disclosure_id uuid, unique (request_id, line_no)`,
        [
          { to: 'comity_api', select: OWN_AGENCY, update: { columns: ['disclosure_id'], rows: OWN_AGENCY } },
          { to: 'comity_worker', select: OWN_AGENCY, insert: ANY },
        ],
      ) +
        walledTable(
          'line_answer',
          `id uuid primary key, request_id uuid not null, agency_id uuid not null references comity.agency, line_no int not null, answer text not null,
           rows int not null check (rows >= 0), excess int not null check (excess >= 0), person_id uuid not null, answered_at timestamptz not null default comity.now(),
           entry_id bigint not null unique`,
          [
            { to: 'comity_api', select: OWN_AGENCY, insert: OWN_AGENCY },
            { to: 'comity_worker', select: OWN_AGENCY },
          ],
        ) +
        walledTable(
          'disclosure',
          `id uuid primary key, ref text not null, request_id uuid not null, agency_id uuid not null references comity.agency, requesting_agency_id uuid not null references comity.agency,
           state text not null check (state in ('sent', 'delivered', 'receipted')), version int not null default 0, lines int[] not null, rows int not null, handling text[] not null,
           package_hash text not null, manifest_hash text not null, sent_by uuid not null, sent_at timestamptz not null default comity.now(), delivered_at timestamptz,
           entry_id bigint not null unique`,
          [
            { to: 'comity_api', select: PACKAGE, insert: OWN_AGENCY, update: { columns: ['state', 'version', 'entry_id'], rows: PACKAGE } },
            { to: 'comity_worker', select: OWN_AGENCY, update: { columns: ['state', 'version', 'delivered_at'], rows: OWN_AGENCY } },
          ],
        ) +
        mustBeLogged('line_answer', 'disclosure.line_answered') +
        mustBeLogged('disclosure', 'disclosure.sent'),
    );
    await runner.query('reset role');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table comity.disclosure, comity.line_answer, comity.granted_line');
  }
}
