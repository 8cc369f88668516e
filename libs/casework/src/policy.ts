import { type Act, type ActRule, ACTS } from './act-table.js';
import { certificateFor } from './certificates.js';
import { POLICY_RULES, purposeOf } from './policy-rules.js';
import { type Environment, type Obligation, type PolicyObject, type Subject, type Verdict } from './policy-types.js';
import { knowsOf, type Relation, relatesBy } from './relations.js';
import { type Refusal } from './refusals.js';
import { type Role } from './roles.js';
import { isStepUpFresh } from './step-up.js';

const refuse = (reason: Refusal, ...ruleIds: readonly string[]): Verdict => ({ allow: false, ruleIds, obligations: [], reason, purpose: null });
const allow = (ruleIds: readonly string[], obligations: readonly Obligation[] = [], purpose: string | null = null): Verdict => ({
  allow: true,
  ruleIds,
  obligations,
  reason: null,
  purpose,
});

/** Roles of this subject that the act names; empty if none. */
const rolesFor = (subject: Subject, rule: ActRule): readonly Role[] => subject.roles.filter((role) => rule.roles[role] !== undefined);

/** What holds whatever the object is: who asks, with what role, terms, certificate and sign-in. Null if nothing stands against it. */
function refusedOnRoute(subject: Subject, rule: ActRule, env: Environment): Verdict | null {
  if (rule.class === 'system') return subject.caller === 'worker' ? null : refuse('not-allowed', 'worker-only');
  if (subject.caller === 'worker') return refuse('not-allowed', 'not-for-worker');
  if (!subject.termsAccepted && !rule.withoutTerms) return refuse('terms', 'terms');
  if (rolesFor(subject, rule).length === 0) return refuse('not-allowed', 'role');
  if (subject.caller === 'machine' && (rule.machineScope === undefined || !subject.scopes.includes(rule.machineScope)))
    return refuse('not-allowed', 'machine-scope');
  if (rule.certificate && !certificateFor(subject.certificates, rule.certificate, env.nowMs)) return refuse('certificate', `certificate.${rule.certificate}`);
  if (rule.stepUp && !(subject.signIn && isStepUpFresh(subject.signIn, env.realNowMs))) return refuse('step-up', 'step-up');
  return null;
}

/** A role that the act names, with a relation of it that holds. */
type Way = { readonly role: Role; readonly relation: Relation };

const waysOf = (subject: Subject, rule: ActRule, object: PolicyObject): readonly Way[] =>
  rolesFor(subject, rule)
    .flatMap((role) => (rule.roles[role] ?? []).map((relation) => ({ role, relation })))
    .filter(({ relation }) => relatesBy(relation, subject, object));

/** Rules of the act that this way does not keep. A rule that nobody wrote is not kept. */
const brokenRules = (rule: ActRule, subject: Subject, object: PolicyObject, env: Environment, role: Role): readonly string[] =>
  (rule.rules ?? []).filter((id) => !POLICY_RULES[id]?.holds(subject, object, env, role));

/** What the use case owes for the way in which the content is reached. */
function obligationsOf(rule: ActRule, object: PolicyObject, ways: readonly Way[]): readonly Obligation[] {
  if (rule.class !== 'read') return [];
  const only = (relation: Relation): boolean => ways.every((way) => way.relation === relation);
  const owed: Obligation[] = ['log-read', 'mask-c3'];
  if (only('review')) owed.push('minimise');
  if (only('holding')) owed.push('granted-scope');
  if (only('mandate') || only('any')) owed.push('metadata-only');
  if (object.handling.includes('H1')) owed.push('mark-h1');
  if (object.handling.includes('H3')) owed.push('acknowledge-h3');
  return owed;
}

/**
 * Decides whether an act is allowed. It is asked three times: by the guard of the route with `object` null, by the use case with
 * the locked row, and by the portal to hide what would be refused. Whatever is not allowed by a row of the table is refused.
 * @param object null where there is none yet; then only what holds for every object is looked at
 * @source security 2.3
 */
export function decide(subject: Subject, act: string, object: PolicyObject | null, env: Environment): Verdict {
  const rule: ActRule | undefined = Object.hasOwn(ACTS, act) ? ACTS[act as Act] : undefined;
  if (!rule) return refuse('not-allowed', 'act');
  if (env.readOnly && rule.class !== 'list' && rule.class !== 'read') return refuse('closed', 'incident');
  const onRoute = refusedOnRoute(subject, rule, env);
  if (onRoute) return onRoute;
  if (rule.class === 'release' && !env.logWell) return refuse('log-unavailable', 'log-well');
  if (rule.class === 'system') return allow(['worker']);

  const purpose = rule.class === 'read' ? purposeOf(subject, object?.purpose ?? null, env.purpose) : null;
  if (!object) {
    if (rule.class === 'read' && env.purpose !== null && purpose === null) return refuse('purpose', 'purpose');
    return allow(
      rolesFor(subject, rule).map((role) => `role.${role}`),
      [],
      purpose,
    );
  }
  const ways = waysOf(subject, rule, object);
  if (ways.length === 0) return refuse(knowsOf(subject, object) ? 'not-allowed' : 'not-found', 'relation');
  const open = ways.filter(({ role }) => brokenRules(rule, subject, object, env, role).length === 0);
  if (open.length > 0)
    return allow(
      open.map(({ role, relation }) => `role.${role}.${relation}`),
      obligationsOf(rule, object, open),
      purpose,
    );
  const broken = ways.flatMap(({ role }) => brokenRules(rule, subject, object, env, role));
  return refuse(POLICY_RULES[broken[0] ?? '']?.problem ?? 'not-allowed', ...new Set(broken));
}
