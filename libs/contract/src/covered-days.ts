import { type DaySpan } from '@comity/proportionality';
import { type Period } from './request-lines.js';

/** Whether this machine knows a zone by its IANA name. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Day of the calendar on which an instant falls in a zone, as a plain date. */
function dayOf(instant: string, zone: string): string {
  const form = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = form.formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)!.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/**
 * Days that a period touches in its own zone, as plain dates; an instant touches one.
 * @throws {RangeError} when the zone is unknown: the submission is refused before.
 */
export const daysOf = (period: Period): DaySpan => ({ first: dayOf(period.from, period.zone), last: dayOf(period.to, period.zone) });
