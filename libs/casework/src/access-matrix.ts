import { type Act, ACT_NAMES, type ActRule, ACTS } from './act-table.js';
import { type Certificate } from './certificates.js';
import { decide } from './policy.js';
import { type Environment, type PolicyObject, type Subject, type Verdict } from './policy-types.js';
import { CERTIFICATE_KINDS, type Role, ROLES } from './roles.js';

/** How the person of a cell stands to the record. The names are those of `docs/access.md`. */
export const SITUATIONS = [
  'author',
  'same unit',
  'other side',
  'third agency',
  'drawn reviewer',
  'reviewer not drawn',
  'recused reviewer',
  'author, no certificate',
  'drawn reviewer, no certificate',
  "author's second account",
  "answerer's second account",
] as const;
export type Situation = (typeof SITUATIONS)[number];

export const MATRIX_CALLERS = [...ROLES, 'machine', 'nobody'] as const;
export type MatrixCaller = (typeof MATRIX_CALLERS)[number];
export type MatrixCell = { readonly act: Act; readonly caller: MatrixCaller; readonly situation: Situation; readonly verdict: Verdict };

const NOW_MS = 1_800_000_000_000;
const HOUR_MS = 3_600_000;
const [OWNER, OTHER, THIRD, REVIEWERS] = ['agency-a', 'agency-b', 'agency-c', 'agency-x'];
const AGENCY: Readonly<Record<Situation, string>> = {
  author: OWNER,
  'same unit': OWNER,
  'other side': OTHER,
  'third agency': THIRD,
  'drawn reviewer': REVIEWERS,
  'reviewer not drawn': REVIEWERS,
  'recused reviewer': REVIEWERS,
  'author, no certificate': OWNER,
  'drawn reviewer, no certificate': REVIEWERS,
  "author's second account": OWNER,
  "answerer's second account": OTHER,
};
const certificates: readonly Certificate[] = CERTIFICATE_KINDS.map((kind) => ({
  id: kind,
  kind,
  validFrom: NOW_MS - HOUR_MS,
  validTo: NOW_MS + HOUR_MS,
  state: 'valid',
}));
const env: Environment = { nowMs: NOW_MS, realNowMs: NOW_MS, readOnly: false, logWell: true, purpose: null };

/** The record of the matrix: written in one agency, delivered to and held by another, ordinary, with nothing that bars it. */
const record = (situation: Situation): PolicyObject => {
  const drawn = situation === 'drawn reviewer' || situation === 'recused reviewer' || situation === 'drawn reviewer, no certificate';
  const wrote = situation.startsWith('author');
  return {
    ownerAgency: OWNER,
    requestingAgency: OWNER,
    holdingAgency: OTHER,
    recipientAgency: OTHER,
    caseAgencies: [OWNER, OTHER],
    jurisdictions: ['KE', 'SE'],
    authors: wrote ? ['person'] : ['somebody'],
    assigned: wrote ? ['person'] : ['somebody'],
    reviewers: drawn ? ['person'] : ['somebody'],
    recused: situation === 'recused reviewer' ? ['person'] : [],
    answerers: situation === "answerer's second account" ? ['person'] : ['somebody'],
    purpose: 'identify_suspect',
    handling: [],
    urgent: false,
    openStopOrder: false,
  };
};

const person = (caller: MatrixCaller, situation: Situation, rule: ActRule): Subject => ({
  caller: caller === 'machine' ? 'machine' : 'person',
  personId: 'person',
  agencyId: AGENCY[situation],
  agencyKind: AGENCY[situation] === REVIEWERS ? 'international_unit' : 'national_unit',
  jurisdiction: 'KE',
  // A machine acts for an officer of its agency and has no more than that officer's rights.
  roles: caller === 'machine' ? ['officer'] : caller === 'nobody' ? [] : [caller],
  certificates: situation.endsWith('no certificate') ? [] : certificates,
  termsAccepted: true,
  signIn: caller === 'machine' ? null : { acr: 'comity-2', authTimeMs: NOW_MS },
  scopes: caller === 'machine' && rule.machineScope ? [rule.machineScope] : [],
  mandate: 'all',
  examiner: true,
});

/** Asks the policy for every act, caller and situation. What `docs/access.md` prints is this, so the page cannot say what the code does not do. */
export function accessMatrix(): readonly MatrixCell[] {
  return ACT_NAMES.flatMap((act) =>
    MATRIX_CALLERS.flatMap((caller) =>
      SITUATIONS.map((situation) => ({ act, caller, situation, verdict: decide(person(caller, situation, ACTS[act]), act, record(situation), env) })),
    ),
  );
}

/** Situations in which this role may do this act. */
export const allowedSituations = (matrix: readonly MatrixCell[], act: Act, caller: Role | MatrixCaller): readonly Situation[] =>
  matrix.filter((cell) => cell.act === act && cell.caller === caller && cell.verdict.allow).map((cell) => cell.situation);
