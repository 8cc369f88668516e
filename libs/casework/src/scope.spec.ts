import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATEGORY_RUNG, DATA_CATEGORIES, needsPeriod } from './categories.js';
import { combined, scopesDiffer } from './combined.js';
import { changeWord, daysOf, intersection, type LineDecision, type Scope, scopeDiff, widenings } from './scope.js';
import { conditionWords } from './condition-words.js';
import { summaryOf } from './summary.js';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const asked: Scope = { line: 2, identifier: 'i1', category: 'traffic', period: { fromMs: day('2026-01-01'), toMs: day('2026-03-31') } };
const decision = (granted: Scope | null, change: Partial<LineDecision> = {}): LineDecision => ({
  line: 2,
  granted,
  conditions: [],
  ground: granted ? null : 'NOT_NECESSARY',
  ...change,
});

const anyPeriod = fc.option(
  fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 })).map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) })),
);
const anyScope = fc.record<Scope>({
  line: fc.constantFrom(1, 2),
  identifier: fc.constantFrom('i1', 'i2'),
  category: fc.constantFrom(...DATA_CATEGORIES),
  period: anyPeriod,
});

describe('what may be granted', () => {
  it('is what was asked', () => {
    expect(widenings(asked, asked)).toEqual([]);
  });

  it.each<[string, Partial<Scope>]>([
    ['line', { line: 3 }],
    ['identifier', { identifier: 'i2' }],
    ['category', { category: 'content_stored' }],
    ['category', { category: 'biometric' }],
    ['period', { period: { fromMs: day('2025-12-31'), toMs: day('2026-03-31') } }],
    ['period', { period: { fromMs: day('2026-01-01'), toMs: day('2026-04-01') } }],
    ['period', { period: null }],
    ['period', { period: { fromMs: day('2026-02-02'), toMs: day('2026-02-01') } }],
  ])('is refused as wider in its %s', (what, change) => {
    expect(widenings(asked, { ...asked, ...change })).toEqual([what]);
  });

  it('can be a lower category, without a period where that category needs none', () => {
    expect(widenings(asked, { ...asked, category: 'identification_ip' })).toEqual([]);
    expect(widenings(asked, { ...asked, category: 'subscriber', period: null })).toEqual([]);
  });

  it('is never wider than asked in any way', () => {
    fc.assert(
      fc.property(anyScope, anyScope, (from, to) => {
        if (widenings(from, to).length > 0) return;
        expect(to.identifier).toBe(from.identifier);
        expect(CATEGORY_RUNG[to.category]).toBeLessThanOrEqual(CATEGORY_RUNG[from.category]);
        if (from.period && to.period) expect(to.period.fromMs >= from.period.fromMs && to.period.toMs <= from.period.toMs).toBe(true);
        if (from.period && !to.period) expect(needsPeriod(to.category)).toBe(false);
      }),
    );
  });

  it('stays inside what was asked through every chain of narrowing', () => {
    fc.assert(
      fc.property(anyScope, anyScope, anyScope, (a, b, c) => {
        if (widenings(a, b).length === 0 && widenings(b, c).length === 0 && b.period !== null) expect(widenings(a, c)).toEqual([]);
      }),
    );
  });
});

