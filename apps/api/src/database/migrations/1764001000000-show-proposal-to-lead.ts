import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A lead decides on what others sealed, so that they see it, of whatever agency it is. A second reviewer does not: both are blind to each other. */
const LEAD_DRAWN = `exists (select from comity.assignment a where a.request_id = decision.request_id and a.round = decision.round and a.position = 'lead'
  and a.person_id = (select sec.person()) and a.agency_id = (select sec.agency()) and a.ended_at is null)`;

export class ShowProposalToLead1764001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role comity_owner');
    await runner.query(`create policy lead_select on comity.decision for select to comity_api using (${LEAD_DRAWN})`);
    await runner.query('reset role');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop policy lead_select on comity.decision');
  }
}
