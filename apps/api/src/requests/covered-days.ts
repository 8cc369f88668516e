import { type Period } from '@comity/contract';

/** First and last day, both included, as days since 1970. */
export type DaySpan = readonly [first: number, last: number];

const DAY_MS = 86_400_000;

/** Whether this machine knows a zone by its IANA name. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A day as a plain date, `2026-11-02`. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Day of the calendar on which an instant falls in a zone, as days since 1970. */
function dayOf(instant: string, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, calendar: 'iso8601', numberingSystem: 'latn', year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(
    new Date(instant),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)!.value);
  return Date.UTC(part('year'), part('month') - 1, part('day')) / DAY_MS;
}

/**
 * Days that a period touches in its own zone; an instant touches one.
 * @throws {RangeError} when the zone is unknown: the submission is refused before.
 */
export const daysOf = (period: Period): DaySpan => [dayOf(period.from, period.zone), dayOf(period.to, period.zone)];

/** Number of days that lie in at least one span; 0 without spans. @source proportionality.md 3, "From a data request to an input" */
export function coveredDays(spans: readonly DaySpan[]): number {
  let days = 0;
  let counted = -Infinity;
  for (const [first, last] of [...spans].sort((a, b) => a[0] - b[0])) {
    days += Math.max(0, last - Math.max(first, counted + 1) + 1);
    counted = Math.max(counted, last);
  }
  return days;
}
