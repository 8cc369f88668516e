import { type Period } from '@comity/casework';
import { type Language, LOCALES } from './texts';

const DAY_MS = 86_400_000;
/** Days from which an axis is marked by months. */
const MONTHS_FROM = 62;
const MARKS = 5;

const format = (language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', ...options });

/** A period in words, in UTC: `1 Mar – 29 May 2027`; an instant with its time: `14 May 2027, 21:03 UTC`. */
export function periodWords({ fromMs, toMs }: Period, language: Language): string {
  if (fromMs === toMs)
    return format(language, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    }).format(fromMs);
  return format(language, { day: 'numeric', month: 'short', year: 'numeric' }).formatRange(fromMs, toMs);
}

/** Marks under or above an axis, evenly spaced from its start to its end; the year stands at both ends. */
export function axisMarks({ fromMs, toMs }: Period, language: Language): string[] {
  const isLong = toMs - fromMs > MONTHS_FROM * DAY_MS;
  const inner = format(language, isLong ? { month: 'short' } : { day: 'numeric', month: 'short' });
  const outer = format(language, isLong ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' });
  return Array.from({ length: MARKS }, (_, place) =>
    (place === 0 || place === MARKS - 1 ? outer : inner).format(fromMs + ((toMs - fromMs) * place) / (MARKS - 1)),
  );
}
