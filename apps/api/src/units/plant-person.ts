import { append, commitment } from '@comity/audit';
import { newId } from '../shared/new-id.js';
import { TERMS, termsHash } from '../shared/terms.js';
import { momentOf } from '../shared/transactions.js';
import { type Act, jurisdictionOf } from './planting.js';
import { CERTIFICATE_OF, type RosterPerson } from './roster.js';

/** Roles and certificates of the demonstration last this long, in days. */
const GRANT_DAYS = 365;
const CERTIFICATE_DAYS = 730;
const DAY_MS = 86_400_000;

/** Plants a person's account with the certificates and roles that the roster gives, and accepts the terms for them. Their agency stands already. */
export async function plantPerson(act: Act, person: RosterPerson): Promise<void> {
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
  for (const role of person.roles) await plantGrant(act, person, officerId, { role, scope: role === 'auditor' ? 'full' : 'agency' }, languages, certificates);
  if (person.examiner) await plantGrant(act, person, officerId, { role: 'auditor', scope: 'examiner' }, languages, certificates);
  await acceptTerms(act, person, officerId);
}

async function plantCertificate(
  { tx, actor, known, roster }: Act,
  person: RosterPerson,
  officerId: string,
  kind: string,
): Promise<{ id: string; from: Date; to: Date }> {
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
  { role, scope }: { role: RosterPerson['roles'][number]; scope: string },
  languages: string[],
  certificates: Map<string, { id: string; from: Date; to: Date }>,
): Promise<void> {
  const id = newId();
  const from = momentOf(tx).now;
  const to = new Date(from.getTime() + GRANT_DAYS * DAY_MS);
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
