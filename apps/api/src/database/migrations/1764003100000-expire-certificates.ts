import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { OWN_AGENCY } from '../walls.js';

/** The end of a certificate is owed to the log from the moment it is issued, by whatever act; the worker writes it when the time comes. */
export class ExpireCertificates1764003100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`set local role comity_owner;
      create function comity.owe_expiry() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $f$ begin
        insert into comity.outbox (id, queue, kind, subject, agency_id, person_id, due_at)
          values (gen_random_uuid(), 'work', 'expire-certificate', new.id, new.agency_id, new.person_id, new.valid_to);
        return null;
      end $f$;
      revoke execute on function comity.owe_expiry from public;
      create trigger owe_expiry after insert on comity.certificate for each row execute function comity.owe_expiry();
      insert into comity.outbox (id, queue, kind, subject, agency_id, person_id, due_at)
        select gen_random_uuid(), 'work', 'expire-certificate', id, agency_id, person_id, valid_to from comity.certificate where valid_to > comity.now();
      create policy comity_worker_select on comity.certificate for select to comity_worker using (${OWN_AGENCY});
      create policy comity_worker_update on comity.certificate for update to comity_worker using (${OWN_AGENCY}) with check (${OWN_AGENCY});
      grant select, update (version, changed_entry_id) on comity.certificate to comity_worker;
      reset role`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`set local role comity_owner;
      drop policy comity_worker_select on comity.certificate; drop policy comity_worker_update on comity.certificate;
      revoke select, update (version, changed_entry_id) on comity.certificate from comity_worker;
      drop trigger owe_expiry on comity.certificate; drop function comity.owe_expiry; reset role`);
  }
}
