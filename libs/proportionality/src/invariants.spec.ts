import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alternatives } from './alternatives.js';
import { assess, type Assessment } from './assess.js';
import { CHECK_IDS } from './check-ids.js';
import { CHECKS } from './checks/register.js';
import { type AssessmentInput, FAVOURABLE_NO, INPUT_FIELDS, type InputPath, valueAt } from './fields/input-fields.js';
import { problemsOf } from './fields/problems-of.js';
import { BENCHMARK_PROFILES } from './profiles/benchmark-profiles.js';
import { DEMONSTRATION_PROFILES } from './profiles/demonstration-profiles.js';
import { type EngineProfile } from './profiles/profile.js';
import { ASSESSMENT_ROUTES } from './severity.js';
import { aRequest, SWEPT, TRI_PATHS, withAnswer } from './testing/a-request.js';
import { AUTHORISATION_LEVELS, DATA_CATEGORIES } from './value-lists.js';

const PROFILES: readonly EngineProfile[] = [...Object.values(BENCHMARK_PROFILES), DEMONSTRATION_PROFILES.KE, DEMONSTRATION_PROFILES.SE];
const aProfile = () => fc.constantFrom(...PROFILES);
const UN = BENCHMARK_PROFILES.UN;

const holds = (test: (input: AssessmentInput, profile: EngineProfile) => void, numRuns = 300) =>
  fc.assert(
    fc.property(aRequest(), aProfile(), (input, profile) => {
      test(input, profile);
    }),
    { numRuns },
  );

const privacyOf = ({ balance }: Assessment): number => balance?.privacy.grade ?? -1;

/** Expects the second input to be judged no milder, check by check, under the same profile. */
function expectNoMilder(mild: AssessmentInput, severe: AssessmentInput, profile: EngineProfile): void {
  const [before, after] = [assess(mild, [profile]), assess(severe, [profile])];
  expect(after.maxSeverity).toBeGreaterThanOrEqual(before.maxSeverity);
  expect(privacyOf(after)).toBeGreaterThanOrEqual(privacyOf(before));
}

const favourable = (path: InputPath) => (FAVOURABLE_NO.includes(path) ? (['no', 'unknown', 'yes'] as const) : (['yes', 'unknown', 'no'] as const));

describe('the route', () => {
  it('is one of five, none of which approves (INV-01)', () => {
    holds((input, profile) => expect(ASSESSMENT_ROUTES).toContain(assess(input, [profile]).route));
    expect(ASSESSMENT_ROUTES.join()).not.toMatch(/APPROV|GRANT/);
  });

  it('is the same for the same answers, byte for byte (INV-02)', () => {
    holds((input, profile) => expect(JSON.stringify(assess(structuredClone(input), [profile]))).toBe(JSON.stringify(assess(input, [profile]))));
  });

  it('does not know who asks whom, or the number of the request (INV-14)', () => {
    holds((input, profile) => {
      const renamed = { ...input, request: { ...input.request, id: 'other', requestingState: 'QQ', requestedState: 'ZZ' } };
      expect(assess(renamed, [profile])).toEqual(assess(input, [profile]));
    });
  });

  it('does not depend on which attribute is named or on the order of lists (INV-15)', () => {
    holds((input, profile) => {
      const reversed = withAnswer(input, 'data.categories', [...input.data.categories].reverse());
      const renamed = withAnswer(
        reversed,
        'selection.criteria',
        input.selection.criteria.map(() => 'religion'),
      );
      const severities = (one: AssessmentInput) => assess(one, [profile]).results.map(({ id, severity }) => [id, severity]);
      expect(severities(renamed)).toEqual(severities(input));
    });
  });

  it('is never below two officers on the urgent track (INV-21)', () => {
    holds((input, profile) => expect(assess(withAnswer(input, 'request.track', 'urgent'), [profile]).maxSeverity).toBeGreaterThanOrEqual(3));
  });
});

