import { describe, expect, it } from 'vitest';
import { alternatives } from './alternatives.js';
import { assess, type Assessment, ProfileMissing } from './assess.js';
import { type CheckId } from './check-ids.js';
import { BENCHMARK_PROFILES } from './profiles/benchmark-profiles.js';
import { BASELINE, EXAMPLES, FIXTURES, patched } from './testing/design-data.js';

const severityOf = ({ results }: Assessment, check: CheckId) => results.find(({ id }) => id === check)?.severity ?? 0;
const UN = BENCHMARK_PROFILES.UN;

describe('the fixtures of every check', () => {
  it('are ninety-nine', () => {
    expect(FIXTURES).toHaveLength(99);
  });

  it.each(FIXTURES.map((fixture, index) => ({ ...fixture, index })))('$index $check gives $expectedSeverity under $profile', (fixture) => {
    const assessment = assess(patched(fixture.patch), [BENCHMARK_PROFILES[fixture.profile]]);
    expect(`S${severityOf(assessment, fixture.check)}`).toBe(fixture.expectedSeverity);
    expect(assessment.route).toBe(fixture.expectedRoute);
    if (fixture.soleDriver && fixture.expectedSeverity !== 'S0') expect(assessment.routeBecause).toEqual([fixture.check]);
  });
});

describe('the worked examples', () => {
  it.each(EXAMPLES)('$id, $facts', ({ profile, patch, expected }) => {
    const profiles = [BENCHMARK_PROFILES[profile]];
    const { route, maxSeverity, routeBecause, balance, notices } = assess(patched(patch), profiles);
    const [weighed] = balance?.perProfile ?? [];
    expect({
      route,
      maxSeverity,
      routeBecause,
      balance: balance && {
        aim: balance.aim.grade,
        reliability: balance.reliability.points,
        privacy: {
          base: balance.privacy.base,
          modifiers: Object.fromEntries(balance.privacy.modifiers.map(({ code, points }) => [code, points])),
          credits: balance.privacy.credits.map(({ code }) => code),
          creditApplied: balance.privacy.creditApplied,
          grade: balance.privacy.grade,
        },
        expression: balance.expression.grade,
        deltaPrivacy: weighed?.deltaPrivacy,
        deltaExpression: weighed?.deltaExpression,
        bandPrivacy: weighed?.bandPrivacy,
        bandExpression: weighed?.bandExpression,
      },
      alternatives: alternatives(patched(patch), profiles).map(({ id, route: to }) => ({ id, route: to })),
      notices,
    }).toEqual(expected);
  });
});

describe('an assessment', () => {
  it('has nothing to say against the baseline', () => {
    expect(assess(BASELINE, [UN])).toMatchObject({
      route: 'SINGLE_REVIEW',
      maxSeverity: 0,
      routeBecause: [],
      problems: [],
      notices: [],
      profiles: ['UN@1.0.0'],
    });
  });

  it('names every faulty path of an input at once and runs nothing else', () => {
    const { data, ...rest } = patched({ subjects: { count: 0, shoeSize: 43 }, request: { track: 'fast' } });
    const assessment = assess({ ...rest, data: { ...data, periodDays: undefined, categories: ['subscriber', 'subscriber'] } }, [UN]);
    expect(assessment.problems.map(({ path }) => path).sort()).toEqual([
      'data.categories',
      'data.periodDays',
      'request.track',
      'subjects.count',
      'subjects.shoeSize',
    ]);
    expect(assessment).toMatchObject({
      route: 'RETURN_FOR_COMPLETION',
      routeBecause: ['CMP-01'],
      balance: null,
      notices: [],
      results: [{ id: 'CMP-01', severity: 5 }],
    });
    expect(alternatives({}, [UN])).toEqual([]);
  });

  it.each([undefined, null, 7, 'text', [], {}, { schemaVersion: '1.0', request: null }, JSON.parse('{"__proto__": {"schemaVersion": "1.0"}}')])(
    'never throws on an input, whatever it is: %j',
    (input) => {
      expect(assess(input, [UN]).routeBecause).toEqual(['CMP-01']);
    },
  );

  it('refuses to judge under no profile, which is a fault of the caller', () => {
    expect(() => assess(BASELINE, [])).toThrow(ProfileMissing);
  });

  it('keeps the strictest profile check by check, and of equals the first', () => {
    const strict = { ...UN, id: 'STRICT', retentionMaxDays: 30 };
    const { results } = assess(BASELINE, [UN, strict]);
    expect(results.find(({ id }) => id === 'PRP-09')).toMatchObject({ severity: 2, profile: 'STRICT' });
    expect(results.find(({ id }) => id === 'LEG-01')).toMatchObject({ severity: 0, profile: 'UN' });
  });

  it('tells of a child at risk and of a gap in the law without changing the route', () => {
    const { notices } = assess(patched({ aim: { harmStatus: 'ongoing' }, legalBasis: { exists: 'no' } }), [UN]);
    expect(notices).toEqual(['PRT-01', 'PRT-02']);
  });

  it('cites the gaps of the law, or all six questions where there is none', () => {
    const cited = (patch: object) =>
      assess(patched({ legalBasis: patch }), [UN])
        .results.find(({ id }) => id === 'LEG-11')
        ?.because.map(({ path }) => path);
    expect(cited({ sharingRules: 'no' })).toEqual(['legalBasis.sharingRules']);
    expect(cited({})).toHaveLength(6);
  });
});
