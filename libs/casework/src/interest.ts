/** Months for which an earlier agency still counts as an interest. */
export const INTEREST_MONTHS = 24;

/** Time that a person spent in an agency; milliseconds since 1970, `until` null while it lasts. */
export type Stay = { readonly agencyId: string; readonly from: number; readonly until: number | null };

export type Reviewer = {
  readonly personId: string;
  readonly agencyId: string;
  readonly jurisdiction: string;
  readonly secondedFrom: { readonly agencyId: string | null; readonly jurisdiction: string | null } | null;
  readonly stays: readonly Stay[];
};

/** Whose case it is, and who must keep away from it. */
export type Parties = {
  readonly agencyIds: readonly string[];
  readonly requesting: string;
  readonly holding: string;
  /** The corridor wants reviewers of neither jurisdiction. */
  readonly reviewersOutside: boolean;
  /** People who created, edited, approved, sent, answered or revealed anything of this case. */
  readonly touchedBy: readonly string[];
  /** People who stepped back, or whom a lead took off the case. */
  readonly recused: readonly string[];
  /** People with a declared conflict that covers this case. */
  readonly conflicted: readonly string[];
};

export const INTERESTS = ['agency', 'former-agency', 'secondment', 'jurisdiction', 'touched', 'recused', 'conflict'] as const;
export type Interest = (typeof INTERESTS)[number];

/** The moment so many calendar months earlier, in milliseconds since 1970, UTC. */
export const monthsBefore = (atMs: number, months: number): number => {
  const date = new Date(atMs);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const daysInMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, daysInMonth));
  return date.getTime();
};

/**
 * Why this person may not review this case; null if nothing stands against it. Used by the draw as well as by the seal.
 * @source security 2.4 rule 3
 */
export function interestOf(reviewer: Reviewer, parties: Parties, nowMs: number): Interest | null {
  const since = monthsBefore(nowMs, INTEREST_MONTHS);
  const party = (agencyId: string | null | undefined): boolean => typeof agencyId === 'string' && parties.agencyIds.includes(agencyId);
  const ofParty = (jurisdiction: string | null | undefined): boolean => jurisdiction === parties.requesting || jurisdiction === parties.holding;
  if (party(reviewer.agencyId)) return 'agency';
  if (reviewer.stays.some((stay) => party(stay.agencyId) && stay.from <= nowMs && (stay.until === null || stay.until > since))) return 'former-agency';
  if (party(reviewer.secondedFrom?.agencyId)) return 'secondment';
  if (parties.reviewersOutside && (ofParty(reviewer.jurisdiction) || ofParty(reviewer.secondedFrom?.jurisdiction))) return 'jurisdiction';
  if (parties.touchedBy.includes(reviewer.personId)) return 'touched';
  if (parties.recused.includes(reviewer.personId)) return 'recused';
  return parties.conflicted.includes(reviewer.personId) ? 'conflict' : null;
}
