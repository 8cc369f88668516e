import { createHash, randomBytes } from 'node:crypto';
import { append, commitment, officerCommitment } from '@comity/audit';
import { canonicalJson, type Json } from '@comity/transparency-log';
import { newId } from '../shared/new-id.js';
import { quarterOf } from '../shared/officer.js';
import { TERMS, termsHash } from '../shared/terms.js';
import { momentOf, type Transactions, type Tx } from '../shared/transactions.js';
import { CERTIFICATE_OF, type Roster, type RosterPerson } from './roster.js';

/** Name and verifier keys of the log, which its first entry states. The keys are public; the one to trust is still handed over in another way. */
export interface OwnLog {
  origin: string;
  vkeys: readonly string[];
}

type Actor = { agency: string; jurisdiction: string; officer: string; role: 'administrator' };
interface Act {
  tx: Tx;
  roster: Roster;
  iss: string;
  actor: Actor;
  by2: string;
  /** Commitment of each person's account, by key. */
  known: Map<string, { officerId: string; commitment: string }>;
}

const digest = (value: unknown): string => createHash('sha256').update(canonicalJson(JSON.parse(JSON.stringify(value)) as Json)).digest('base64url');
/** Roles and certificates of the demonstration last this long, in days. */
const GRANT_DAYS = 365;
const CERTIFICATE_DAYS = 730;
const DAY_MS = 86_400_000;

/**
 * Plants a demonstration's roster in one act, each row with its own entry; the first entry opens the log. The actors are the two administrators
 * that the roster names.
 * Does nothing when any agency exists. Resolves to the number of people planted.
 */
export async function plantRoster(transactions: Transactions, roster: Roster, iss: string, log: OwnLog): Promise<number> {
  return transactions.asMachine(async (tx) => {
    const [{ planted }] = await tx.query<[{ planted: boolean }]>('select exists (select from comity.agency) as planted');
    if (planted) return 0;
    const known = new Map<string, { officerId: string; commitment: string }>();
    const salts = new Map<string, Buffer>();
    const quarter = quarterOf(momentOf(tx).at);
    for (const person of roster.people) {
      const salt = randomBytes(32);
      salts.set(person.key, salt);
      known.set(person.key, { officerId: newId(), commitment: officerCommitment(salt, iss, person.sub, quarter) });
    }
    const [first, second] = roster.administrators;
    const act: Act = { tx, roster, iss, known, actor: administrator(roster, known, first), by2: known.get(second)!.commitment };
    await append(tx, { kind: 'log.opened', actor: act.actor, data: { origin: log.origin, vkeys: [...log.vkeys].sort() } });
    await plantLaw(act);
    await plantAgencies(act);
    for (const person of roster.people) {
      await plantPerson(act, person);
      await tx.query('insert into comity.actor_salt (officer_id, quarter, person_id, agency_id, salt) values ($1, $2, $3, $4, $5)', [
        known.get(person.key)!.officerId,
        quarter,
        person.person,
        person.agency,
        salts.get(person.key),
      ]);
    }
    return roster.people.length;
  });
}

function administrator(roster: Roster, known: Act['known'], key: string): Actor {
  const person = roster.people.find((candidate) => candidate.key === key)!;
  return { agency: person.agency, jurisdiction: jurisdictionOf(roster, person.agency), officer: known.get(key)!.commitment, role: 'administrator' };
}

const jurisdictionOf = (roster: Roster, agencyId: string): string => roster.agencies.find((agency) => agency.id === agencyId)!.jurisdiction;

async function plantLaw({ tx, roster, actor, by2 }: Act): Promise<void> {
  for (const j of roster.jurisdictions) {
    await tx.query('insert into comity.jurisdiction (code, name, kind, iccpr, zones, engine_profile) values ($1, $2, $3, $4, $5, $6)', [
      j.code,
      j.name,
      j.kind,
      j.iccpr,
      j.zones,
      j.engineProfile,
    ]);
  }
  for (const profile of roster.profiles) {
    const data = { version: profile.version, valid_from: profile.validFrom, hash: digest(profile.body), approved_by: by2 };
    const log = await append(tx, { kind: 'jurisdiction.profile_activated', actor, on: { type: 'profile', id: profile.id }, parties: [profile.jurisdiction], data });
    await tx.query(
      'insert into comity.profile (id, jurisdiction, engine_profile, version, body, hash, valid_from, entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [profile.id, profile.jurisdiction, profile.engineProfile, profile.version, profile.body, data.hash, profile.validFrom, log.entryId],
    );
  }
  for (const corridor of roster.corridors) {
    const { requesting, holding, version } = corridor;
    const data = { requesting, holding, version, valid_from: corridor.validFrom, hash: digest(corridor.body), approved_by: by2 };
    const parties = [requesting, holding].sort();
    const log = await append(tx, { kind: 'corridor.version_activated', actor, on: { type: 'corridor', id: corridor.id }, parties, data });
    await tx.query(
      'insert into comity.corridor (id, requesting, holding, version, body, hash, valid_from, entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [corridor.id, requesting, holding, version, corridor.body, data.hash, corridor.validFrom, log.entryId],
    );
  }
}

async function plantAgencies({ tx, roster, actor, by2 }: Act): Promise<void> {
  for (const agency of roster.agencies) {
    const log = await append(tx, {
      kind: 'agency.created',
      actor,
      on: { type: 'agency', id: agency.id },
      parties: [agency.jurisdiction],
      data: { agency_kind: agency.kind, jurisdiction: agency.jurisdiction, approved_by: by2 },
      commit: { record: commitment('record', { name: agency.name }).commitment },
    });
    await tx.query("insert into comity.agency (id, jurisdiction, name, kind, state, entry_id) values ($1, $2, $3, $4, 'active', $5)", [
      agency.id,
      agency.jurisdiction,
      agency.name,
      agency.kind,
      log.entryId,
    ]);
  }
}

