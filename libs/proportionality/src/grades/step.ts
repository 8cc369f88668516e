import { type AssessmentInput, type InputPath, valueAt } from '../fields/input-fields.js';
import { type Grade } from '../severity.js';

/** One step of a grade, with the answer that caused it. */
export interface Step {
  readonly code: string;
  readonly points: number;
  readonly because: { readonly path: InputPath; readonly value: unknown };
}

/** A step, or nothing where it changes no grade. */
export const step = (input: AssessmentInput, code: string, points: number, path: InputPath): Step[] =>
  points === 0 ? [] : [{ code, points, because: { path, value: valueAt(input, path) } }];

export const sumOf = (steps: readonly Step[]): number => steps.reduce((sum, { points }) => sum + points, 0);
export const clamp = (value: number, low: number, high: number): Grade => Math.max(low, Math.min(high, value)) as Grade;