describe('intersection of two grants', () => {
  it('is never wider than either', () => {
    fc.assert(
      fc.property(anyScope, anyScope, anyScope, (line, a, b) => {
        if (widenings(line, a).length > 0 || widenings(line, b).length > 0) return;
        const both = intersection(a, b);
        if (!both) return;
        expect(widenings(line, both)).toEqual([]);
        expect(CATEGORY_RUNG[both.category]).toBe(Math.min(CATEGORY_RUNG[a.category], CATEGORY_RUNG[b.category]));
        for (const one of [a, b])
          if (one.period && both.period) expect(both.period.fromMs >= one.period.fromMs && both.period.toMs <= one.period.toMs).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('is the shared period, or nothing', () => {
    const half = (from: string, to: string) => ({ ...asked, period: { fromMs: day(from), toMs: day(to) } });
    expect(intersection(half('2026-01-01', '2026-02-01'), half('2026-01-15', '2026-03-01'))).toEqual(half('2026-01-15', '2026-02-01'));
    expect(intersection(half('2026-01-01', '2026-01-02'), half('2026-02-01', '2026-02-02'))).toBeNull();
    expect(intersection(asked, null)).toBeNull();
    expect(intersection(asked, { ...asked, category: 'biometric' })).toBeNull();
    expect(intersection(asked, { ...asked, category: 'subscriber', period: null })).toEqual({ ...asked, category: 'subscriber', period: null });
    expect(intersection({ ...asked, category: 'identification_ip', period: null }, asked)).toEqual({ ...asked, category: 'identification_ip' });
  });
});

describe('scope diff', () => {
  it('says in a word what became of a line', () => {
    expect(changeWord(asked, decision(asked))).toBe('granted');
    expect(changeWord(asked, decision(asked, { conditions: ['c1'] }))).toBe('conditional');
    expect(changeWord(asked, decision({ ...asked, category: 'subscriber' }))).toBe('narrowed');
    expect(changeWord(asked, decision({ ...asked, period: { fromMs: day('2026-01-01'), toMs: day('2026-01-30') } }))).toBe('narrowed');
    expect(changeWord(asked, decision(null))).toBe('refused');
    expect(changeWord({ ...asked, period: null }, decision({ ...asked, period: null }))).toBe('granted');
  });

  it('has one row for each decided line, in order', () => {
    const rows = scopeDiff([asked, { ...asked, line: 1 }], [decision(asked), { ...decision(null), line: 1 }]);
    expect(rows.map((row) => [row.asked.line, row.change])).toEqual([
      [1, 'refused'],
      [2, 'granted'],
    ]);
    expect(scopeDiff([asked], [])).toEqual([]);
  });

  it('counts the first and the last day of a period', () => {
    expect(daysOf({ fromMs: day('2026-01-01'), toMs: day('2026-03-31') })).toBe(90);
    expect(daysOf({ fromMs: day('2026-01-01'), toMs: day('2026-01-01') })).toBe(1);
  });
});

describe('summary', () => {
  const one: Scope = { line: 1, identifier: 'i0', category: 'subscriber', period: null };
  const three: Scope = { line: 3, identifier: 'i2', category: 'identification_ip', period: { fromMs: day('2026-03-14'), toMs: day('2026-03-14') } };

  it('is one sentence made from the rows', () => {
    const narrowed = { ...asked, period: { fromMs: day('2026-02-01'), toMs: day('2026-03-02') } };
    const rows = scopeDiff([one, asked, three], [{ ...decision(one), line: 1 }, decision(narrowed), { ...decision(null), line: 3 }]);
    expect(summaryOf(rows, 'en', String)).toBe('2 of 3 lines granted, line 2 for 30 of 90 days; line 3 (identification of an IP address) refused.');
    expect(summaryOf(rows, 'ar', String)).toBe('البنود الممنوحة 2 من أصل 3، البند 2 لمدة 30 يومًا من أصل 90 يومًا؛ رُفض البند 3 (تحديد عنوان IP).');
  });

  it('names a lower category, a dropped period, a shorter time within a day, and conditions', () => {
    const say = (granted: Scope, conditions: string[] = []) =>
      summaryOf(scopeDiff([asked], [decision(granted, { conditions })]), 'en', (until) => conditionWords({ kind: 'delete_by', parameter: null, until }, 'en'));
    expect(say({ ...asked, category: 'financial' })).toBe('1 of 1 line granted, line 2 as financial.');
    expect(say({ ...asked, category: 'subscriber', period: null })).toBe('1 of 1 line granted, line 2 as subscriber without a period.');
    expect(say({ ...asked, period: { fromMs: day('2026-01-01') + 1, toMs: day('2026-03-31') } })).toBe('1 of 1 line granted, line 2 for a shorter time.');
    expect(say(asked, ['2027-03-01'])).toBe('1 of 1 line granted; line 2 to be deleted by 1 March 2027.');
  });

  it('says a condition with its date and the words of the person who set it', () => {
    const condition = { kind: 'use_limit', parameter: 'this case', until: null };
    expect(conditionWords(condition, 'en')).toBe('for a limited use (this case)');
    expect(conditionWords({ ...condition, kind: 'keep_until', until: '2027-03-01T10:00:00Z' }, 'ar')).toBe('يُحفظ حتى 1 مارس 2027 (this case)');
    expect(conditionWords({ ...condition, kind: 'of_a_later_version' }, 'en')).toBe('of_a_later_version (this case)');
  });
});

describe('what two grants have in common', () => {
  const february = { ...asked, period: { fromMs: day('2026-02-01'), toMs: day('2026-03-31') } };
  const toMarch = { ...asked, period: { fromMs: day('2026-01-01'), toMs: day('2026-02-28') } };

  it('is the narrower scope under the conditions of both', () => {
    const [row] = combined([asked], [decision(february, { conditions: ['a', 'b'] })], [decision(toMarch, { conditions: ['b', 'c'] })]);
    expect(row).toEqual({
      line: 2,
      granted: { ...asked, period: { fromMs: day('2026-02-01'), toMs: day('2026-02-28') } },
      conditions: ['a', 'b', 'c'],
      ground: null,
    });
  });

  it('leaves nothing of a line that one of them refused, or did not decide', () => {
    expect(combined([asked], [decision(asked)], [decision(null)])).toEqual([decision(null)]);
    expect(combined([asked], [decision(null, { ground: 'X' })], [decision(asked)])).toEqual([decision(null, { ground: 'X' })]);
    expect(combined([asked], [decision(asked)], [])).toEqual([decision(null, { ground: null })]);
  });

  it('is never wider than either grant, whatever they are', () => {
    fc.assert(
      fc.property(anyScope, anyScope, (one, other) => {
        const [row] = combined([{ ...one }], [decision(one, { line: one.line })], [decision(other, { line: other.line })]);
        if (!row?.granted) return;
        expect([widenings(one, row.granted), widenings(other, row.granted)]).toEqual([[], []]);
      }),
    );
  });

  it('differs where category, period or a line differ, not where conditions do', () => {
    expect(scopesDiffer([decision(asked)], [decision(asked, { conditions: ['a'] })])).toBe(false);
    expect(scopesDiffer([decision(asked)], [decision(null)])).toBe(true);
    expect(scopesDiffer([decision(asked)], [decision(february)])).toBe(true);
  });
});
