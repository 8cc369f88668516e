import { type RequestSubmission } from '@comity/contract';
import { type Alternative, alternatives, assess, type AssessmentInput, type EngineProfile } from '@comity/proportionality';
import { sha256Of } from '../requests/request-content.js';
import { type SealedPlace } from '../shared/seal.js';
import { inputOfLines } from './input-of-lines.js';
import { stored, type StoredAssessment } from './stored-assessment.js';

/** All that one screening found. No value of it means approval. @source exchange.md 1.15 */
export interface ScreeningResult {
  whole: StoredAssessment;
  lines: { line: number; assessment: StoredAssessment }[];
  /** All open requests of the case as one, under the answers of the one that weighs most; null where there is only this one. */
  joint: { requests: number; assessment: StoredAssessment } | null;
  /** Milder variants, with the route that each would get. */
  alternatives: Alternative[];
}

/** Assesses a request whole and each of its lines alone. @param profiles holding, requesting, floor. */
export function assessAll(
  input: AssessmentInput,
  submission: RequestSubmission,
  profiles: readonly unknown[],
  joint: ScreeningResult['joint'] = null,
): ScreeningResult {
  // Profiles were checked when they were activated.
  const law = profiles as readonly EngineProfile[];
  return {
    whole: stored(assess(input, law)),
    lines: submission.lines.map((line) => ({ line: line.line, assessment: stored(assess(inputOfLines(input, submission, [line]), law)) })),
    joint,
    alternatives: alternatives(input, law),
  };
}

/** The strictest of everything that was assessed: splitting a request gains nothing. */
export const strictest = ({ whole, lines, joint }: ScreeningResult): StoredAssessment =>
  [...lines.map(({ assessment }) => assessment), ...(joint ? [joint.assessment] : [])].reduce(
    (high, one) => (one.maxSeverity > high.maxSeverity ? one : high),
    whole,
  );

/** Where input (`path: 'input'`) and result (`path: 'result'`) of a screening lie, as somebody of `agencyId` may open them. */
export const screeningPlace = (agencyId: string, screening: { id: string; version: number }): SealedPlace & { path: string } => ({
  agencyId,
  record: { type: 'screening', id: screening.id },
  version: screening.version,
  class: 'C5',
  path: 'result',
});

/** SHA-256, hex, over the canonical JSON of an input. */
export const hashOf = (input: AssessmentInput): string => sha256Of(input);
/** SHA-256, hex, over the canonical JSON of a result: what a decision names as the screening that it read. */
export const resultHashOf = (result: ScreeningResult): string => sha256Of(result);
