import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { OWN_AGENCY, walledTable } from '../walls.js';

/** Keyed hashes of the case numbers that an agency's own system has for its referrals. The number itself lies sealed with the content. */
export class OwnNumber1764000900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role comity_owner');
    await runner.query(
      walledTable(
        'own_number',
        `agency_id uuid not null, referral_id uuid not null references comity.referral, index_key bytea not null check (octet_length(index_key) = 16),
         primary key (agency_id, referral_id)`,
        [{ to: 'comity_api', select: OWN_AGENCY, insert: OWN_AGENCY, delete: OWN_AGENCY }],
      ) + 'create index own_number_found on comity.own_number (agency_id, index_key);',
    );
    await runner.query('reset role');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table comity.own_number');
  }
}
