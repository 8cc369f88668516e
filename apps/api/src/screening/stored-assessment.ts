import { type Assessment, type CheckId, CHECKS, type Result } from '@comity/proportionality';

/**
 * One check as it is kept: what it found and where. Question, cure and law stand with the check itself, the values of the paths in the input that is
 * sealed beside the result; to repeat them in every result made five sixths of its bytes.
 */
export interface StoredResult extends Pick<Result, 'id' | 'severity' | 'profile'> {
  readonly paths: readonly string[];
}

/** An assessment as it is kept. An engine that words a check anew has a new version and keeps the old words under the old one. */
export type StoredAssessment = Omit<Assessment, 'results'> & { readonly results: readonly StoredResult[] };

const BY_ID: ReadonlyMap<CheckId, (typeof CHECKS)[number]> = new Map(CHECKS.map((check) => [check.id, check]));

/** The check that gave this result, with its question, cure and law. */
export const checkOf = ({ id }: StoredResult): (typeof CHECKS)[number] => BY_ID.get(id)!;

/** Whether no departure is offered from this result. */
export const isAbsolute = (result: StoredResult): boolean => checkOf(result).absoluteAt === result.severity;

/** Leaves out what can be read again from the check and the input. */
export const stored = ({ results, ...rest }: Assessment): StoredAssessment => ({
  ...rest,
  results: results.map(({ id, severity, profile, because }) => ({ id, severity, profile, paths: because.map(({ path }) => path) })),
});
