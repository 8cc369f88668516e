import { type AssessmentInput } from '../fields/input-fields.js';
import { type Grade } from '../severity.js';
import { type RightGrade } from './privacy-grade.js';
import { clamp, step, sumOf } from './step.js';

const BASE: Readonly<Record<AssessmentInput['expression']['engaged'], Grade>> = {
  none: 0,
  incidental: 1,
  anonymity: 2,
  association: 4,
  political: 5,
  source: 7,
};

/**
 * How far the request touches what people say, read and join. The right is engaged if the base is above 0.
 * @source proportionality 8, "Expression"
 */
export function expressionGrade(input: AssessmentInput): RightGrade<0 | 1> {
  const { subjects, data, authorisation } = input;
  const base = BASE[input.expression.engaged];
  const isEngaged = base > 0;
  const isForAll = data.encryption === 'general_weakening' || data.encryption === 'general_scanning';
  const modifiers = [
    ...step(input, 'TARGETING', isEngaged && subjects.targeting === 'general_indiscriminate' ? 2 : 0, 'subjects.targeting'),
    ...step(input, 'ENCRYPTION', isForAll ? 3 : 0, 'data.encryption'),
    ...step(input, 'PERSONS', isEngaged && subjects.count > 100 ? 1 : 0, 'subjects.count'),
  ];
  const isOrdered = (authorisation.level === 'independent_admin' || authorisation.level === 'judge') && authorisation.individualReasons === 'yes';
  const credits = step(input, 'REASONED_ORDER', isEngaged && isOrdered ? -1 : 0, 'authorisation.level');
  const creditApplied = credits.length > 0 ? 1 : 0;
  return { base, modifiers, credits, creditApplied, grade: clamp(base + sumOf(modifiers) - creditApplied, 0, 8) };
}
