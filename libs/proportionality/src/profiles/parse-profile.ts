import { COOPERATION_BASES, GRADED_CATEGORIES } from '../value-lists.js';
import { DUAL_CRIMINALITY_RULES, type EngineProfile, PURPOSE_SCOPES, RANKS, WEIGHED } from './profile.js';

/** A profile that breaks the limits of its interface. `paths` names every faulty place. */
export class ProfileInvalid extends Error {
  override readonly name = 'ProfileInvalid';
  constructor(readonly paths: readonly string[]) {
    super(`the profile does not fit: ${paths.join(', ')}`);
  }
}

type Test = (value: unknown) => boolean;
type Shape = { readonly [key: string]: Test | Shape };

const isText: Test = (value) => typeof value === 'string' && value.length > 0;
const isCount: Test = (value) => Number.isInteger(value) && (value as number) >= 0;
const isPositive: Test = (value) => isCount(value) && value !== 0;
const isMonths: Test = (value) => isCount(value) && (value as number) <= 600;
const among =
  (values: readonly unknown[]): Test =>
  (value) =>
    values.includes(value);
const listOf =
  (values: readonly unknown[]): Test =>
  (value) =>
    Array.isArray(value) && value.every((one) => values.includes(one)) && new Set(value).size === value.length;
const each = (keys: readonly string[], test: Test): Shape => Object.fromEntries(keys.map((key) => [key, test]));

const SHAPE: Shape = {
  id: isText,
  version: isText,
  weights: each(WEIGHED, among([0, 1, 2])),
  purposeScope: among(PURPOSE_SCOPES),
  compensation: among([true, false]),
  dualCriminality: among(DUAL_CRIMINALITY_RULES),
  bulkThreshold: isPositive,
  periodReviewDays: isPositive,
  retentionMaxDays: isPositive,
  urgentHorizonHours: isPositive,
  urgentExPostCategories: listOf(GRADED_CATEGORIES),
  cooperationBases: listOf(COOPERATION_BASES.filter((basis) => basis !== 'none')),
  authorisation: each(GRADED_CATEGORIES, among(RANKS)),
  thresholdMonths: each(GRADED_CATEGORIES, isMonths),
};

function faultsOf(shape: Shape, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [path === '' ? 'profile' : path];
  const record = value as Record<string, unknown>;
  return Object.entries(shape).flatMap(([key, test]) => {
    const at = path === '' ? key : `${path}.${key}`;
    if (!Object.hasOwn(record, key)) return [at];
    if (typeof test !== 'function') return faultsOf(test, record[key], at);
    return test(record[key]) ? [] : [at];
  });
}

/** A profile moves the balance by one step at most. @source proportionality 7, rule 5 */
function faultsOfWeights({ weights: { child, privacy, expression } }: EngineProfile): string[] {
  const isFar = (weight: number): boolean => Math.abs(child - weight) > 1;
  return [...(isFar(privacy) ? ['weights.privacy'] : []), ...(isFar(expression) ? ['weights.expression'] : [])];
}

/**
 * Checks a profile when it is loaded, so that an assessment never meets a wrong one. Keys that the engine does not read are left alone.
 * @returns the same object
 * @throws {ProfileInvalid} with every faulty path; the cooperation basis `none` is among them, because it never carries a request.
 * @source proportionality 7
 */
export function parseProfile<P extends EngineProfile = EngineProfile>(value: unknown): P {
  const faults = faultsOf(SHAPE, value, '');
  if (faults.length > 0) throw new ProfileInvalid(faults);
  const profile = value as P;
  const weights = faultsOfWeights(profile);
  if (weights.length > 0) throw new ProfileInvalid(weights);
  return profile;
}
