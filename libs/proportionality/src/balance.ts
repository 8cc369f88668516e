import { type AssessmentInput } from './fields/input-fields.js';
import { aimGrade } from './grades/aim-grade.js';
import { expressionGrade } from './grades/expression-grade.js';
import { privacyGrade, type RightGrade } from './grades/privacy-grade.js';
import { type Step } from './grades/step.js';
import { type EngineProfile, type Weights } from './profiles/profile.js';
import { type Grade, type Severity } from './severity.js';

/** What the difference between aim and right means, mildest first. */
export const BANDS = ['AIM_OUTWEIGHS', 'STALEMATE', 'RIGHT_OUTWEIGHS', 'RIGHT_CLEARLY_OUTWEIGHS'] as const;
export type Band = (typeof BANDS)[number];

/** The balance alone returns a request at most; only a rule recommends refusal. @source proportionality 9 */
export const BAND_SEVERITY: Readonly<Record<Band, Severity>> = { AIM_OUTWEIGHS: 0, STALEMATE: 3, RIGHT_OUTWEIGHS: 5, RIGHT_CLEARLY_OUTWEIGHS: 5 };

/** Points that doubt about the facts takes off the aim. Doubt about the intrusion takes off nothing. @source proportionality 8 */
export const RELIABILITY_POINTS: Readonly<Record<AssessmentInput['necessity']['reliability'], number>> = { reliable: 0, plausible: -1, weak: -3, none: -8 };

/** Grades of one input. They do not depend on a profile. */
export interface Balance {
  readonly aim: { readonly grade: Grade; readonly steps: readonly Step[] };
  readonly reliability: { readonly value: string; readonly points: number };
  readonly privacy: RightGrade<0 | 1 | 2 | 3>;
  readonly expression: RightGrade<0 | 1>;
}

/** The same grades under the weights of one profile. `deltaExpression` is null where expression is not engaged. */
export interface Weighed {
  readonly profile: string;
  readonly weights: Weights;
  readonly deltaPrivacy: number;
  readonly deltaExpression: number | null;
  readonly bandPrivacy: Band;
  readonly bandExpression: Band | 'NOT_ENGAGED';
  readonly cumulation: boolean;
}

/** All grades of an input. @source proportionality 8 */
export function balanceOf(input: AssessmentInput): Balance {
  const { reliability } = input.necessity;
  return {
    aim: aimGrade(input),
    reliability: { value: reliability, points: RELIABILITY_POINTS[reliability] },
    privacy: privacyGrade(input),
    expression: expressionGrade(input),
  };
}

/** The band of a difference in steps between aim and right. */
export function bandOf(delta: number): Band {
  if (delta >= 1) return 'AIM_OUTWEIGHS';
  if (delta === 0) return 'STALEMATE';
  return delta >= -2 ? 'RIGHT_OUTWEIGHS' : 'RIGHT_CLEARLY_OUTWEIGHS';
}

/**
 * Weighs the grades under one profile: the weight formula in base-2 logarithms, so that it is addition of whole numbers.
 * Both rights together are compared as real sums of powers of two; with both differences at 1 or more no exponent is negative.
 * @source proportionality 9; Alexy, weight formula
 */
export function weigh({ aim, reliability, privacy, expression }: Balance, { id, weights }: EngineProfile): Weighed {
  const aimSide = aim.grade + reliability.points + weights.child;
  const privacySide = privacy.grade + weights.privacy;
  const expressionSide = expression.grade + weights.expression;
  const deltaPrivacy = aimSide - privacySide;
  const deltaExpression = expression.base > 0 ? aimSide - expressionSide : null;
  return {
    profile: id,
    weights,
    deltaPrivacy,
    deltaExpression,
    bandPrivacy: bandOf(deltaPrivacy),
    bandExpression: deltaExpression === null ? 'NOT_ENGAGED' : bandOf(deltaExpression),
    cumulation: deltaExpression !== null && deltaPrivacy >= 1 && deltaExpression >= 1 && 2 ** privacySide + 2 ** expressionSide >= 2 ** aimSide,
  };
}
