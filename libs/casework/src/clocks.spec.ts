import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, type ClockRule, readClock } from './clocks.js';
import { readHouseClock } from './due.js';
import { HOUSE_CLOCKS } from './house-clocks.js';
import { dayIn, dayText, startOfDay } from './zone-time.js';

const at = (text: string) => Date.parse(text);
const nairobi: Calendar = { zone: 'Africa/Nairobi', week: [1, 2, 3, 4, 5], holidays: ['2026-12-25'] };
const stockholm: Calendar = { ...nairobi, zone: 'Europe/Stockholm' };
const rule: ClockRule = { ...HOUSE_CLOCKS.decision.ordinary, suspensions: [{ from: 'asked', to: 'answered' }] };
const days = (length: number, change: Partial<ClockRule> = {}): ClockRule => ({ ...rule, length, unit: 'calendar_day', ...change });
const start = (text: string) => [{ kind: 'request.submitted', atMs: at(text) }];
const due = (one: ClockRule, calendar: Calendar, text: string) => new Date(readClock(one, calendar, start(text), at(text))?.dueAtMs ?? 0).toISOString();

describe('a clock', () => {
  it('does not run before its trigger', () => {
    expect(readClock(rule, nairobi, [], 0)).toBeNull();
    expect(readClock(rule, nairobi, start('2026-11-23T10:00:00Z'), at('2026-11-23T09:00:00Z'))).toBeNull();
  });

  it('runs hours through nights and changes of summer time', () => {
    expect(due({ ...rule, unit: 'hour', length: 24 }, stockholm, '2026-03-28T12:00:00Z')).toBe('2026-03-29T12:00:00.000Z');
    expect(due({ ...rule, unit: 'minute', length: 5 }, stockholm, '2026-03-28T12:00:00Z')).toBe('2026-03-28T12:05:00.000Z');
  });

  it('leaves out the day of the event and ends at midnight where the one lives who owes', () => {
    expect(due(days(7), nairobi, '2026-11-23T22:30:00Z')).toBe('2026-12-01T21:00:00.000Z');
    expect(due(days(1), stockholm, '2026-03-28T12:00:00Z')).toBe('2026-03-29T22:00:00.000Z');
    expect(due(days(1), stockholm, '2026-10-24T12:00:00Z')).toBe('2026-10-25T23:00:00.000Z');
  });

  it('counts working days by calendar, over holidays, leap days and the end of a year', () => {
    expect(due({ ...rule, length: 3 }, nairobi, '2026-12-23T08:00:00Z')).toBe('2026-12-29T21:00:00.000Z');
    expect(due({ ...rule, length: 5 }, nairobi, '2026-12-28T08:00:00Z')).toBe('2027-01-04T21:00:00.000Z');
    expect(due(days(1), nairobi, '2028-02-28T08:00:00Z')).toBe('2028-02-29T21:00:00.000Z');
  });

  it('rolls forward only where the rule says so, and then says to act by the earlier reading', () => {
    const reading = readClock(days(5, { rollForward: true }), nairobi, start('2026-11-23T08:00:00Z'), at('2026-11-23T08:00:00Z'));
    expect(new Date(reading?.dueAtMs ?? 0).toISOString()).toBe('2026-11-30T21:00:00.000Z');
    expect(new Date(reading?.actByMs ?? 0).toISOString()).toBe('2026-11-28T21:00:00.000Z');
  });

  it('stands still between question and answer, to the millisecond', () => {
    const events = [
      ...start('2026-11-23T08:00:00Z'),
      { kind: 'asked', atMs: at('2026-11-24T08:00:00Z') },
      { kind: 'answered', atMs: at('2026-11-24T09:00:00.001Z') },
    ];
    const bare = readClock(rule, nairobi, events.slice(0, 1), at('2026-11-25T00:00:00Z'));
    const reading = readClock(rule, nairobi, events, at('2026-11-25T00:00:00Z'));
    expect((reading?.dueAtMs ?? 0) - (bare?.dueAtMs ?? 0)).toBe(3_600_001);
    expect(readClock(rule, nairobi, events.slice(0, 2), at('2026-11-24T08:30:00Z'))).toMatchObject({ state: 'paused', pausedMs: 1_800_000 });
  });

  it('is met by its event in time, and missed afterwards', () => {
    const hour = { ...rule, unit: 'hour' as const, length: 1, metBy: ['done'] };
    const done = (text: string) =>
      readClock(hour, nairobi, [...start('2026-11-23T08:00:00Z'), { kind: 'done', atMs: at(text) }], at('2026-11-23T12:00:00Z'))?.state;
    expect([done('2026-11-23T09:00:00Z'), done('2026-11-23T09:00:00.001Z'), done('2026-11-23T07:59:00Z')]).toEqual(['met', 'missed', 'missed']);
    expect(readClock(hour, nairobi, start('2026-11-23T08:00:00Z'), at('2026-11-23T08:30:00Z'))?.state).toBe('running');
  });

  it('refuses a calendar without a working day', () => {
    expect(() => readClock(rule, { ...nairobi, week: [] }, start('2026-11-23T08:00:00Z'), at('2026-11-23T08:00:00Z'))).toThrow(RangeError);
  });
});

