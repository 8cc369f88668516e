import * as fc from 'fast-check';
import { assess, type Assessment } from '../assess.js';
import { CHECK_IDS } from '../check-ids.js';
import { type AssessmentInput } from '../fields/input-fields.js';
import { BENCHMARK_PROFILES } from '../profiles/benchmark-profiles.js';
import { DEMONSTRATION_PROFILES } from '../profiles/demonstration-profiles.js';
import { type EngineProfile } from '../profiles/profile.js';
import { aRequest } from './a-request.js';

/** Random requests a property is tried on. `COMITY_PROPERTY_RUNS` asks for more where there is time. */
export const RUNS = Number(process.env['COMITY_PROPERTY_RUNS'] ?? 2000);

/** Every benchmark profile, and two of the demonstration that are stricter than any of them. */
export const PROFILES: readonly EngineProfile[] = [...Object.values(BENCHMARK_PROFILES), DEMONSTRATION_PROFILES.KE, DEMONSTRATION_PROFILES.SE];
export const aProfile = (): fc.Arbitrary<EngineProfile> => fc.constantFrom(...PROFILES);

/**
 * Holds a property to {@link RUNS} random requests, each under a random profile; a counterexample is shown at its smallest.
 * @param more further random values. @param test false or an exception breaks the property
 */
export function holds<T extends [unknown, ...unknown[]] | []>(
  more: { [K in keyof T]: fc.Arbitrary<T[K]> },
  test: (input: AssessmentInput, profile: EngineProfile, ...rest: T) => boolean,
): void {
  const values = fc.tuple<[AssessmentInput, EngineProfile, ...T]>(aRequest(), aProfile(), ...(more as never));
  fc.assert(
    fc.property(values, ([input, profile, ...rest]) => test(input, profile, ...(rest as unknown as T))),
    { numRuns: RUNS },
  );
}

/** Severity of each check, in the order of the checks. One that does not apply counts as a pass, which is what its absence means. */
export function severities(input: AssessmentInput, ...profiles: EngineProfile[]): number[] {
  const found = new Map(assess(input, profiles).results.map(({ id, severity }) => [id, severity]));
  return CHECK_IDS.map((id) => found.get(id) ?? 0);
}

/** Whether no check is judged milder in the second list than in the first. */
export const isNoMilder = (before: readonly number[], after: readonly number[]): boolean => before.every((severity, at) => (after[at] ?? 0) >= severity);

/** The privacy grade; every valid input has one. */
export function privacyOf({ balance }: Assessment): number {
  if (balance === null) throw new TypeError('a valid input is expected here');
  return balance.privacy.grade;
}
