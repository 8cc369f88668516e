import { AIMS_NEVER_SERVED, OVERSIGHT_PURPOSES } from './lists.js';
import { type Environment, type PolicyObject, type Subject } from './policy-types.js';
import { type Refusal } from './refusals.js';
import { type Role } from './roles.js';

/** `role` is the one through which the person would act: somebody with two roles is judged in each by itself. */
type Rule = {
  readonly problem: Refusal;
  readonly says: string;
  readonly holds: (subject: Subject, object: PolicyObject, env: Environment, role: Role) => boolean;
};

/** The author of a referral does not approve it, under whatever account. */
export const authorIsNotApprover = (subject: Pick<Subject, 'personId'>, object: Pick<PolicyObject, 'authors'>): boolean =>
  !object.authors.includes(subject.personId);

/** Who answered lines does not send them, under whatever account. */
export const answererIsNotSender = (subject: Pick<Subject, 'personId'>, object: Pick<PolicyObject, 'answerers'>): boolean =>
  !object.answerers.includes(subject.personId);

/**
 * The purpose under which content is read: the record's own aim if none is named. A body of oversight names one of its own purposes.
 * @returns null if the purpose is not allowed
 */
export function purposeOf(subject: Pick<Subject, 'roles'>, recordAim: string | null, named: string | null): string | null {
  const oversight: readonly string[] = OVERSIGHT_PURPOSES;
  if (subject.roles.includes('auditor')) return named === null ? 'oversight_inspection' : oversight.includes(named) ? named : null;
  const purpose = named ?? recordAim;
  if (purpose === null || (recordAim !== null && purpose !== recordAim)) return null;
  return oversight.includes(purpose) || (AIMS_NEVER_SERVED as readonly string[]).includes(purpose) ? null : purpose;
}

/** Rules of single acts, beside role and relation. The table of acts names them by id. */
export const POLICY_RULES: Readonly<Record<string, Rule>> = {
  'author-not-approver': { problem: 'second-person', says: 'the author does not approve', holds: authorIsNotApprover },
  'answerer-not-sender': { problem: 'second-person', says: 'who answered lines does not send them', holds: answererIsNotSender },
  'supervisor-only-if-urgent': {
    problem: 'not-allowed',
    says: 'a supervisor submits only what is urgent',
    holds: (_subject, object, _env, role) => role !== 'supervisor' || object.urgent,
  },
  examiner: { problem: 'not-allowed', says: 'an auditor whose grant has the scope `examiner`', holds: (subject) => subject.examiner },
  'no-stop-order': { problem: 'closed', says: 'no stop order is open on it', holds: (_subject, object) => !object.openStopOrder },
  'returned-to-asker': {
    problem: 'not-found',
    says: 'the agency that asks reads the checks of a request that was returned, and of no other',
    holds: (_subject, object, _env, role) => role === 'liaison' || role === 'lead' || object.returned === true,
  },
  purpose: {
    problem: 'purpose',
    says: 'read for the aim of the record, or for an oversight purpose',
    holds: (subject, object, env) => purposeOf(subject, object.purpose, env.purpose) !== null,
  },
};
