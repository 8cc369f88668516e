import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../assess.js';
import { FAVOURABLE_NO, type InputPath } from '../fields/input-fields.js';
import { BENCHMARK_PROFILES } from '../profiles/benchmark-profiles.js';
import { SWEPT, TRI_PATHS, withAnswer } from '../testing/a-request.js';
import { holds, isNoMilder, privacyOf, PROFILES, severities } from '../testing/properties.js';
import { AUTHORISATION_LEVELS } from '../value-lists.js';

/** Answers to a question from the best for the request to the worst. */
const ordered = (path: InputPath) => (FAVOURABLE_NO.includes(path) ? ['no', 'unknown', 'yes'] : ['yes', 'unknown', 'no']);

describe('better answers never make it worse', () => {
  it('for a question answered by yes, no or unknown, check by check (INV-07, INV-08, INV-25)', () => {
    holds([fc.constantFrom(...TRI_PATHS)], (input, profile, path) => {
      const [good = [], unknown = [], bad = []] = ordered(path).map((answer) => severities(withAnswer(input, path, answer), profile));
      return isNoMilder(good, unknown) && isNoMilder(unknown, bad);
    });
  });

  it('and a safeguard given never raises the grade (INV-07)', () => {
    holds([fc.constantFrom(...TRI_PATHS)], (input, profile, path) => {
      const [good = 0, unknown = 0, bad = 0] = ordered(path).map((answer) => privacyOf(assess(withAnswer(input, path, answer), [profile])));
      return good <= unknown && unknown <= bad;
    });
  });

  it('for every such question on each category, on both tracks, under each profile', () => {
    const wrong: string[] = [];
    for (const input of SWEPT)
      for (const profile of PROFILES)
        for (const path of TRI_PATHS) {
          const found = ordered(path).map((answer) => assess(withAnswer(input, path, answer), [profile]).maxSeverity);
          if (found.join() !== [...found].sort().join()) wrong.push([path, profile.id, input.data.categories[0], input.request.track].join(' '));
        }
    expect(wrong).toEqual([]);
  });

  // From the best answer to the worst; neighbours are compared, in severity and in grade.
  it.each([
    ['surer facts', 'necessity.reliability', 'INV-09', ['reliable', 'plausible', 'weak', 'none']],
    ['a higher level', 'authorisation.level', 'INV-11', [...AUTHORISATION_LEVELS].reverse()],
    ['shorter keeping', 'safeguards.retentionDays', 'INV-12', [1, 90, 91, 180, 181, 365, 366, 5000, null]],
    ['better notice', 'safeguards.notification', 'INV-13', ['prior', 'deferred', 'unknown', 'never']],
    ['imminent harm', 'aim.harmStatus', 'INV-24', ['imminent', 'past']],
  ] as const)('for %s at %s (%s)', (_name, path, _invariant, answers) => {
    holds([fc.integer({ min: 1, max: answers.length - 1 })], (input, profile, at) => {
      const [better, worse] = [assess(withAnswer(input, path, answers[at - 1]), [profile]), assess(withAnswer(input, path, answers[at]), [profile])];
      return better.maxSeverity <= worse.maxSeverity && privacyOf(better) <= privacyOf(worse);
    });
  });

  it('for a heavier maximum penalty (INV-10)', () => {
    const months = fc.integer({ min: 0, max: 600 });
    holds(
      [fc.constantFrom('offence.maxPenaltyMonthsRequesting' as const, 'offence.maxPenaltyMonthsRequested' as const), months, months],
      (input, profile, path, a, b) => {
        const severity = (value: number) => assess(withAnswer(input, path, value), [profile]).maxSeverity;
        return severity(Math.max(a, b)) <= severity(Math.min(a, b));
      },
    );
  });

  it('but an answer that is not known is never taken for a good one', () => {
    const [good] = SWEPT;
    expect(good && assess(withAnswer(good, 'legalBasis.exists', 'unknown'), [BENCHMARK_PROFILES.UN]).route).toBe('RETURN_FOR_COMPLETION');
  });
});
