import { randomBytes } from 'node:crypto';
import { append, officerCommitment } from '@comity/audit';
import { type Acr, type AgencyKind, type Certificate, type CertificateKind, type CertificateState, type Role } from '@comity/casework';
import { TERMS } from './terms.js';
import { type Claims } from './token.js';
import { momentOf, type Tx } from './transactions.js';

/** What a retried write is known by: the act, the key the client chose, and a digest of the body. */
export interface Attempt {
  route: string;
  key: string;
  digest: string;
}

/** The subject of every decision: one signed-in person, read from the database at each call. Clock, person and agency come from there, never from the token. */
export interface Officer {
  officerId: string;
  /** One natural person over all accounts. */
  personId: string;
  agencyId: string;
  agencyKind: AgencyKind;
  jurisdiction: string;
  secondedFrom: string | null;
  languages: string[];
  /** Grants in the database that the token names too. */
  roles: Role[];
  /** Scopes of those grants, by role. */
  scopes: Partial<Record<Role, string>>;
  /** Holds, beside an auditor's own grant, one with the scope `examiner`. */
  examiner: boolean;
  /** Not suspended, not revoked, in its time at this moment. */
  certificates: Certificate[];
  termsAccepted: boolean;
  name: string;
  /** Commitment that names the person in entries of this quarter. */
  commitment: string;
  acr: Acr;
  authTime: Date;
  sid: string;
  /** Only on writes that carry an idempotency key. */
  attempt?: Attempt;
}

interface Row extends Omit<Officer, 'roles' | 'scopes' | 'examiner' | 'certificates' | 'commitment' | 'acr' | 'authTime' | 'sid' | 'attempt'> {
  disabled: boolean;
  ended: boolean;
  grants: { role: Role; scope: string }[];
  certificates: { id: string; kind: CertificateKind; state: CertificateState; validFrom: string; validTo: string }[];
  salt: Buffer | null;
  login: { acr: string; authTime: string } | null;
}

/** Scope of the grant of an auditor who keeps the questions and the certificates. */
const EXAMINER = 'examiner';

const FIND = `
  select o.id as "officerId", o.person_id as "personId", o.agency_id as "agencyId", a.kind as "agencyKind", a.jurisdiction, o.name,
         o.seconded_from as "secondedFrom", o.languages, o.disabled_at is not null or a.state <> 'active' as disabled,
         exists (select from comity.ended_login e where e.sid = $3) as ended,
         (select coalesce(json_agg(json_build_object('role', g.role, 'scope', g.scope)), '[]') from comity.role_grant g
           where g.officer_id = o.id and g.ended_at is null and g.valid_from <= comity.now() and comity.now() < g.valid_to) as grants,
         (select coalesce(json_agg(json_build_object('id', c.id, 'kind', c.kind, 'state', c.state, 'validFrom', c.valid_from, 'validTo', c.valid_to)), '[]') from comity.certificate c
           where c.officer_id = o.id and c.state = 'valid' and c.valid_from <= comity.now() and comity.now() < c.valid_to) as certificates,
         exists (select from comity.terms_acceptance t
           where t.officer_id = o.id and t.terms = $4 and t.version = $5 and t.withdrawn_at is null) as "termsAccepted",
         (select s.salt from comity.actor_salt s where s.officer_id = o.id and s.quarter = $6) as salt,
         (select json_build_object('acr', l.acr, 'authTime', l.auth_time) from comity.login l where l.sid = $3) as login
    from comity.officer o join comity.agency a on a.id = o.agency_id
   where o.iss = $1 and o.sub = $2`;

/** Calendar quarter of an instant, `2026-Q4`: a person can be followed in the log for that long. */
export function quarterOf(at: Date): string {
  return `${at.getUTCFullYear()}-Q${Math.floor(at.getUTCMonth() / 3) + 1}`;
}

/**
 * The officer that a verified token names, or undefined when there is none, the account or agency is off, the sign-in has ended, or agency or person
 * of the token differ from the row. The first call of a sign-in and a raised level leave their entries.
 */
