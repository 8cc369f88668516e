import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reference } from './reference.js';

const keyed = (key: string) => (text: string) => createHmac('sha256', key).update(text).digest();

describe('reference number', () => {
  it('has prefix, year, jurisdiction and six digits', () => {
    expect(reference('request', 2027, 'KE', 0, keyed('k'))).toMatch(/^DQ-2027-KE-\d{6}$/);
    expect(reference('referral', 2027, 'SE', 999_999, keyed('k'))).toMatch(/^RF-2027-SE-\d{6}$/);
  });

  it('never repeats for two counters', () => {
    const hash = keyed('k');
    const numbers = Array.from({ length: 5000 }, (_, counter) => reference('request', 2027, 'KE', counter, hash));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('stays a permutation whatever the keyed hash answers', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 0, maxLength: 2 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 999_999 }), { minLength: 2, maxLength: 20 }),
        (bytes, counters) => {
          const numbers = counters.map((counter) => reference('request', 2027, 'KE', counter, () => bytes));
          expect(new Set(numbers).size).toBe(counters.length);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('differs by key, kind, year and jurisdiction, and does not count up', () => {
    const at = (counter: number, key = 'k', year = 2027, jurisdiction = 'KE') => reference('request', year, jurisdiction, counter, keyed(key)).slice(-6);
    expect(at(1, 'k2')).not.toBe(at(1));
    expect(at(1, 'k', 2028)).not.toBe(at(1));
    expect(at(1, 'k', 2027, 'SE')).not.toBe(at(1));
    expect(Math.abs(Number(at(2)) - Number(at(1)))).toBeGreaterThan(1);
  });

  it('refuses a counter that it cannot hold', () => {
    for (const counter of [-1, 0.5, 1_000_000]) expect(() => reference('request', 2027, 'KE', counter, keyed('k'))).toThrow(RangeError);
  });
});
