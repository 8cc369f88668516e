/**
 * How much a result weighs: 0 pass, 1 and 2 note, 3 major point, 4 a decision above the agency is missing, 5 curable defect or
 * balance against, 6 ground of refusal.
 * @source proportionality 2
 */
export const SEVERITIES = [0, 1, 2, 3, 4, 5, 6] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Steps of a grade: light 0 to 2, moderate 3 to 5, serious 6 to 8; one step is a factor of two. @source proportionality 8 */
export const GRADES = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
export type Grade = (typeof GRADES)[number];

/** Who decides, mildest first. There is no value for *approved*. @source proportionality 2 */
export const ASSESSMENT_ROUTES = ['SINGLE_REVIEW', 'DOUBLE_LOCK', 'AUTHORISATION_REQUIRED', 'RETURN_FOR_COMPLETION', 'REFUSE_RECOMMENDED'] as const;
export type Route = (typeof ASSESSMENT_ROUTES)[number];

const ROUTE_OF: Readonly<Record<Severity, Route>> = {
  0: 'SINGLE_REVIEW',
  1: 'SINGLE_REVIEW',
  2: 'SINGLE_REVIEW',
  3: 'DOUBLE_LOCK',
  4: 'AUTHORISATION_REQUIRED',
  5: 'RETURN_FOR_COMPLETION',
  6: 'REFUSE_RECOMMENDED',
};

/** The route that the highest severity of all results leads to. */
export const routeOf = (severity: Severity): Route => ROUTE_OF[severity];

export type Status = 'pass' | 'note' | 'flag' | 'fail';
const STATUS_OF: Readonly<Record<Severity, Status>> = { 0: 'pass', 1: 'note', 2: 'note', 3: 'flag', 4: 'flag', 5: 'fail', 6: 'fail' };

/** The word for a severity. @source proportionality 14 */
export const statusOf = (severity: Severity): Status => STATUS_OF[severity];

/** The highest of these; 0 if there is none. */
export const worst = (...severities: readonly Severity[]): Severity => severities.reduce((high, one) => (one > high ? one : high), 0 as Severity);
