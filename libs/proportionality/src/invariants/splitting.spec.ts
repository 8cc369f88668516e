import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { assess } from '../assess.js';
import { type CombinableLine, type CombinedLines, combineLines } from '../combine-lines.js';
import { type AssessmentInput, type InputPath } from '../fields/input-fields.js';
import { withAnswer } from '../testing/a-request.js';
import { holds } from '../testing/properties.js';
import { DATA_CATEGORIES, TRI } from '../value-lists.js';

const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-02-${String(number).padStart(2, '0')}`);
const aLine: fc.Arbitrary<CombinableLine> = fc.record({
  category: fc.constantFrom(...DATA_CATEGORIES),
  days: fc.tuple(day, day).map(([a, b]) => (a < b ? { first: a, last: b } : { first: b, last: a })),
  target: fc.constantFrom('a', 'b', 'c', 'd'),
  answers: fc.record({ 'necessity.suitable': fc.constantFrom(...TRI), 'necessity.lessIntrusiveAvailable': fc.constantFrom(...TRI) }),
});
const aPart = fc.array(aLine, { minLength: 1, maxLength: 4 });

const asking = (request: AssessmentInput, lines: CombinedLines, count: number, bystanders: number): AssessmentInput =>
  Object.entries(lines.answers).reduce((input, [path, answer]) => withAnswer(input, path as InputPath, answer), {
    ...request,
    data: { ...request.data, categories: lines.categories, periodDays: lines.periodDays },
    subjects: { ...request.subjects, count, bystanders },
  } as AssessmentInput);

describe('splitting a request', () => {
  it('and joining its parts never gives a milder route (INV-27)', () => {
    holds([aPart, aPart], (input, profile, first, second) => {
      const lines = combineLines([...first, ...second]);
      const whole = asking(input, lines, lines.count, input.subjects.bystanders);
      // Convention (f): persons of the parts are summed, though one person may stand in both.
      const joint = asking(input, lines, combineLines(first).count + combineLines(second).count, 2 * input.subjects.bystanders);
      return assess(joint, [profile]).maxSeverity >= assess(whole, [profile]).maxSeverity;
    });
  });

  it('never makes a part stricter than the whole, so that nothing is lost by asking for less', () => {
    holds([aPart, aPart], (input, profile, first, second) => {
      const [part, all] = [combineLines(first), combineLines([...first, ...second])];
      const severity = (lines: CombinedLines) => assess(asking(input, lines, lines.count, input.subjects.bystanders), [profile]).maxSeverity;
      return severity(part) <= severity(all);
    });
  });
});
