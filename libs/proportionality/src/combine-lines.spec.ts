import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineLines, daysCovered, DaySpanInvalid, longestRetention, worstAnswer } from './combine-lines.js';

const span = (first: string, last: string) => ({ first, last });

describe('the days that lines cover', () => {
  it.each([
    ['an instant', [span('2026-03-01', '2026-03-01')], 1],
    ['both ends', [span('2026-03-01', '2026-03-30')], 30],
    ['an overlap once', [span('2026-03-01', '2026-03-10'), span('2026-03-05', '2026-03-12')], 12],
    ['a span inside another once', [span('2026-03-01', '2026-03-31'), span('2026-03-05', '2026-03-06'), span('2026-03-31', '2026-04-01')], 32],
    ['no gap', [span('2026-01-01', '2026-01-02'), span('2026-02-01', '2026-02-03')], 5],
    ['a leap day', [span('2028-02-28', '2028-03-01')], 3],
    ['nothing', [], 0],
  ])('count %s', (_name, spans, days) => {
    expect(daysCovered(spans)).toBe(days);
  });

  it.each([span('2026-03-02', '2026-03-01'), span('2026-02-30', '2026-03-01'), span('yesterday', '2026-03-01')])('are refused for $first to $last', (one) => {
    expect(() => daysCovered([one])).toThrow(DaySpanInvalid);
  });
});

describe('lines joined to one input', () => {
  it('have each category once, the days of timed lines only, and each person once', () => {
    const joined = combineLines([
      { category: 'traffic', days: span('2026-01-01', '2026-03-31'), target: 'account-1' },
      { category: 'identification_ip', days: span('2026-03-31', '2026-03-31'), target: 'address-1' },
      { category: 'subscriber', days: span('2020-01-01', '2026-03-31'), target: 'account-1' },
    ]);
    expect(joined).toEqual({ categories: ['subscriber', 'identification_ip', 'traffic'], periodDays: 90, count: 2, answers: {} });
  });

  it('count the days of biometric lines, which are not timed', () => {
    expect(combineLines([{ category: 'biometric', days: span('2026-01-01', '2026-01-02'), target: 'a' }]).periodDays).toBe(2);
  });

  it('have the worst answer, which is yes for a question where no is favourable', () => {
    const line = { category: 'subscriber', days: null, target: 'a' } as const;
    const { answers } = combineLines([
      { ...line, answers: { 'necessity.suitable': 'yes', 'necessity.lessIntrusiveAvailable': 'no' } },
      { ...line, answers: { 'necessity.suitable': 'unknown', 'necessity.lessIntrusiveAvailable': 'unknown' } },
    ]);
    expect(answers).toEqual({ 'necessity.suitable': 'unknown', 'necessity.lessIntrusiveAvailable': 'unknown' });
    expect(worstAnswer('necessity.suitable', ['unknown', 'no'])).toBe('no');
    expect(worstAnswer('selection.proxyRisk', ['unknown', 'no', 'yes'])).toBe('yes');
    expect(worstAnswer('selection.proxyRisk', [])).toBeUndefined();
  });

  it('keep data for the longest time asked for, and no limit is longer than any', () => {
    expect([longestRetention([30, 90]), longestRetention([30, null]), longestRetention([])]).toEqual([90, null, null]);
  });

  it('never have fewer days, persons or categories for one line more', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-02-${String(number).padStart(2, '0')}`);
    const aLine = fc.record({
      category: fc.constantFrom('subscriber', 'traffic', 'location', 'biometric'),
      days: fc.tuple(day, day).map(([a, b]) => (a < b ? span(a, b) : span(b, a))),
      target: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(fc.array(aLine), aLine, (lines, more) => {
        const [before, after] = [combineLines(lines), combineLines([...lines, more])];
        expect(after.periodDays).toBeGreaterThanOrEqual(before.periodDays);
        expect(after.count).toBeGreaterThanOrEqual(before.count);
        expect(after.categories).toEqual(expect.arrayContaining([...before.categories]));
      }),
    );
  });
});
