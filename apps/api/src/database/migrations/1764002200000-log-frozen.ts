import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Why and when the log was frozen, for the worker, which has it entered: the entry waits in the queue until two persons resume the log. @source log.md 8.2 */
export class LogFrozen1764002200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role tlog_owner');
    await runner.query(`
      create function tlog.frozen(p_log smallint) returns table (at timestamptz, why text, size bigint)
      language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select g.frozen_at, g.frozen_why, s.size from tlog.log g join tlog.state s using (log_id) where g.log_id = p_log and g.frozen_at is not null $$;
      revoke all on function tlog.frozen from public;
      grant execute on function tlog.frozen to comity_worker`);
    await runner.query('reset role');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function tlog.frozen');
  }
}
