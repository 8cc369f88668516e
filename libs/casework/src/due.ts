import { type Calendar, type ClockEvent, type ClockReading, type ClockRule, readClock } from './clocks.js';
import { HOUSE_CLOCKS } from './house-clocks.js';
import { type Track } from './lists.js';

/** Working days of a week, Monday to Friday. Holidays of a jurisdiction are not entered yet: without them a time ends earlier, never later. */
export const HOUSE_WEEK: readonly number[] = [1, 2, 3, 4, 5];

/** A house clock as it stands at one moment. `leftMs` is below zero once it is over; `usedPercent` is at most 100. */
export type HouseReading = ClockReading & { readonly rule: ClockRule; readonly zone: string; readonly leftMs: number; readonly usedPercent: number };

/**
 * Reads a house clock of a track. `zone` is that of the one who owes; `metAtMs` the moment at which it was met, null while it was not;
 * `events` what suspends it and lets it go on.
 * @source exchange 3.3 "House rules"
 */
export function readHouseClock(
  name: keyof typeof HOUSE_CLOCKS,
  track: Track,
  {
    zone,
    startedAtMs,
    metAtMs,
    nowMs,
    events = [],
  }: { zone: string; startedAtMs: number; metAtMs: number | null; nowMs: number; events?: readonly ClockEvent[] },
): HouseReading | null {
  const rule = HOUSE_CLOCKS[name][track];
  const calendar: Calendar = { zone, week: HOUSE_WEEK, holidays: [] };
  const met = metAtMs === null ? [] : rule.metBy.map((kind) => ({ kind, atMs: metAtMs }));
  const reading = readClock(rule, calendar, [{ kind: rule.trigger, atMs: startedAtMs }, ...met, ...events], nowMs);
  if (!reading) return null;
  // Time in which the clock stood still is neither owed nor used.
  const whole = Math.max(reading.dueAtMs - reading.startedAtMs - reading.pausedMs, 1);
  const usedPercent = Math.round(Math.min(Math.max(((nowMs - reading.startedAtMs - reading.pausedMs) / whole) * 100, 0), 100));
  return { ...reading, rule, zone, leftMs: reading.dueAtMs - nowMs, usedPercent };
}