describe('more intrusion is never milder', () => {
  it.each(['subjects.count', 'subjects.bystanders', 'data.periodDays'] as const)('for a higher number at %s (INV-03 to INV-05)', (path) => {
    fc.assert(
      fc.property(aRequest(), aProfile(), fc.integer({ min: 1, max: 1500 }), (input, profile, more) =>
        expectNoMilder(input, withAnswer(input, path, (valueAt(input, path) as number) + more), profile),
      ),
    );
  });

  it('for one category more (INV-06)', () => {
    fc.assert(
      fc.property(aRequest(), aProfile(), fc.constantFrom(...DATA_CATEGORIES), (input, profile, category) =>
        expectNoMilder(input, withAnswer(input, 'data.categories', [...new Set([...input.data.categories, category])]), profile),
      ),
    );
  });

  it('and preservation never graded above disclosure (INV-23)', () => {
    holds((input, profile) => {
      const [disclosed, preserved] = [withAnswer(input, 'request.measure', 'disclose_stored'), withAnswer(input, 'request.measure', 'preserve')];
      expect(privacyOf(assess(preserved, [profile]))).toBeLessThanOrEqual(privacyOf(assess(disclosed, [profile])));
    });
  });
});

describe('better answers never make it worse', () => {
  it('for every question answered by yes, no or unknown, check by check (INV-07, INV-08, INV-25)', () => {
    const severityById = (input: AssessmentInput, profile: EngineProfile) => {
      const found = new Map(assess(input, [profile]).results.map(({ id, severity }) => [id, severity]));
      return CHECK_IDS.map((id) => found.get(id) ?? 0);
    };
    fc.assert(
      fc.property(aRequest(), aProfile(), fc.constantFrom(...TRI_PATHS), (input, profile, path) => {
        const [good, unknown, bad] = favourable(path).map((answer) => severityById(withAnswer(input, path, answer), profile));
        const isWrong = (_id: string, at: number) => (good?.[at] ?? 0) > (unknown?.[at] ?? 0) || (unknown?.[at] ?? 0) > (bad?.[at] ?? 0);
        expect(CHECK_IDS.filter(isWrong)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('for every such question, on each category, track and profile', () => {
    const wrong: string[] = [];
    for (const input of SWEPT)
      for (const profile of [UN, BENCHMARK_PROFILES.ECHR, DEMONSTRATION_PROFILES.SE])
        for (const path of TRI_PATHS) {
          const [good, unknown, bad] = favourable(path).map((answer) => assess(withAnswer(input, path, answer), [profile]));
          if (!good || !unknown || !bad) throw new Error('three answers are expected');
          const isOrdered = good.maxSeverity <= unknown.maxSeverity && unknown.maxSeverity <= bad.maxSeverity && privacyOf(good) <= privacyOf(bad);
          if (!isOrdered) wrong.push([path, profile.id, input.data.categories[0], input.request.track].join(' '));
        }
    expect(wrong).toEqual([]);
  });

  // From the best answer to the worst; neighbours are compared.
  it.each([
    ['surer facts', 'necessity.reliability', 'INV-09', ['reliable', 'plausible', 'weak', 'none']],
    ['a higher level', 'authorisation.level', 'INV-11', [...AUTHORISATION_LEVELS].reverse()],
    ['shorter keeping', 'safeguards.retentionDays', 'INV-12', [1, 90, 91, 180, 181, 365, 366, 5000, null]],
    ['better notice', 'safeguards.notification', 'INV-13', ['prior', 'deferred', 'unknown', 'never']],
    ['imminent harm', 'aim.harmStatus', 'INV-24', ['imminent', 'past']],
  ] as const)('for %s at %s (%s)', (_name, path, _invariant, answers) => {
    fc.assert(
      fc.property(aRequest(), aProfile(), fc.integer({ min: 1, max: answers.length - 1 }), (input, profile, at) => {
        const severity = (answer: unknown) => assess(withAnswer(input, path, answer), [profile]).maxSeverity;
        expect(severity(answers[at])).toBeGreaterThanOrEqual(severity(answers[at - 1]));
      }),
      { numRuns: 300 },
    );
  });

  it('for a heavier maximum penalty (INV-10)', () => {
    const path = fc.constantFrom('offence.maxPenaltyMonthsRequesting' as const, 'offence.maxPenaltyMonthsRequested' as const);
    const months = fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 }));
    fc.assert(
      fc.property(aRequest(), aProfile(), path, months, (input, profile, at, [a, b]) => {
        const severity = (value: number) => assess(withAnswer(input, at, value), [profile]).maxSeverity;
        expect(severity(Math.max(a, b))).toBeLessThanOrEqual(severity(Math.min(a, b)));
      }),
    );
  });
});

describe('an absolute ground', () => {
  it.each([
    ['DIS-01', 'selection.protectedAttributeRole', 'decisive'],
    ['DIS-04', 'selection.victimDifferentiation', 'by_protected_attribute'],
    ['TRF-02', 'transfer.persecutionRisk', 'substantial'],
    ['TRF-04', 'transfer.tortureRisk', 'real'],
    ['PRP-06', 'data.encryption', 'general_weakening'],
    ['PRP-06', 'data.encryption', 'general_scanning'],
  ] as const)('%s at %s = %s leads to refusal whatever else is answered (INV-16, INV-17)', (id, path, value) => {
    holds((input, profile) => {
      const { route, results } = assess(withAnswer(input, path, value), [profile]);
      expect(route).toBe('REFUSE_RECOMMENDED');
      expect(results.find((result) => result.id === id)).toMatchObject({ severity: 6, absolute: true });
    }, 100);
  });
});

describe('an assessment explains itself', () => {
  it('by a result of the severity of the route, and by answers that stand in the input (INV-18)', () => {
    holds((input, profile) => {
      const { results, maxSeverity, routeBecause } = assess(input, [profile]);
      expect(results.some(({ severity }) => severity === maxSeverity)).toBe(true);
      expect(routeBecause.length > 0).toBe(maxSeverity > 0);
      for (const { because } of results) {
        expect(because.length > 0 && because.every(({ path, value }) => value === valueAt(input, path as InputPath))).toBe(true);
      }
    });
  });

  it('by severities that the check says it can give, in the order of the checks', () => {
    holds((input, profile) => {
      const { results } = assess(input, [profile]);
      expect(results.filter(({ id, severity }) => !CHECKS.find((check) => check.id === id)?.severities.includes(severity))).toEqual([]);
      expect(results.map(({ id }) => id)).toEqual(CHECK_IDS.filter((id) => results.some((result) => result.id === id)));
    });
  });

  it('with milder variants that are milder (INV-22)', () => {
    holds((input, profile) => {
      const { maxSeverity } = assess(input, [profile]);
      for (const variant of alternatives(input, [profile])) expect(variant.maxSeverity).toBeLessThan(maxSeverity);
    });
  });
});

describe('several profiles', () => {
  it('are judged by the strictest, check by check, in whatever order (INV-19)', () => {
    fc.assert(
      fc.property(aRequest(), aProfile(), aProfile(), (input, one, other) => {
        const severities = (...profiles: EngineProfile[]) => new Map(assess(input, profiles).results.map(({ id, severity }) => [id, severity]));
        const [a, b, both] = [severities(one), severities(other), severities(one, other)];
        expect(severities(other, one)).toEqual(both);
        const strictest = new Map<string, number>();
        for (const id of CHECK_IDS) strictest.set(id, Math.max(a.get(id) ?? 0, b.get(id) ?? 0));
        expect(CHECK_IDS.map((id) => both.get(id) ?? 0)).toEqual(CHECK_IDS.map((id) => strictest.get(id)));
      }),
    );
  });

  it('move the balance by one step at most, and lift no ground of refusal (INV-20)', () => {
    const weight = fc.constantFrom(0 as const, 1 as const, 2 as const);
    const weights = fc
      .record({ child: weight, privacy: weight, expression: weight })
      .filter((w) => Math.abs(w.child - w.privacy) <= 1 && Math.abs(w.child - w.expression) <= 1);
    fc.assert(
      fc.property(aRequest(), weights, (input, moved) => {
        const [before, after] = [assess(input, [UN]), assess(input, [{ ...UN, weights: moved }])];
        const delta = ({ balance }: Assessment) => balance?.perProfile[0]?.deltaPrivacy ?? 0;
        expect(Math.abs(delta(before) - delta(after))).toBeLessThanOrEqual(1);
        const refusals = ({ results }: Assessment) => results.filter(({ severity }) => severity === 6).map(({ id }) => id);
        expect(refusals(after)).toEqual(refusals(before));
      }),
    );
  });
});

describe('an input', () => {
  it('made of allowed values has no problem, and one wrong value is found at its path', () => {
    const wrong = fc.constantFrom(...INPUT_FIELDS);
    fc.assert(
      fc.property(aRequest(), wrong, (input, { path }) => {
        expect(problemsOf(input)).toEqual([]);
        expect(problemsOf(withAnswer(input, path, { no: 'value' })).map((problem) => problem.path)).toEqual([path]);
      }),
    );
  });

  it('of any kind whatever is answered and never thrown back', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(assess(input, [UN]).routeBecause).toEqual(['CMP-01']);
      }),
    );
  });
});
