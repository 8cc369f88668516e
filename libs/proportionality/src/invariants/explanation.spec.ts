import { describe, it } from 'vitest';
import { alternatives } from '../alternatives.js';
import { assess, severityOf } from '../assess.js';
import { CHECK_IDS } from '../check-ids.js';
import { CHECKS } from '../checks/register.js';
import { type InputPath, valueAt } from '../fields/input-fields.js';
import { holds } from '../testing/properties.js';

describe('an assessment explains itself', () => {
  it('by a result of the severity of the route, and by answers that stand in the input (INV-18)', () => {
    holds([], (input, profile) => {
      const { results, maxSeverity, routeBecause } = assess(input, [profile]);
      const isNamed = results.some(({ severity }) => severity === maxSeverity) && routeBecause.length > 0 === maxSeverity > 0;
      return isNamed && results.every(({ because }) => because.length > 0 && because.every(({ path, value }) => value === valueAt(input, path as InputPath)));
    });
  });

  it('by severities that the check says it can give, in the order of the checks', () => {
    holds([], (input, profile) => {
      const { results } = assess(input, [profile]);
      const order = results.map(({ id }) => CHECK_IDS.indexOf(id));
      return (
        order.every((at, index) => at > (order[index - 1] ?? -1)) &&
        results.every(({ id, severity }) => CHECKS[CHECK_IDS.indexOf(id)]?.severities.includes(severity))
      );
    });
  });

  it('by the same severity that variants are compared with', () => {
    holds([], (input, profile) => severityOf(input, [profile]) === assess(input, [profile]).maxSeverity);
  });

  it('with milder variants that are milder (INV-22)', () => {
    holds([], (input, profile) => {
      const { maxSeverity } = assess(input, [profile]);
      return alternatives(input, [profile]).every((variant) => variant.maxSeverity < maxSeverity);
    });
  });
});