async function plantPerson(act: Act, person: RosterPerson): Promise<void> {
  const { tx, actor, known } = act;
  const { officerId, commitment: officer } = known.get(person.key)!;
  const languages = person.languages ?? ['en'];
  const enrolled = await append(tx, {
    kind: 'officer.enrolled',
    actor,
    on: { type: 'officer', id: officer },
    data: { agency: person.agency },
    commit: { identity: commitment('identity', { name: person.name, person: person.person }).commitment },
  });
  await tx.query(
    'insert into comity.officer (id, person_id, agency_id, iss, sub, name, languages, zone, entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [officerId, person.person, person.agency, act.iss, person.sub, person.name, languages, 'UTC', enrolled.entryId],
  );
  const certificates = new Map<string, { id: string; from: Date; to: Date }>();
  for (const kind of new Set(person.roles.map((role) => CERTIFICATE_OF[role]))) {
    if (kind && person.certified !== false) certificates.set(kind, await plantCertificate(act, person, officerId, kind));
  }
  for (const role of person.roles) await plantGrant(act, person, officerId, role, languages, certificates);
  await acceptTerms(act, person, officerId);
}

async function plantCertificate({ tx, actor, known, roster }: Act, person: RosterPerson, officerId: string, kind: string): Promise<{ id: string; from: Date; to: Date }> {
  const made = { id: newId(), from: momentOf(tx).now, to: new Date(momentOf(tx).now.getTime() + CERTIFICATE_DAYS * DAY_MS) };
  const log = await append(tx, {
    kind: 'certificate.issued',
    actor,
    on: { type: 'certificate', id: made.id },
    data: {
      certificate_kind: kind as 'iccpr_basic',
      form: 'demonstration-1',
      valid_from: made.from.toISOString(),
      valid_to: made.to.toISOString(),
      issued_by: known.get(roster.administrators[0])!.commitment,
    },
    commit: { record: commitment('record', { officer: officerId, kind }).commitment },
  });
  await tx.query(
    `insert into comity.certificate (id, officer_id, person_id, agency_id, kind, form, valid_from, valid_to, state, issued_by, entry_id)
     values ($1, $2, $3, $4, $5, 'demonstration-1', $6, $7, 'valid', $8, $9)`,
    [made.id, officerId, person.person, person.agency, kind, made.from, made.to, known.get(roster.administrators[0])!.officerId, log.entryId],
  );
  return made;
}

async function plantGrant(
  { tx, actor, by2, known, roster }: Act,
  person: RosterPerson,
  officerId: string,
  role: RosterPerson['roles'][number],
  languages: string[],
  certificates: Map<string, { id: string; from: Date; to: Date }>,
): Promise<void> {
  const id = newId();
  const from = momentOf(tx).now;
  const to = new Date(from.getTime() + GRANT_DAYS * DAY_MS);
  const scope = role === 'auditor' ? 'full' : 'agency';
  const log = await append(tx, {
    kind: 'role.granted',
    actor,
    on: { type: 'role_grant', id },
    data: { role, scope, valid_from: from.toISOString(), valid_to: to.toISOString(), approved_by: by2 },
    commit: { record: commitment('record', { officer: officerId, role }).commitment },
  });
  const [first, second] = roster.administrators.map((key) => known.get(key)!.officerId);
  const approver = roster.people.find((candidate) => candidate.key === roster.administrators[1])!.agency;
  await tx.query(
    `insert into comity.role_grant (id, officer_id, person_id, agency_id, approver_agency_id, role, scope, valid_from, valid_to, granted_by, approved_by, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [id, officerId, person.person, person.agency, approver, role, scope, from, to, first, second, log.entryId],
  );
  const agency = roster.agencies.find((candidate) => candidate.id === person.agency)!;
  const kind = CERTIFICATE_OF[role];
  const certificate = kind ? certificates.get(kind) : undefined;
  await tx.query(
    `insert into comity.roster (grant_id, person_id, officer_id, agency_id, agency_kind, jurisdiction, role, scope, grant_from, grant_to, certificate_id, certificate_kind,
       certificate_from, certificate_to, certificate_state, languages, agencies_24_months)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      id,
      person.person,
      officerId,
      person.agency,
      agency.kind,
      agency.jurisdiction,
      role,
      scope,
      from,
      to,
      certificate?.id ?? null,
      certificate ? kind : null,
      certificate?.from ?? null,
      certificate?.to ?? null,
      certificate ? 'valid' : null,
      languages,
      [person.agency],
    ],
  );
}

async function acceptTerms({ tx, roster, known }: Act, person: RosterPerson, officerId: string): Promise<void> {
  const id = newId();
  const text_hash = termsHash('en', 'base64url');
  const log = await append(tx, {
    kind: 'terms.accepted',
    actor: { agency: person.agency, jurisdiction: jurisdictionOf(roster, person.agency), officer: known.get(person.key)!.commitment, role: person.roles[0]! },
    on: { type: 'terms', id },
    data: { terms: TERMS.terms, version: TERMS.version, text_hash, lang: 'en' },
  });
  await tx.query(
    `insert into comity.terms_acceptance (id, officer_id, person_id, agency_id, terms, version, text_hash, lang, accepted_at, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, 'en', comity.now(), $8)`,
    [id, officerId, person.person, person.agency, TERMS.terms, TERMS.version, text_hash, log.entryId],
  );
}
