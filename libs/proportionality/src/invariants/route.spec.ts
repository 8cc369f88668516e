import { describe, expect, it } from 'vitest';
import { assess } from '../assess.js';
import { ASSESSMENT_ROUTES } from '../severity.js';
import { withAnswer } from '../testing/a-request.js';
import { holds, severities } from '../testing/properties.js';

describe('the route', () => {
  it('is one of five, none of which approves (INV-01)', () => {
    expect(ASSESSMENT_ROUTES.join()).not.toMatch(/APPROV|GRANT|ALLOW|PERMIT/);
    holds([], (input, profile) => ASSESSMENT_ROUTES.includes(assess(input, [profile]).route));
  });

  it('is the same for the same answers, byte for byte (INV-02)', () => {
    holds([], (input, profile) => JSON.stringify(assess(structuredClone(input), [profile])) === JSON.stringify(assess(input, [profile])));
  });

  it('does not know who asks whom, or the number of the request (INV-14)', () => {
    holds([], (input, profile) => {
      const renamed = { ...input, request: { ...input.request, id: 'other', requestingState: 'QQ', requestedState: 'ZZ' } };
      return JSON.stringify(assess(renamed, [profile])) === JSON.stringify(assess(input, [profile]));
    });
  });

  it('does not depend on which attribute is named, or on the order of any list (INV-15)', () => {
    holds([], (input, profile) => {
      const { data, necessity, selection } = input;
      const turned = {
        ...input,
        data: { ...data, categories: [...data.categories].reverse(), sensitive: [...data.sensitive].reverse() },
        necessity: { ...necessity, alternativesConsidered: [...necessity.alternativesConsidered].reverse() },
        selection: { ...selection, criteria: selection.criteria.map(() => 'religion').reverse() },
      };
      return severities(turned, profile).join() === severities(input, profile).join();
    });
  });

  it('is never below two officers on the urgent track (INV-21)', () => {
    holds([], (input, profile) => assess(withAnswer(input, 'request.track', 'urgent'), [profile]).maxSeverity >= 3);
  });
});
