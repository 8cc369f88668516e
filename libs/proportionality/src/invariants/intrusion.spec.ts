import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { assess } from '../assess.js';
import { type AssessmentInput, valueAt } from '../fields/input-fields.js';
import { type EngineProfile } from '../profiles/profile.js';
import { withAnswer } from '../testing/a-request.js';
import { holds, privacyOf } from '../testing/properties.js';
import { DATA_CATEGORIES } from '../value-lists.js';

function isNoMilder(mild: AssessmentInput, severe: AssessmentInput, profile: EngineProfile): boolean {
  const [before, after] = [assess(mild, [profile]), assess(severe, [profile])];
  return after.maxSeverity >= before.maxSeverity && privacyOf(after) >= privacyOf(before);
}

describe('more intrusion never lowers severity or privacy grade', () => {
  it.each([
    ['more persons', 'subjects.count', 'INV-03'],
    ['more bystanders', 'subjects.bystanders', 'INV-04'],
    ['a longer period', 'data.periodDays', 'INV-05'],
  ] as const)('%s at %s (%s)', (_name, path, _invariant) => {
    holds([fc.integer({ min: 1, max: 1500 })], (input, profile, more) =>
      isNoMilder(input, withAnswer(input, path, (valueAt(input, path) as number) + more), profile),
    );
  });

  it('one category more (INV-06)', () => {
    holds([fc.constantFrom(...DATA_CATEGORIES)], (input, profile, category) =>
      isNoMilder(input, withAnswer(input, 'data.categories', [...new Set([...input.data.categories, category])]), profile),
    );
  });

  it('and preservation is never graded above disclosure (INV-23)', () => {
    holds([], (input, profile) => {
      const graded = (measure: string) => privacyOf(assess(withAnswer(input, 'request.measure', measure), [profile]));
      return graded('preserve') <= graded('disclose_stored');
    });
  });
});
