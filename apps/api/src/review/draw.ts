import { createHash } from 'node:crypto';
import { INTEREST_MONTHS, interestOf, monthsBefore, type Parties } from '@comity/casework';

/** One role that a person holds in one agency, as the thin roster tells it. Times in milliseconds since 1970. */
export interface RosterLine {
  personId: string;
  officerId: string;
  agencyId: string;
  jurisdiction: string;
  role: string;
  grantFromMs: number;
  grantToMs: number;
  certificate: { kind: string; state: string; fromMs: number; toMs: number } | null;
  languages: readonly string[];
  onDuty: boolean;
  /** Agencies and cases that the person has declared a conflict with. */
  conflicts: readonly string[];
  /** Agencies of the last 24 months, the present one included. */
  agencies: readonly string[];
  secondedFrom: string | null;
  disabled: boolean;
}

/** What the draw looks at of a request. */
export interface Drawable {
  /** Request and referral. */
  caseIds: readonly string[];
  language: string;
  role: 'liaison' | 'lead';
  parties: Parties;
  /** Who sealed in this round already, with agency and jurisdiction: the next one is of another person, agency and jurisdiction. */
  sealed: readonly { personId: string; agencyId: string; jurisdiction: string }[];
}

const covers = (from: number, to: number, at: number): boolean => from <= at && at < to;

/** Whether one line of the roster fits by itself: role, certificate, duty, language of the request. */
function fits(line: RosterLine, drawable: Drawable, nowMs: number): boolean {
  const { certificate } = line;
  return (
    line.role === drawable.role &&
    !line.disabled &&
    line.onDuty &&
    covers(line.grantFromMs, line.grantToMs, nowMs) &&
    certificate?.kind === 'iccpr_review' &&
    (certificate.state === 'valid' || certificate.state === 'expiring') &&
    covers(certificate.fromMs, certificate.toMs, nowMs) &&
    line.languages.includes(drawable.language)
  );
}

/** Whether nothing that this person is or did, over all accounts, stands against reviewing this case. */
function isFree(lines: readonly RosterLine[], drawable: Drawable, nowMs: number): boolean {
  const since = monthsBefore(nowMs, INTEREST_MONTHS);
  const concerned = [...drawable.caseIds, ...drawable.parties.agencyIds];
  return lines.every(
    (line) =>
      !line.conflicts.some((one) => concerned.includes(one)) &&
      interestOf(
        {
          personId: line.personId,
          agencyId: line.agencyId,
          jurisdiction: line.jurisdiction,
          secondedFrom: line.secondedFrom === null ? null : { agencyId: null, jurisdiction: line.secondedFrom },
          stays: line.agencies.map((agencyId) => ({ agencyId, from: since, until: null })),
        },
        drawable.parties,
        nowMs,
      ) === null,
  );
}

/**
 * Who can be drawn: each natural person once, in the order of their ids, with the account they would review under.
 * @source security.md 2.4, exchange.md 2.2
 */
export function eligible(roster: readonly RosterLine[], drawable: Drawable, nowMs: number): RosterLine[] {
  const people = Map.groupBy(roster, (line) => line.personId);
  return [...people]
    .filter(([personId, lines]) => !drawable.sealed.some((one) => one.personId === personId) && isFree(lines, drawable, nowMs))
    .flatMap(([, lines]) => {
      const apart = (line: RosterLine): boolean =>
        drawable.role === 'lead' || drawable.sealed.every((one) => one.agencyId !== line.agencyId && one.jurisdiction !== line.jurisdiction);
      return lines.filter((line) => fits(line, drawable, nowMs) && apart(line)).sort((a, b) => (a.officerId < b.officerId ? -1 : 1))[0] ?? [];
    })
    .sort((a, b) => (a.personId < b.personId ? -1 : 1));
}

const SEED_BYTES = 32;
const SPAN = 2 ** 48;

/**
 * Position that a seed points at, each of `among` equally likely: the first 48 bits of SHA-256 over seed and counter that do not favour anybody.
 * @param seed 32 bytes. @param among at least 1. @throws {RangeError} otherwise.
 */
export function positionOf(seed: Uint8Array, among: number): number {
  if (seed.length !== SEED_BYTES || !Number.isInteger(among) || among < 1) throw new RangeError('A draw needs a seed of 32 bytes and somebody to draw.');
  const fair = SPAN - (SPAN % among);
  for (let counter = 0; ; counter += 1) {
    const value = createHash('sha256').update(seed).update(`|${counter}`).digest().readUIntBE(0, 6);
    if (value < fair) return value % among;
  }
}

/** A drawn reviewer, and what lets an auditor draw again. */
export interface Drawn {
  reviewer: RosterLine;
  /** Base64url of 32 bytes; stands in the entry. */
  seed: string;
  /** Persons in the order in which the seed counts. */
  pool: string[];
}

/**
 * Draws one of `pool` by a seed from `random`, which gives as many bytes as it is asked for.
 * @returns undefined when there is nobody.
 */
export function draw(pool: readonly RosterLine[], random: (bytes: number) => Uint8Array): Drawn | undefined {
  if (pool.length === 0) return undefined;
  const seed = random(SEED_BYTES);
  return { reviewer: pool[positionOf(seed, pool.length)]!, seed: Buffer.from(seed).toString('base64url'), pool: pool.map((line) => line.personId) };
}
