import { type DataCategory } from '@comity/casework';
import { type DaySpan, type Tri } from '@comity/proportionality';
import { countsDays, isIntrusive } from './asked-when.js';
import { daysOf } from './covered-days.js';
import { type Authorisation, type RequestLine } from './request-lines.js';
import { type RequestSubmission } from './requests.js';

/** The order that carries a request, field by field at its weakest over the lines. */
export interface AuthorityFacts {
  level: Authorisation['level'];
  timing: Authorisation['timing'];
  independent: Tri;
  canRefuse: Tri;
  verifiesSuspicion: Tri;
  standardMet: Tri;
  individualReasons: Tri;
  fileAccessible: Tri;
}

/** What lines say together. More lines never make any of it milder. */
export interface LineFacts {
  categories: ReadonlySet<DataCategory>;
  /** Days with data of a time, first and last day included. */
  days: readonly DaySpan[];
  /** Persons, or identifiers where the person is not known. */
  targets: ReadonlySet<string>;
  otherPeople: number;
  sensitive: ReadonlySet<RequestLine['sensitive'][number]>;
  /** Where intrusive data came from, as said for each line. */
  origins: ReadonlySet<NonNullable<RequestLine['origin']>>;
  authority: AuthorityFacts;
}

const TRI_WORST: readonly Tri[] = ['no', 'unknown', 'yes'];
const TIMING_WORST: readonly Authorisation['timing'][] = ['none', 'ex_post', 'prior'];
/** Weakest first; executive and prosecutor have one rank, so their order decides nothing. @source proportionality.md 4, "rank" */
const LEVEL_WORST: readonly Authorisation['level'][] = ['none', 'police_self', 'senior_officer', 'executive', 'prosecutor', 'independent_admin', 'judge'];

const NO_ORDER: AuthorityFacts = {
  level: 'none',
  timing: 'none',
  independent: 'unknown',
  canRefuse: 'unknown',
  verifiesSuspicion: 'unknown',
  standardMet: 'unknown',
  individualReasons: 'unknown',
  fileAccessible: 'unknown',
};

const worst = <T>(order: readonly T[], a: T, b: T): T => (order.indexOf(a) <= order.indexOf(b) ? a : b);

/** Two orders as one: each field at its weakest. */
export const weaker = (a: AuthorityFacts, b: AuthorityFacts): AuthorityFacts => ({
  level: worst(LEVEL_WORST, a.level, b.level),
  timing: worst(TIMING_WORST, a.timing, b.timing),
  independent: worst(TRI_WORST, a.independent, b.independent),
  canRefuse: worst(TRI_WORST, a.canRefuse, b.canRefuse),
  verifiesSuspicion: worst(TRI_WORST, a.verifiesSuspicion, b.verifiesSuspicion),
  standardMet: worst(TRI_WORST, a.standardMet, b.standardMet),
  individualReasons: worst(TRI_WORST, a.individualReasons, b.individualReasons),
  fileAccessible: worst(TRI_WORST, a.fileAccessible, b.fileAccessible),
});

/** The strongest order that covers this line: the earliest in time, then the highest level. A line that no order covers has none. */
function orderOf(line: number, orders: readonly Authorisation[]): AuthorityFacts {
  const strength = (order: Authorisation): number => TIMING_WORST.indexOf(order.timing) * LEVEL_WORST.length + LEVEL_WORST.indexOf(order.level);
  const [best] = orders.filter(({ covers }) => covers.includes(line)).sort((a, b) => strength(b) - strength(a));
  if (!best) return NO_ORDER;
  const { level, timing, independent, canRefuse, verifiesSuspicion, standardMet, individualReasons, fileAccessible } = best;
  return { level, timing, independent, canRefuse, verifiesSuspicion, standardMet, individualReasons, fileAccessible };
}

/** Facts of some or all lines of one submission. @param lines at least one */
export function lineFacts(submission: Pick<RequestSubmission, 'authorisations'>, lines: readonly RequestLine[]): LineFacts {
  return {
    categories: new Set(lines.map(({ category }) => category)),
    days: lines.flatMap((line) => (countsDays(line) && line.period ? [daysOf(line.period)] : [])),
    targets: new Set(lines.map(({ subject, identifier }) => (subject === undefined ? `identifier ${identifier}` : `subject ${subject}`))),
    otherPeople: lines.reduce((sum, { collateral }) => sum + collateral.otherPeople, 0),
    sensitive: new Set(lines.flatMap(({ sensitive }) => sensitive)),
    origins: new Set(lines.filter(isIntrusive).map(({ origin }) => origin ?? 'unknown')),
    authority: lines.map(({ line }) => orderOf(line, submission.authorisations)).reduce(weaker),
  };
}

/** Facts of several requests of one case, as if they had been one. */
export const joined = (a: LineFacts, b: LineFacts): LineFacts => ({
  categories: new Set([...a.categories, ...b.categories]),
  days: [...a.days, ...b.days],
  targets: new Set([...a.targets, ...b.targets]),
  otherPeople: a.otherPeople + b.otherPeople,
  sensitive: new Set([...a.sensitive, ...b.sensitive]),
  origins: new Set([...a.origins, ...b.origins]),
  authority: weaker(a.authority, b.authority),
});