export async function readOfficer(tx: Tx, claims: Claims): Promise<Officer | undefined> {
  const { at } = momentOf(tx);
  const read = (): Promise<Row[]> =>
    tx.query<Row[]>(FIND, [claims.iss, claims.sub, claims.sid, TERMS.terms, TERMS.version, quarterOf(at)]);
  let [row] = await read();
  if (!row || row.disabled || row.ended || row.agencyId !== claims.agency || row.personId !== claims.person) return undefined;
  const authTime = new Date(claims.auth_time * 1000);
  const raised = (known: Row['login']): boolean => claims.acr === 'comity-2' && (known?.acr !== 'comity-2' || new Date(known.authTime) < authTime);
  if (!row.salt || !row.login || raised(row.login)) {
    // Two first calls of one sign-in wait for each other, so that it is noted once.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7306))', [`${row.officerId}|${claims.sid}`]);
    [row] = (await read()) as [Row];
    row.salt ??= await newSalt(tx, row, quarterOf(at));
  }
  const officer = toOfficer(row, claims, at, row.salt);
  if (!row.login) await noteSignIn(tx, officer, claims);
  else if (raised(row.login)) await noteStepUp(tx, officer);
  return officer;
}

function toOfficer(row: Row, claims: Claims, at: Date, salt: Buffer): Officer {
  const grants = row.grants.filter((grant) => claims.realm_access.roles.includes(grant.role));
  return {
    officerId: row.officerId,
    personId: row.personId,
    agencyId: row.agencyId,
    agencyKind: row.agencyKind,
    jurisdiction: row.jurisdiction,
    secondedFrom: row.secondedFrom,
    languages: row.languages,
    roles: [...new Set(grants.map((grant) => grant.role))],
    scopes: Object.fromEntries(grants.filter(({ scope }) => scope !== EXAMINER).map((grant) => [grant.role, grant.scope])),
    examiner: grants.some(({ role, scope }) => role === 'auditor' && scope === EXAMINER),
    certificates: row.certificates.map((one) => ({ ...one, validFrom: Date.parse(one.validFrom), validTo: Date.parse(one.validTo) })),
    termsAccepted: row.termsAccepted,
    name: row.name,
    commitment: officerCommitment(salt, claims.iss, claims.sub, quarterOf(at)),
    acr: claims.acr as Acr,
    authTime: new Date(claims.auth_time * 1000),
    sid: claims.sid,
  };
}

/** A new salt for this officer and quarter; keeps the one that another call made first. */
async function newSalt(tx: Tx, row: Row, quarter: string): Promise<Buffer> {
  await tx.query(
    'insert into comity.actor_salt (officer_id, quarter, person_id, agency_id, salt) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [row.officerId, quarter, row.personId, row.agencyId, randomBytes(32)],
  );
  const [kept] = await tx.query<[{ salt: Buffer }]>('select salt from comity.actor_salt where officer_id = $1 and quarter = $2', [row.officerId, quarter]);
  return kept.salt;
}

/** `actor` of an entry: the officer in the role the act is done in. */
export function actorOf(officer: Officer, role: Role = officer.roles[0] ?? 'officer'): { agency: string; jurisdiction: string; officer: string; role: Role } {
  return { agency: officer.agencyId, jurisdiction: officer.jurisdiction, officer: officer.commitment, role };
}

/** Random handle of one sign-in: joins its entries without naming the provider's session. */
const handle = (): string => `s${randomBytes(12).toString('hex')}`;

async function noteSignIn(tx: Tx, officer: Officer, claims: Claims): Promise<void> {
  const login = handle();
  const entry = await append(tx, {
    kind: 'auth.signed_in',
    actor: actorOf(officer),
    on: { type: 'officer', id: officer.commitment },
    data: { acr: officer.acr, amr: [...(claims.amr ?? [])].sort(), client: claims.azp, login },
  });
  await tx.query(
    'insert into comity.login (sid, handle, officer_id, person_id, agency_id, acr, auth_time, entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [officer.sid, login, officer.officerId, officer.personId, officer.agencyId, officer.acr, officer.authTime, entry.entryId],
  );
}

async function noteStepUp(tx: Tx, officer: Officer): Promise<void> {
  const [known] = await tx.query<[{ handle: string }]>('select handle from comity.login where sid = $1', [officer.sid]);
  const entry = await append(tx, {
    kind: 'auth.stepped_up',
    actor: actorOf(officer),
    on: { type: 'officer', id: officer.commitment },
    data: { acr: officer.acr, login: known.handle, for: 'act' },
  });
  await tx.query('update comity.login set acr = $2, auth_time = $3, entry_id = $4 where sid = $1', [officer.sid, officer.acr, officer.authTime, entry.entryId]);
}
