import { describe, expect, it } from 'vitest';
import { sessionStep } from './session-clock';

const MINUTE = 60_000;

describe('sessionStep', () => {
  it('waits, warns two minutes before the end, and ends', () => {
    expect([0, 12.9, 13, 14.9, 15].map((minutes) => sessionStep(minutes * MINUTE, 0, 0))).toEqual(['wait', 'wait', 'warn', 'warn', 'end']);
  });
  it('renews the sign-in of a person who types without a call', () => {
    expect(sessionStep(6 * MINUTE, 5.9 * MINUTE, 0)).toBe('renew');
    expect(sessionStep(4 * MINUTE, 3.9 * MINUTE, 0)).toBe('wait');
  });
  it('counts from the later of the last press and the last renewal', () => {
    expect(sessionStep(20 * MINUTE, 0, 10 * MINUTE)).toBe('wait');
  });
});
