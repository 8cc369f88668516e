import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Finds what a superuser took out of the log's tables: an entry that got no index, an index whose entry is gone, a queue row that no sequencer will
 * ever see. The worker asks every night; it learns numbers of rows and no body. @source log.md 4.3
 */
export class LogOrphans1764002100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role tlog_owner');
    await runner.query(`
      create function tlog.orphans(p_log smallint, p_most int default 100) returns table (kind text, entry_id bigint, leaf_index bigint)
      language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        (select 'entry-without-leaf', e.entry_id, null::bigint from tlog.entry e
          where e.log_id = p_log and e.recorded_at < clock_timestamp() - interval '60 s'
            and not exists (select from tlog.leaf l where l.entry_id = e.entry_id) limit p_most)
        union all
        (select 'leaf-without-entry', l.entry_id, l.leaf_index from tlog.leaf l
          where l.log_id = p_log and not exists (select from tlog.entry e where e.entry_id = l.entry_id) limit p_most)
        union all
        (select 'queue-below-low-water', q.entry_id, null::bigint from tlog.queue q join tlog.state s using (log_id)
          where q.log_id = p_log and q.entry_id <= s.low_water limit p_most) $$;
      revoke all on function tlog.orphans from public;
      grant execute on function tlog.orphans to comity_worker`);
    await runner.query('reset role');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function tlog.orphans');
  }
}
