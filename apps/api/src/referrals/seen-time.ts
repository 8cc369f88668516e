import { type Seen } from './intake-result.js';

const FORM = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;
const UNIT_MS = { s: 1, min: 60_000, d: 86_400_000 } as const;

/**
 * Reads a time of a source. With a zone it becomes an instant in UTC; without one it stays the wall clock time it is, `zone` null. A time without
 * seconds or hours covers its whole minute or day. Null when it is no real time between 1900 and 2100.
 * @source security.md 5.6; exchange.md 4.1
 */
export function readSeen(text: string, event: Seen['event'] = null): Seen | null {
  const read = FORM.exec(text.trim());
  if (!read) return null;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', fraction = '', zone] = read;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}`;
  const asUtc = new Date(`${local}Z`);
  // A day that does not exist rolls over to another one and so gives another text.
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString() !== `${local}Z` || Number(year) < 1900 || Number(year) > 2100) return null;
  const offset = zone === undefined ? null : offsetMs(zone);
  if (zone !== undefined && offset === null) return null;
  const precision = read[4] === undefined ? 'd' : read[6] === undefined ? 'min' : 's';
  const start = asUtc.getTime() - (offset ?? 0);
  const end = start + UNIT_MS[precision] - 1;
  const write = (at: number): string => (offset === null ? new Date(at).toISOString().slice(0, -1) : new Date(at).toISOString());
  return { from: write(start), to: write(end), zone: offset === null ? null : 'UTC', precision, event };
}

/** Offset in milliseconds, −12:00 to +14:00; null outside. */
function offsetMs(zone: string): number | null {
  if (/^z$/i.test(zone)) return 0;
  const [, sign = '', hours = '', minutes = ''] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  const total = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return Number(minutes) > 59 || total < -720 || total > 840 ? null : total * 60_000;
}
