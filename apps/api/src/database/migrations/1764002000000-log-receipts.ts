import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What a log receipt says of an entry, for the signer: it may see no body, and a receipt names the entry by the id that stands in it.
 * The two facts come from the entry itself; one that neither waits nor has an index gets no promise. @source log.md 9.3
 */
export class LogReceipts1764002000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role tlog_owner');
    await runner.query(`
      create function tlog.receipt_facts(p_log smallint, p_entry bigint) returns table (id text, leaf_hash bytea, at timestamptz)
      language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select convert_from(e.body, 'UTF8')::jsonb ->> 'id', e.leaf_hash, clock_timestamp() from tlog.entry e
         where e.log_id = p_log and e.entry_id = p_entry
           and (exists (select from tlog.queue q where q.entry_id = e.entry_id) or exists (select from tlog.leaf l where l.entry_id = e.entry_id)) $$;
      revoke all on function tlog.receipt_facts from public;
      grant execute on function tlog.receipt_facts to tlog_publisher;
      grant select on tlog.receipt to tlog_auditor`);
    await runner.query('reset role');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke select on tlog.receipt from tlog_auditor; drop function tlog.receipt_facts');
  }
}
