import { decide, type PolicyObject, type Subject, type Verdict } from '@comity/casework';
import { type Officer } from './officer.js';
import { Problem } from './problem.js';
import { type Moment, type Tx } from './transactions.js';

/** An object about which nothing is known: no relation holds. Rooms fill in what the locked row says. */
export const NOTHING: PolicyObject = {
  ownerAgency: '',
  requestingAgency: null,
  holdingAgency: null,
  recipientAgency: null,
  caseAgencies: [],
  jurisdictions: [],
  authors: [],
  assigned: [],
  reviewers: [],
  recused: [],
  answerers: [],
  purpose: null,
  handling: [],
  urgent: false,
  openStopOrder: false,
};

/** The officer as the policy function sees it. */
export function subjectOf(officer: Officer): Subject {
  return {
    caller: 'person',
    personId: officer.personId,
    agencyId: officer.agencyId,
    agencyKind: officer.agencyKind,
    jurisdiction: officer.jurisdiction,
    roles: officer.roles,
    certificates: officer.certificates,
    termsAccepted: officer.termsAccepted,
    signIn: { acr: officer.acr, authTimeMs: officer.authTime.getTime() },
    scopes: [],
    examiner: officer.examiner,
    mandate: officer.scopes.auditor === 'full' ? 'all' : [officer.jurisdiction],
  };
}

/** What surrounds the act beside the clocks. */
export interface Around {
  /** Code of `Comity-Purpose`. */
  purpose?: string | undefined;
  /** From `logIsWell`; asked for acts that release something. */
  logWell?: boolean;
}

/**
 * Asks the policy function. The guard asks with `object` null, the use case again with the locked row.
 * @returns the verdict: its obligations bind the caller, its purpose is the one to log.
 * @throws {Problem} the refusal's own code, with the rules that refused.
 */
export function authorise(officer: Officer, act: string, object: PolicyObject | null, moment: Moment, around: Around = {}): Verdict {
  const verdict = decide(subjectOf(officer), act, object, {
    nowMs: moment.now.getTime(),
    realNowMs: moment.at.getTime(),
    readOnly: false,
    logWell: around.logWell ?? true,
    purpose: around.purpose ?? null,
  });
  if (verdict.allow) return verdict;
  if (verdict.reason === 'step-up') throw stepUpProblem(verdict.ruleIds);
  throw new Problem(verdict.reason ?? 'not-allowed', { rules: verdict.ruleIds });
}

/** The challenge of RFC 9470: sign in again with the strong factor, at most 300 s ago. */
function stepUpProblem(rules: readonly string[]): Problem {
  const challenge = 'Bearer error="insufficient_user_authentication", acr_values="comity-2", max_age="300"';
  return new Problem('step-up', { rules, headers: { 'www-authenticate': challenge } });
}

/** Seconds after which an unsequenced entry, or hours after which an old checkpoint, stops acts that release something. */
const QUEUE_S = 60;
const PUBLISHED_S = 4 * 3600;

/**
 * Whether acts that release something may go on: the log is not frozen, its queue is young and its last checkpoint is too.
 * @source log.md 3.3
 */
export async function logIsWell(tx: Tx): Promise<boolean> {
  const [health] = await tx.query<{ frozen: boolean; queue: string | null; published: string | null }[]>(
    'select frozen, queue_age_s as queue, published_age_s as published from tlog.health()',
  );
  return health !== undefined && !health.frozen && Number(health.queue ?? 0) <= QUEUE_S && Number(health.published ?? 0) <= PUBLISHED_S;
}
