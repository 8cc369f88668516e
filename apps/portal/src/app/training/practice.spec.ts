import { describe, expect, it } from 'vitest';
import ar from './i18n/ar.json';
import en from './i18n/en.json';
import { AREAS, type Dice, FIXTURE_KEYS, invent, marksOf } from './practice';

/** Numbers that follow from a seed, so that a failing draw can be repeated. */
const diceOf = (seed: number): Dice => {
  let at = seed;
  return (below) => (at = (at * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
};

describe('an invented request', () => {
  it.each(FIXTURE_KEYS)('%s fails the limb that it is about, under every variation, and has its words in both languages', async (key) => {
    for (const words of [en, ar]) expect([(words.fact as Record<string, string>)[key], (words.why as Record<string, string>)[key]].every(Boolean)).toBe(true);
    for (let seed = 1; seed <= 12; seed += 1) {
      const one = await invent(key, diceOf(seed));
      expect(one.checks).toEqual([key.slice(0, 6)]);
      expect(AREAS as readonly string[]).toContain(one.area);
      expect(one.failing).toEqual(one.severity < 3 ? [] : [one.area]);
      expect(marksOf(one, one.failing[0] ?? 'none', one.route)).toEqual({ limb: true, route: true });
      expect(marksOf(one, one.failing.length === 0 ? 'legality' : 'none', one.route === 'DOUBLE_LOCK' ? 'SINGLE_REVIEW' : 'DOUBLE_LOCK')).toEqual({
        limb: false,
        route: false,
      });
    }
  });

  it('in which nothing stands out goes to one reviewer, and differs from the next one', async () => {
    const made = await Promise.all([1, 2, 3, 4, 5].map((seed) => invent(undefined, diceOf(seed))));
    for (const one of made) expect([one.route, one.failing, one.key]).toEqual(['SINGLE_REVIEW', [], undefined]);
    expect(new Set(made.map(({ input }) => JSON.stringify(input))).size).toBeGreaterThan(2);
  });
});
