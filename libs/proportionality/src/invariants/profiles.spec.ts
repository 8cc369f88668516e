import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { assess, type Assessment } from '../assess.js';
import { type EngineProfile } from '../profiles/profile.js';
import { aProfile, holds, severities } from '../testing/properties.js';

const weight = fc.constantFrom(0 as const, 1 as const, 2 as const);
const weights = fc
  .record({ child: weight, privacy: weight, expression: weight })
  .filter(({ child, privacy, expression }) => Math.abs(child - privacy) <= 1 && Math.abs(child - expression) <= 1);

const refusals = ({ results }: Assessment) =>
  results
    .filter(({ severity }) => severity === 6)
    .map(({ id }) => id)
    .join();

describe('several profiles', () => {
  it('are judged by the strictest, check by check, in whatever order (INV-19)', () => {
    holds([aProfile()], (input, one, other) => {
      const [a, b] = [severities(input, one), severities(input, other)];
      const strictest = a.map((severity, at) => Math.max(severity, b[at] ?? 0)).join();
      return severities(input, one, other).join() === strictest && severities(input, other, one).join() === strictest;
    });
  });

  it('move the balance by one step at most, and lift no ground of refusal (INV-20)', () => {
    // From equal weights, which all thirteen benchmark profiles have.
    holds([weights], (input, profile, moved) => {
      const even: EngineProfile = { ...profile, weights: { child: 1, privacy: 1, expression: 1 } };
      const [before, after] = [assess(input, [even]), assess(input, [{ ...even, weights: moved }])];
      const [was, is] = [before.balance?.perProfile[0], after.balance?.perProfile[0]];
      if (!was || !is) return false;
      const isNear = (a: number | null, b: number | null) => (a === null || b === null ? a === b : Math.abs(a - b) <= 1);
      return isNear(was.deltaPrivacy, is.deltaPrivacy) && isNear(was.deltaExpression, is.deltaExpression) && refusals(before) === refusals(after);
    });
  });
});
