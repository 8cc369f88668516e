import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { ANY, mustBeLogged, OWN_AGENCY, walledTable } from '../walls.js';

/** A delivery is in sight of the sender, and of the recipient once it lies in its mailbox. */
const PARTIES = `${OWN_AGENCY} or (recipient_agency_id = (select sec.agency()) and delivered_at is not null)`;
/** A referral is in sight of the agency that wrote it and of those to which it was delivered. */
const REACHED = `${OWN_AGENCY} or id in (select d.referral_id from comity.delivery d where d.recipient_agency_id = (select sec.agency()) and d.delivered_at is not null)`;

/** Referrals, their deliveries and what was imported. Words, identifiers and names are sealed; here stand ids, states, codes and times. */
export class CreateReferrals1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role comity_owner');
    await runner.query(
      walledTable(
        'delivery',
        `id uuid primary key, referral_id uuid not null, agency_id uuid not null references comity.agency, recipient_agency_id uuid not null references comity.agency,
         recipient_jurisdiction text not null references comity.jurisdiction, state text not null, version int not null default 0, channel text not null,
         content_version int not null, package_hash text not null check (package_hash ~ '^[0-9a-f]{64}$'), person_id uuid not null,
         sent_at timestamptz not null default comity.now(), delivered_at timestamptz, entry_id bigint not null unique, last_entry_id bigint not null,
         unique (referral_id, recipient_agency_id), unique (id, agency_id)`,
        [
          { to: 'comity_api', select: PARTIES, insert: OWN_AGENCY, update: { columns: ['state', 'version', 'last_entry_id'], rows: PARTIES } },
          { to: 'comity_worker', select: ANY, update: { columns: ['state', 'version', 'delivered_at', 'last_entry_id'], rows: ANY } },
        ],
      ) +
        mustBeLogged('delivery', 'referral.sent') +
        walledTable(
          'referral',
          `id uuid primary key, ref text not null unique, agency_id uuid not null references comity.agency, jurisdiction text not null references comity.jurisdiction,
           state text not null, version int not null default 0, content_version int not null default 0, covered_version int not null default 0, source_kind text not null, channel text not null,
           urgency text check (urgency in ('ordinary', 'urgent', 'emergency')), handling text[] not null default '{}', purpose text not null, content_hash text,
           sealed_for_victims int not null default 0, authors uuid[] not null check (cardinality(authors) > 0), party_set uuid[] not null,
           created_at timestamptz not null default comity.now(), entry_id bigint not null, unique (id, agency_id)`,
          [
            {
              to: 'comity_api',
              select: REACHED,
              insert: OWN_AGENCY,
              update: {
                columns: [
                  'state',
                  'version',
                  'content_version',
                  'covered_version',
                  'source_kind',
                  'channel',
                  'urgency',
                  'handling',
                  'purpose',
                  'content_hash',
                  'sealed_for_victims',
                  'authors',
                  'entry_id',
                ],
                rows: OWN_AGENCY,
              },
            },
            { to: 'comity_worker', select: ANY, update: { columns: ['party_set'], rows: ANY } },
          ],
        ) +
        mustBeLogged('referral', 'referral.created') +
        `alter table comity.delivery add foreign key (referral_id, agency_id) references comity.referral (id, agency_id);
         create index referral_own on comity.referral (agency_id, id desc);
         create index delivery_in on comity.delivery (recipient_agency_id, referral_id);
         create function comity.keep_handling() returns trigger language plpgsql as $$ begin
           if old.state <> 'draft' and not new.handling @> old.handling then raise exception 'comity: a handling code is never dropped' using errcode = '42501'; end if;
           if not new.party_set @> old.party_set then raise exception 'comity: a party set only grows' using errcode = '42501'; end if;
           return new; end $$;
         create trigger keep before update on comity.referral for each row execute function comity.keep_handling();
         revoke execute on function comity.keep_handling() from public;` +
        // Relay, delivery, retrieval: one row each, never changed.
        walledTable(
          'delivery_evidence',
          `id uuid primary key, delivery_id uuid not null, agency_id uuid not null, recipient_agency_id uuid not null,
           kind text not null check (kind in ('relay', 'delivery', 'retrieval')), hash text not null, at timestamptz not null default comity.now(),
           entry_id bigint not null unique, unique (delivery_id, kind), foreign key (delivery_id, agency_id) references comity.delivery (id, agency_id)`,
          [
            {
              to: 'comity_api',
              // Nor does the recipient see the relay of what does not lie in its mailbox yet.
              select: `${OWN_AGENCY} or (recipient_agency_id = (select sec.agency()) and delivery_id in (select d.id from comity.delivery d where d.delivered_at is not null))`,
              insert: "recipient_agency_id = (select sec.agency()) and kind = 'retrieval'",
            },
            { to: 'comity_worker', select: ANY, insert: "kind in ('relay', 'delivery')" },
          ],
        ) +
        // Keyed hashes for finding a value again in the own agency. Names are not indexed, nor is anything of a victim.
        walledTable(
          'referral_identifier',
          `agency_id uuid not null, id uuid not null, referral_id uuid not null references comity.referral, type text not null,
           index_key bytea check (octet_length(index_key) = 16), usable boolean not null, primary key (agency_id, id)`,
          [
            { to: 'comity_api', select: OWN_AGENCY, insert: OWN_AGENCY, delete: OWN_AGENCY },
            { to: 'comity_worker', select: OWN_AGENCY, insert: ANY },
          ],
        ) +
        'create index referral_identifier_found on comity.referral_identifier (agency_id, type, index_key);' +
        // The original of an import is kept as digest only; the number of its source as a keyed hash.
        walledTable(
          'import_record',
          `id uuid primary key, agency_id uuid not null, format text not null, digest text not null check (digest ~ '^[0-9a-f]{64}$'),
           source_key bytea check (octet_length(source_key) = 16), referral_id uuid not null references comity.referral,
           unique (agency_id, format, digest), unique (agency_id, format, source_key)`,
          [{ to: 'comity_api', select: OWN_AGENCY, insert: OWN_AGENCY }],
        ),
    );
    await runner.query('reset role');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table comity.import_record, comity.referral_identifier, comity.delivery_evidence, comity.delivery, comity.referral cascade; drop function comity.keep_handling()',
    );
  }
}
