import { STEP_UP_MAX_AGE_S } from '@comity/casework';
import { PROBLEM_ERRORS_MAX, PROBLEMS, type ProblemCode } from '@comity/contract';

/** One cause of a 422: where in the body (JSON pointer as a fragment), which rule. `detail` never repeats what came in. */
export interface Cause {
  /** `#/lines/0/periodDays`; `#` is the whole body. */
  pointer: string;
  code: string;
  detail: string;
}

/** What a problem may say beside its code. */
export interface Facts {
  /** Words for this case; by default the list's own. Never content, a name or a text of the caller. */
  detail?: string;
  /** Rules of casework that refused, as they stand in the audit entry. */
  rules?: readonly string[];
  /** Causes, at most `PROBLEM_ERRORS_MAX` of which are answered. */
  errors?: readonly Cause[];
  /** Headers of the answer: a challenge, `Retry-After`, `Allow`. */
  headers?: Readonly<Record<string, string>>;
}

/** Seconds that `Retry-After` names where nothing better is known. */
const RETRY_S = '2';

/** A refusal or failure that has a code of the one list (`PROBLEMS`); the filter turns it into `application/problem+json`. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly facts: Facts = {},
  ) {
    super(code);
    this.name = 'Problem';
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** The wire form of `problem`. @param correlation id of the request, a UUID: the only thing in which two refusals of one kind differ. */
export function problemBody(problem: Problem, correlation: string): Record<string, unknown> {
  const { title, detail } = PROBLEMS[problem.code];
  const { rules, errors } = problem.facts;
  return {
    type: `urn:comity:problem:${problem.code}`,
    title,
    status: problem.status,
    detail: problem.facts.detail ?? detail,
    instance: `urn:uuid:${correlation}`,
    code: problem.code,
    // Which rule hides a record would tell that there is one.
    ...(rules?.length && problem.code !== 'not-found' ? { rules } : {}),
    ...(errors?.length ? { errors: errors.slice(0, PROBLEM_ERRORS_MAX) } : {}),
  };
}

/** Challenges of RFC 6750 and RFC 9470 for the two codes of 401. @source security.md 2.6 */
const CHALLENGE: Partial<Record<ProblemCode, Record<string, string>>> = {
  'sign-in': { 'www-authenticate': 'Bearer' },
  'step-up': { 'www-authenticate': `Bearer error="insufficient_user_authentication", acr_values="comity-2", max_age="${STEP_UP_MAX_AGE_S}"` },
};

/** Headers of the answer to `problem`: its own, a challenge, and `Retry-After` where the caller may come again. */
export function problemHeaders(problem: Problem): Record<string, string> {
  const again: Record<string, string> = problem.status === 429 || problem.status === 503 ? { 'retry-after': RETRY_S } : {};
  return { 'content-type': 'application/problem+json', ...again, ...CHALLENGE[problem.code], ...problem.facts.headers };
}
