import { describe, it } from 'vitest';
import { assess } from '../assess.js';
import { withAnswer } from '../testing/a-request.js';
import { holds } from '../testing/properties.js';

describe('an absolute ground leads to refusal whatever else is answered', () => {
  it.each([
    ['DIS-01', 'selection.protectedAttributeRole', 'decisive', 'INV-16'],
    ['DIS-04', 'selection.victimDifferentiation', 'by_protected_attribute', 'INV-17'],
    ['TRF-02', 'transfer.persecutionRisk', 'substantial', 'INV-17'],
    ['TRF-04', 'transfer.tortureRisk', 'real', 'INV-17'],
    ['PRP-06', 'data.encryption', 'general_weakening', 'INV-17'],
    ['PRP-06', 'data.encryption', 'general_scanning', 'INV-17'],
  ] as const)('%s at %s = %s (%s)', (id, path, value, _invariant) => {
    holds([], (input, profile) => {
      const { route, results } = assess(withAnswer(input, path, value), [profile]);
      const ground = results.find((result) => result.id === id);
      return route === 'REFUSE_RECOMMENDED' && ground?.severity === 6 && ground.absolute;
    });
  });
});
