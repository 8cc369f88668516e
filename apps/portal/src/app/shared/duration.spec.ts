import { describe, expect, it } from 'vitest';
import { durationWords } from './duration';

describe('durationWords', () => {
  it('says the two largest units, and days alone', () => {
    expect(durationWords(12_000, 'en')).toBe('3 hours 20 min');
    expect(durationWords(300_000, 'en')).toBe('3 days');
    expect(durationWords(-59, 'en')).toBe('0 min');
  });

  it('counts in Arabic as Arabic does', () => {
    expect(durationWords(12_000, 'ar')).toBe('3 ساعات و20 دقيقة');
  });
});
