import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Lets the worker forget work that is done. What is owed, failed or parked stays out of reach of a delete. */
export class SweepAnswered1764000700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role comity_owner');
    await runner.query(`
      create policy comity_worker_delete on comity.outbox for delete to comity_worker using (answered_at is not null);
      grant delete on comity.outbox to comity_worker`);
    await runner.query('reset role');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke delete on comity.outbox from comity_worker; drop policy comity_worker_delete on comity.outbox');
  }
}
