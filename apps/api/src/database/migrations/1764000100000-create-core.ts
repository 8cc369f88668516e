import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { ANY, MACHINE, mustBeLogged, OWN_AGENCY, OWN_PERSON, walledTable } from '../walls.js';

const both = ['comity_api', 'comity_worker'] as ('comity_api' | 'comity_worker')[];
/** Reference data: everybody reads; only the roster act of Comity itself writes until the two-person use cases exist. */
const reference = [
  { to: both, select: ANY },
  { to: 'comity_api' as const, insert: MACHINE },
];

/** Business clock, law, roster, sign-ins, idempotency, refusals, outbox, record keys and sealed values. */
export class CreateCore1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const mode = process.env['COMITY_MODE'] === 'production' ? 'production' : 'demonstration';
    await runner.query('set local role comity_owner');
    await runner.query(`
      ${walledTable(
        'clock_offset',
        `one boolean primary key default true check (one), mode text not null check (mode in ('demonstration', 'production')),
         offset_s bigint not null default 0 check (offset_s >= 0), check (mode = 'demonstration' or offset_s = 0)`,
        [{ to: both, select: ANY }],
      )}
      insert into comity.clock_offset (mode) values ('${mode}');
      create function comity.now() returns timestamptz language sql stable security definer set search_path = pg_catalog, pg_temp
        as $$ select clock_timestamp() + make_interval(secs => (select offset_s from comity.clock_offset)) $$;
      ${walledTable('reference_counter', 'kind text not null, year int not null, jurisdiction text not null, counter int not null, primary key (kind, year, jurisdiction)', [
        { to: 'comity_api', select: ANY, insert: ANY, update: { columns: ['counter'], rows: ANY } },
      ])}
      revoke execute on all functions in schema comity from public;
      grant execute on function comity.now() to comity_api, comity_worker, comity_auditor;
    `);
    await this.law(runner);
    await this.people(runner);
    await this.signIns(runner);
    await this.work(runner);
    await this.sealed(runner);
    await runner.query('reset role');
  }

  private async law(runner: QueryRunner): Promise<void> {
    await runner.query(
      walledTable(
        'jurisdiction',
        `code text primary key check (code ~ '^[A-Z]{2}$'), name jsonb not null, kind text not null check (kind in ('state', 'organisation')),
         iccpr text not null check (iccpr in ('party', 'signatory', 'non_party')), zones text[] not null, engine_profile text not null`,
        reference,
      ) +
        walledTable(
          'profile',
          `id uuid primary key, jurisdiction text not null references comity.jurisdiction, engine_profile text not null, version int not null check (version > 0),
           body jsonb not null, hash text not null, valid_from timestamptz not null, valid_to timestamptz, entry_id bigint not null unique,
           unique (jurisdiction, engine_profile, version)`,
          reference,
        ) +
        walledTable(
          'corridor',
          `id uuid primary key, requesting text not null references comity.jurisdiction, holding text not null references comity.jurisdiction,
           version int not null check (version > 0), body jsonb not null, hash text not null, valid_from timestamptz not null, valid_to timestamptz,
           entry_id bigint not null unique, unique (requesting, holding, version)`,
          reference,
        ) +
        walledTable(
          'agency',
          `id uuid primary key, jurisdiction text not null references comity.jurisdiction, name jsonb not null,
           kind text not null check (kind in ('national_unit', 'international_unit', 'oversight_body')),
           state text not null check (state in ('proposed', 'active', 'suspended', 'closed')), entry_id bigint not null, version int not null default 0`,
          reference,
        ) +
        mustBeLogged('profile', 'jurisdiction.profile_activated') +
        mustBeLogged('corridor', 'corridor.version_activated'),
    );
  }

  private async people(runner: QueryRunner): Promise<void> {
    const own = [{ to: 'comity_api' as const, select: `${OWN_PERSON} or ${OWN_AGENCY}`, insert: MACHINE }];
    const terms = [{ to: 'comity_api' as const, select: OWN_PERSON, insert: `${OWN_PERSON} or ${MACHINE}` }];
    await runner.query(
      walledTable(
        'officer',
        `id uuid primary key, person_id uuid not null, agency_id uuid not null references comity.agency, iss text not null, sub text not null, name text not null,
         seconded_from text references comity.jurisdiction, languages text[] not null, zone text not null, disabled_at timestamptz,
         entry_id bigint not null, version int not null default 0, unique (iss, sub)`,
        own,
      ) +
        walledTable(
          'role_grant',
          `id uuid primary key, officer_id uuid not null references comity.officer, person_id uuid not null, agency_id uuid not null, approver_agency_id uuid not null,
           role text not null, scope text not null, valid_from timestamptz not null, valid_to timestamptz not null,
           granted_by uuid not null, approved_by uuid not null check (approved_by <> granted_by), ended_at timestamptz, entry_id bigint not null unique,
           check (valid_to > valid_from and valid_to <= valid_from + interval '366 days')`,
          own,
        ) +
        walledTable(
          'certificate',
          `id uuid primary key, officer_id uuid not null references comity.officer, person_id uuid not null, agency_id uuid not null,
           kind text not null check (kind in ('iccpr_basic', 'iccpr_review', 'auditor')), form text not null, valid_from timestamptz not null, valid_to timestamptz not null,
           state text not null check (state in ('valid', 'suspended', 'revoked')), issued_by uuid not null, entry_id bigint not null unique`,
          own,
        ) +
        walledTable(
          'terms_acceptance',
          `id uuid primary key, officer_id uuid not null references comity.officer, person_id uuid not null, agency_id uuid not null, terms text not null,
           version int not null, text_hash text not null, lang text not null, accepted_at timestamptz not null, withdrawn_at timestamptz, entry_id bigint not null unique`,
          terms,
        ) +
        // One row a role grant, no names: allocation and the decision trigger see all agencies through it (security.md 3.3, shape "thin").
        walledTable(
          'roster',
          `grant_id uuid primary key references comity.role_grant, person_id uuid not null, officer_id uuid not null, agency_id uuid not null, agency_kind text not null,
           jurisdiction text not null, role text not null, scope text not null, grant_from timestamptz not null, grant_to timestamptz not null,
           certificate_id uuid, certificate_kind text, certificate_from timestamptz, certificate_to timestamptz, certificate_state text,
           languages text[] not null, duty boolean not null default true, conflicts uuid[] not null default '{}', agencies_24_months uuid[] not null,
           seconded_from text, disabled boolean not null default false`,
          [
            { to: 'comity_worker', select: ANY },
            { to: 'comity_api', select: OWN_PERSON, insert: MACHINE },
          ],
        ) +
        mustBeLogged('role_grant', 'role.granted') +
        mustBeLogged('certificate', 'certificate.issued') +
        mustBeLogged('terms_acceptance', 'terms.accepted'),
    );
  }

  private async signIns(runner: QueryRunner): Promise<void> {
    await runner.query(
      walledTable(
        'actor_salt',
        `officer_id uuid not null, quarter text not null, person_id uuid not null, agency_id uuid not null, salt bytea not null check (octet_length(salt) = 32),
         primary key (officer_id, quarter)`,
        [{ to: 'comity_api', select: OWN_PERSON, insert: `${OWN_PERSON} or ${MACHINE}` }],
      ) +
        walledTable(
          'login',
          `sid text primary key, handle text not null, officer_id uuid not null, person_id uuid not null, agency_id uuid not null, acr text not null,
           auth_time timestamptz not null, first_at timestamptz not null default clock_timestamp(), entry_id bigint not null`,
          [{ to: 'comity_api', select: OWN_PERSON, insert: OWN_PERSON, update: { columns: ['acr', 'auth_time', 'entry_id'], rows: OWN_PERSON } }],
        ) +
        walledTable('ended_login', `sid text primary key, person_id uuid not null, agency_id uuid not null, until timestamptz not null`, [
          { to: 'comity_api', select: OWN_PERSON, insert: OWN_PERSON },
        ]) +
        walledTable(
          'idempotency',
          `person_id uuid not null, route text not null, key uuid not null, digest text not null, status int, record_id uuid, ref text, state text, version int,
           entry_id bigint, leaf_hash text, made_at timestamptz not null default clock_timestamp(), primary key (person_id, route, key)`,
          [
            {
              to: 'comity_api',
              select: OWN_PERSON,
              insert: OWN_PERSON,
              update: { columns: ['status', 'record_id', 'ref', 'state', 'version', 'entry_id', 'leaf_hash'], rows: OWN_PERSON },
            },
            { to: 'comity_worker', select: ANY, delete: ANY },
          ],
        ) +
        // Equal refusals are counted: the first is an entry at once, the rest one entry with a count (log.md 3.1).
        walledTable(
          'refusal',
          `key text primary key, agency_id uuid not null, event jsonb not null, first_at timestamptz not null default clock_timestamp(), more int not null default 0`,
          [
            { to: 'comity_api', select: OWN_AGENCY, insert: OWN_AGENCY, update: { columns: ['more', 'first_at'], rows: OWN_AGENCY } },
            { to: 'comity_worker', select: ANY, update: { columns: ['more', 'first_at'], rows: ANY }, delete: ANY },
          ],
        ),
    );
  }

  private async work(runner: QueryRunner): Promise<void> {
    await runner.query(
      walledTable(
        'outbox',
        `id uuid primary key, queue text not null check (queue in ('screening', 'work')), kind text not null, subject uuid not null, agency_id uuid not null, person_id uuid,
         created_at timestamptz not null default clock_timestamp(), attempts int not null default 0, due_at timestamptz not null default comity.now(),
         parked text, answered_at timestamptz`,
        [
          { to: 'comity_api', insert: OWN_AGENCY, select: OWN_AGENCY },
          { to: 'comity_worker', select: ANY, insert: ANY, update: { columns: ['attempts', 'due_at', 'parked', 'answered_at'], rows: ANY } },
        ],
      ) + 'create index outbox_owed on comity.outbox (due_at) where answered_at is null and parked is null;',
    );
  }

  private async sealed(runner: QueryRunner): Promise<void> {
    await runner.query(
      walledTable(
        'record_key',
        `id uuid primary key, agency_id uuid not null, record_type text not null, record_id uuid not null, class text not null check (class in ('C1', 'C2', 'C3', 'C4', 'C5')),
         wrapped_by text not null, wrapped bytea, destroyed_at timestamptz`,
        [
          { to: 'comity_api', select: OWN_AGENCY, insert: OWN_AGENCY },
          { to: 'comity_worker', select: OWN_AGENCY, insert: ANY },
        ],
      ) +
        walledTable(
          'sealed',
          `id uuid primary key, agency_id uuid not null, record_type text not null, record_id uuid not null, version int not null, class text not null, path text not null,
           key_id uuid not null references comity.record_key, handling text not null, body bytea not null, entry_id bigint,
           unique (agency_id, record_type, record_id, version, path)`,
          [
            // A draft is sealed again at each save; what an entry covers never changes.
            {
              to: 'comity_api',
              select: OWN_AGENCY,
              insert: OWN_AGENCY,
              update: { columns: ['body', 'key_id', 'handling', 'entry_id'], rows: `${OWN_AGENCY}` },
            },
            { to: 'comity_worker', select: OWN_AGENCY, insert: ANY },
          ],
        ) +
        'create index record_key_of on comity.record_key (agency_id, record_id, class);' +
        `create function comity.keep_sealed() returns trigger language plpgsql as $$ begin
           if old.entry_id is not null then raise exception 'comity: what an entry covers is never sealed again' using errcode = '42501'; end if;
           return new; end $$;
         create trigger keep before update on comity.sealed for each row execute function comity.keep_sealed();
         revoke execute on function comity.keep_sealed() from public;`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema comity cascade; create schema comity authorization comity_owner');
  }
}
