import { type FastifyRequest } from 'fastify';
import { actorOf } from './officer.js';
import { type Problem } from './problem.js';
import { type Refusal, type Refusals } from './refusals.js';

/** Codes that mean: the lifecycle has no such step, or one of its guards refuses. */
const STEP_CODES = ['step', 'not-current', 'version', 'incomplete', 'not-granted', 'second-person', 'certificate', 'log-unavailable', 'closed'];
/** Codes that mean: this person may not do or see this. */
const ACCESS_CODES = ['not-allowed', 'purpose', 'terms', 'not-found', 'step-up'];
/** What the first part of an address names by its `:id`; the act's own name says what would come of it, a finding or a package. */
const RECORDS: Readonly<Record<string, string>> = { referrals: 'referral', requests: 'request', reviews: 'review', decisions: 'decision', disclosures: 'disclosure', cases: 'case', certificates: 'certificate', exams: 'exam', 'exam-questions': 'question' };
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Facts of a refused step that the error knew: state it started from and guard that refused. */
export interface RefusedStep {
  from: string;
  guard: string;
}

/**
 * The entry that a refused call leaves, or undefined where nothing was attempted: bytes that could not be read, an address that does not exist.
 * @param act name of the act, absent where no handler took the call.
 */
export function refusalOf(request: FastifyRequest, problem: Problem, act: string | undefined, step: RefusedStep | undefined): Refusal | undefined {
  const { officer } = request;
  if (problem.code === 'sign-in') return { kind: 'auth.refused', actor: { unknown: true }, data: { cause: 'unknown' } };
  if (!officer || !act) return undefined;
  const rules = [...new Set(problem.facts.rules ?? [problem.code])].sort();
  const id = (request.params as { id?: string } | undefined)?.id?.toLowerCase();
  const type = RECORDS[/\/([a-z-]+)\/:id\b/.exec(request.routeOptions.url ?? '')?.[1] ?? ''];
  const known = id && type && UUID.test(id) ? { on: { type, id } } : {};
  const who = { actor: actorOf(officer), ...known };
  if (STEP_CODES.includes(problem.code)) {
    const { from, guard } = step ?? { from: 'unknown', guard: problem.code };
    return { kind: 'step.refused', ...who, data: { act, from, guard, rules, status: problem.status } };
  }
  if (ACCESS_CODES.includes(problem.code)) return { kind: 'access.refused', ...who, data: { act, rules, status: problem.status } };
  return undefined;
}

/** For the problem filter: writes the entry of a refusal under the caller's own context. */
export const noteRefusals =
  (refusals: Refusals, actOf: (request: FastifyRequest) => string | undefined) =>
  async (request: FastifyRequest, problem: Problem): Promise<void> => {
    const refusal = refusalOf(request, problem, actOf(request), (problem as { step?: RefusedStep }).step);
    if (refusal) await refusals.note(request.officer, refusal);
  };