describe('properties of clocks', () => {
  const moments = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2029-01-01T00:00:00Z') });
  const units = fc.constantFrom('minute', 'hour', 'calendar_day', 'working_day');
  const zones = fc.constantFrom('UTC', 'Africa/Nairobi', 'Europe/Stockholm', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Beirut');

  it('a longer rule is never due earlier, and the start is never after the end', () => {
    fc.assert(
      fc.property(moments, units, zones, fc.nat(30), fc.nat(30), fc.boolean(), (ms, unit, zone, a, b, rollForward) => {
        const read = (length: number) =>
          readClock({ ...rule, unit, length, rollForward }, { ...nairobi, zone }, [{ kind: 'request.submitted', atMs: ms }], ms)?.dueAtMs ?? 0;
        expect(read(Math.max(a, b))).toBeGreaterThanOrEqual(read(Math.min(a, b)));
        expect(read(a)).toBeGreaterThanOrEqual(ms);
      }),
    );
  });

  it('suspensions only lengthen', () => {
    fc.assert(
      fc.property(moments, fc.nat(1e9), fc.nat(1e9), units, (ms, asked, answered, unit) => {
        const events = [{ kind: 'request.submitted', atMs: ms }];
        const more = [...events, { kind: 'asked', atMs: ms + asked }, { kind: 'answered', atMs: ms + asked + answered }];
        const read = (list: typeof events) => readClock({ ...rule, unit }, nairobi, list, ms + 3e9)?.dueAtMs ?? 0;
        expect(read(more)).toBe(read(events) + answered);
      }),
    );
  });

  it('a holiday added later never makes a working day end earlier', () => {
    fc.assert(
      fc.property(moments, fc.array(fc.nat(40), { maxLength: 5 }), (ms, holidays) => {
        const later = { ...nairobi, holidays: holidays.map((days) => dayText(dayIn('UTC', ms + days * 86_400_000))) };
        const read = (calendar: Calendar) => readClock(rule, calendar, [{ kind: 'request.submitted', atMs: ms }], ms)?.dueAtMs ?? 0;
        expect(read(later)).toBeGreaterThanOrEqual(read({ ...nairobi, holidays: [] }));
      }),
    );
  });

  it('a day begins where the calendar of its zone turns', () => {
    fc.assert(
      fc.property(moments, zones, (ms, zone) => {
        const day = dayIn(zone, ms);
        const begins = startOfDay(zone, day);
        expect(dayText(dayIn(zone, begins))).toBe(dayText(day));
        expect(dayText(dayIn(zone, begins - 1))).not.toBe(dayText(day));
        expect(begins).toBeLessThanOrEqual(ms);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a house clock', () => {
  const reading = (now: string, metAtMs: number | null = null) =>
    readHouseClock('retrieval', 'ordinary', { zone: 'Europe/Stockholm', startedAtMs: at('2026-11-25T08:00:00Z'), metAtMs, nowMs: at(now) });

  it('says what is left and used, over a weekend', () => {
    expect(reading('2026-11-25T08:00:00Z')).toMatchObject({ state: 'running', usedPercent: 0, dueAtMs: at('2026-11-30T23:00:00Z') });
    expect(reading('2026-11-30T22:00:00Z')).toMatchObject({ leftMs: 3_600_000, usedPercent: 99 });
  });

  it('is met in time, and below zero once it is over', () => {
    expect(reading('2026-11-26T08:00:00Z', at('2026-11-25T09:00:00Z'))?.state).toBe('met');
    expect(reading('2026-12-01T00:00:00Z')).toMatchObject({ state: 'missed', leftMs: -3_600_000, usedPercent: 100 });
  });
});
