import { type Balance, balanceOf, weigh, type Weighed } from './balance.js';
import { type CheckId, type Limb, LIMBS } from './check-ids.js';
import { type Check, CHECKS } from './checks/register.js';
import { type Citation } from './checks/rule.js';
import { type Facts, factsOf } from './facts.js';
import { type AssessmentInput, valueAt } from './fields/input-fields.js';
import { type Problem, problemsOf } from './fields/problems-of.js';
import { type EngineProfile } from './profiles/profile.js';
import { type Route, routeOf, type Severity, type Status, statusOf, worst } from './severity.js';

/** Version of rules, grades and thresholds. Any change of a grade, band, severity or threshold raises it. */
export const ENGINE_VERSION = '1.0.0';

/** One answer of the input, or one faulty place of it. A path that is missing has the value null. */
export interface Cause {
  readonly path: string;
  readonly value: unknown;
}

/** What one check found. `profile` is the one that gave this severity. */
export interface Result {
  readonly id: CheckId;
  readonly limb: Limb;
  readonly severity: Severity;
  readonly status: Status;
  readonly because: readonly Cause[];
  readonly question: `check.${CheckId}.question`;
  readonly sources: readonly Citation[];
  readonly cure: `check.${CheckId}.cure`;
  readonly absolute: boolean;
  readonly profile: string;
}

/** A notice never changes the route: a child may stay at risk, and a gap in the law. @source proportionality 6 */
export type Notice = 'PRT-01' | 'PRT-02';

/** What the engine says about a request. No value of it means approval. @source proportionality 14 */
export interface Assessment {
  readonly engineVersion: string;
  readonly profiles: readonly string[];
  readonly route: Route;
  readonly maxSeverity: Severity;
  readonly routeBecause: readonly CheckId[];
  readonly limbs: Readonly<Record<Limb, Severity>>;
  readonly results: readonly Result[];
  readonly balance: (Balance & { readonly perProfile: readonly Weighed[] }) | null;
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
}

/** An assessment needs at least one profile; leaving all out is a fault of the caller, not of the input. */
export class ProfileMissing extends Error {
  override readonly name = 'ProfileMissing';
  constructor() {
    super('an assessment needs at least one profile');
  }
}

const resultOf = (check: Check, severity: Severity, because: readonly Cause[], profile: string): Result => ({
  id: check.id,
  limb: check.limb,
  severity,
  status: statusOf(severity),
  because,
  question: `check.${check.id}.question`,
  sources: check.law,
  cure: `check.${check.id}.cure`,
  absolute: check.absoluteAt === severity,
  profile,
});

function run(check: Check, facts: Facts): Result | null {
  if (check.only && !check.only(facts)) return null;
  const paths = check.cited?.(facts) ?? check.cites;
  const because = paths.map((path) => ({ path, value: valueAt(facts.input, path) }));
  return resultOf(check, check.judge(facts), because, facts.profile.id);
}

/** The result of the strictest profile; of equals, the one of the profile named first. */
function strictest(check: Check, perProfile: readonly Facts[]): Result[] {
  const results = perProfile.map((facts) => run(check, facts)).filter((result) => result !== null);
  return results.length === 0 ? [] : [results.reduce((kept, next) => (next.severity > kept.severity ? next : kept))];
}

const factsUnder = (input: AssessmentInput, balance: Balance, profiles: readonly EngineProfile[]): Facts[] =>
  profiles.map((profile) => factsOf(input, profile, balance, weigh(balance, profile)));

/** The highest severity of a valid input and nothing else, for variants that nobody asks to explain. */
export function severityOf(input: AssessmentInput, profiles: readonly EngineProfile[]): Severity {
  const perProfile = factsUnder(input, balanceOf(input), profiles);
  return worst(...perProfile.flatMap((facts) => CHECKS.filter(({ only }) => only?.(facts) ?? true).map(({ judge }) => judge(facts))));
}

function noticesOf(input: AssessmentInput, { aim }: Balance, results: readonly Result[]): Notice[] {
  const isAtRisk = input.aim.harmStatus === 'ongoing' || input.aim.harmStatus === 'imminent';
  const hasNoLaw = results.some(({ id, severity }) => id === 'LEG-01' && severity === 6);
  return [
    ...(isAtRisk && worst(...results.map(({ severity }) => severity)) >= 5 ? (['PRT-01'] as const) : []),
    ...(hasNoLaw && aim.grade >= 6 ? (['PRT-02'] as const) : []),
  ];
}

function conclude(results: readonly Result[], profiles: readonly EngineProfile[]) {
  const maxSeverity = worst(...results.map(({ severity }) => severity));
  const of = (limb: Limb): Severity => worst(...results.filter((result) => result.limb === limb).map(({ severity }) => severity));
  return {
    engineVersion: ENGINE_VERSION,
    profiles: profiles.map(({ id, version }) => `${id}@${version}`),
    route: routeOf(maxSeverity),
    maxSeverity,
    routeBecause:
      maxSeverity === 0
        ? []
        : results
            .filter(({ severity }) => severity === maxSeverity)
            .map(({ id }) => id)
            .sort(),
    limbs: Object.fromEntries(LIMBS.map((limb) => [limb, of(limb)])) as Record<Limb, Severity>,
    results,
  };
}

/** Value at a dotted path of anything, null where there is none. */
const anythingAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : null), value);

function assessFaulty(input: unknown, problems: readonly Problem[], profiles: readonly EngineProfile[], profile: string): Assessment {
  const because = problems.map(({ path }) => ({ path, value: anythingAt(input, path) }));
  const results = CHECKS.filter(({ id }) => id === 'CMP-01').map((check) => resultOf(check, 5, because, profile));
  return { ...conclude(results, profiles), balance: null, problems, notices: [] };
}

/**
 * Takes the answers about one data request and says which limb carries, which fails, why, and who must decide. It never decides.
 * Pure: equal arguments give an equal assessment. It throws on no input; one that does not fit gives CMP-01 alone with every faulty path.
 * @param input an {@link AssessmentInput}, or anything
 * @param profiles under which it is judged; the strictest wins check by check. The platform passes holding, requesting and UN.
 * @throws {ProfileMissing} when there is no profile.
 * @source proportionality 1 to 9, 14
 */
export function assess(input: unknown, profiles: readonly EngineProfile[]): Assessment {
  const [first] = profiles;
  if (first === undefined) throw new ProfileMissing();
  const problems = problemsOf(input);
  if (problems.length > 0) return assessFaulty(input, problems, profiles, first.id);
  const valid = input as AssessmentInput;
  const balance = balanceOf(valid);
  const perProfile = factsUnder(valid, balance, profiles);
  const results = CHECKS.flatMap((check) => strictest(check, perProfile));
  const weighed = perProfile.map((facts) => facts.weighed);
  return { ...conclude(results, profiles), balance: { ...balance, perProfile: weighed }, problems: [], notices: noticesOf(valid, balance, results) };
}
