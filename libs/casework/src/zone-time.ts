/** A day of the calendar, months from 1. */
export type Day = { readonly year: number; readonly month: number; readonly day: number };

const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
};

/** How far the clock of a zone is ahead of UTC at that moment, in milliseconds. */
const offsetAt = (atMs: number, zone: string): number => {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(parts['year'] ?? 0, (parts['month'] ?? 1) - 1, parts['day'] ?? 1, parts['hour'] ?? 0, parts['minute'] ?? 0, parts['second'] ?? 0);
  return local - Math.floor(atMs / 1000) * 1000;
};

/** The day that the calendar shows in a zone at that moment. */
export const dayIn = (zone: string, atMs: number): Day => {
  const local = new Date(atMs + offsetAt(atMs, zone));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
};

export const addDays = ({ year, month, day }: Day, days: number): Day => {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

/** `YYYY-MM-DD`. */
export const dayText = ({ year, month, day }: Day): string => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Day of the week, 1 for Monday to 7 for Sunday. */
export const weekday = ({ year, month, day }: Day): number => new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;

/** First moment of a day in a zone, where a change of summer time can make the day 23 or 25 hours long. */
export const startOfDay = (zone: string, { year, month, day }: Day): number => {
  const midnight = Date.UTC(year, month - 1, day);
  const first = midnight - offsetAt(midnight, zone);
  const second = midnight - offsetAt(first, zone);
  // Where midnight is skipped, the day begins when the clocks have jumped.
  return dayText(dayIn(zone, second)) === dayText({ year, month, day }) ? second : Math.max(first, second);
};
