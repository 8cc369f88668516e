import { describe, expect, it } from 'vitest';
import { assess, type Assessment } from './assess.js';
import { CHECKS } from './checks/register.js';
import { BENCHMARK_PROFILES } from './profiles/benchmark-profiles.js';
import { CASES, type DecidedCase } from './testing/design-data.js';

const SCORED = CASES.filter(({ scored }) => scored);
const judged = (one: DecidedCase): Assessment => assess(one.input, [BENCHMARK_PROFILES[one.profile]]);
const isAdverse = (one: DecidedCase): boolean => one.expected.engine === 'adverse';
const numberOf = (severity: `S${number}` | null, otherwise: number): number => (severity === null ? otherwise : Number(severity.slice(1)));

describe('the decided cases', () => {
  it('are seventy-eight, of which seventy-four are scored, fifty-eight of them adverse', () => {
    expect([CASES.length, SCORED.length, SCORED.filter(isAdverse).length]).toEqual([78, 74, 58]);
  });

  it.each(SCORED)('$id: $citation, $measure', (one) => {
    const { maxSeverity, limbs, results, problems } = judged(one);
    const { limbs: courtsLimbs, mustFlag, minSeverity, maxSeverity: most } = one.expected;
    const flagged = results.filter(({ severity }) => severity >= 2).map(({ id }) => id);
    expect(problems).toEqual([]);
    expect(maxSeverity >= 4).toBe(isAdverse(one));
    if (isAdverse(one)) expect(courtsLimbs.some((limb) => limbs[limb] >= 4)).toBe(true);
    expect(flagged).toEqual(expect.arrayContaining([...mustFlag]));
    expect(maxSeverity).toBeGreaterThanOrEqual(numberOf(minSeverity, 0));
    expect(maxSeverity).toBeLessThanOrEqual(numberOf(most, 6));
  });

  it('say nothing about thirty-one of the seventy-two checks that can reach a missing authorisation or worse', () => {
    const able = CHECKS.filter(({ severities }) => severities.some((severity) => severity >= 4)).map(({ id }) => id);
    const reached = new Set(SCORED.flatMap((one) => judged(one).results.filter(({ severity }) => severity >= 4)).map(({ id }) => id));
    expect([able.length, able.filter((id) => !reached.has(id)).length]).toEqual([72, 31]);
  });

  it('differ from the engine on purpose in four, which are not scored, and there only to the strict side', () => {
    const found = CASES.filter(({ scored }) => !scored).map((one) => [one.id, judged(one).maxSeverity]);
    expect(Object.fromEntries(found)).toMatchObject({ 'ECHR-SHIPSWASTE-2025': 6, 'CA-WAKELING-2014': 5, 'CJEU-ENCROCHAT-2024': 5 });
    expect(found).toHaveLength(4);
  });
});
