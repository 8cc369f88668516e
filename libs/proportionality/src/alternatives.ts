import { ProfileMissing, severityOf } from './assess.js';
import { type AssessmentInput } from './fields/input-fields.js';
import { isAssessmentInput } from './fields/problems-of.js';
import { type EngineProfile } from './profiles/profile.js';
import { type Route, routeOf, type Severity } from './severity.js';

type Edit = (input: AssessmentInput) => AssessmentInput;
const atMost = (input: AssessmentInput, days: number): number => Math.min(days, input.data.periodDays);

const EDITS = {
  'ALT-PRESERVE': (input) => ({ ...input, request: { ...input.request, measure: 'preserve' } }),
  'ALT-SUBSCRIBER': (input) => ({ ...input, data: { ...input.data, categories: ['subscriber'] } }),
  'ALT-IDENT': (input) => ({ ...input, data: { ...input.data, categories: ['identification_ip'], periodDays: atMost(input, 1) } }),
  'ALT-30D': (input) => ({ ...input, data: { ...input.data, periodDays: atMost(input, 30) } }),
  'ALT-ONE': (input) => ({ ...input, subjects: { ...input.subjects, count: 1, targeting: 'identified_identifier', bystanders: 0 } }),
} as const satisfies Record<string, Edit>;
export type AlternativeId = keyof typeof EDITS;

/** A milder variant of a request, with the route that it would get. */
export interface Alternative {
  readonly id: AlternativeId;
  readonly route: Route;
  readonly maxSeverity: Severity;
}

/**
 * Milder variants whose highest severity is lower than that of the request, in a fixed order; none for an input that does not fit.
 * The request itself is never edited; all other answers are taken as they are.
 * @throws {ProfileMissing} when there is no profile.
 * @source proportionality 10
 */
export function alternatives(input: unknown, profiles: readonly EngineProfile[]): Alternative[] {
  if (profiles.length === 0) throw new ProfileMissing();
  if (!isAssessmentInput(input)) return [];
  const asked = severityOf(input, profiles);
  return Object.entries<Edit>(EDITS).flatMap(([id, edit]) => {
    const maxSeverity = severityOf(edit(input), profiles);
    return maxSeverity < asked ? [{ id: id as AlternativeId, route: routeOf(maxSeverity), maxSeverity }] : [];
  });
}
