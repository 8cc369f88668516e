import { type Language } from './texts';

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
/** From here on days say enough. */
const DAYS_FROM_S = 2 * DAY_S;

/** A length of time in the reader's words, the two largest units at most: `3 hours 20 minutes`. @param seconds the sign is left out */
export function durationWords(seconds: number, language: Language): string {
  const whole = Math.abs(Math.trunc(seconds));
  const say = (number: number, unit: 'day' | 'hour' | 'minute'): string =>
    new Intl.NumberFormat(`${language}-u-nu-latn`, {
      style: 'unit',
      unit,
      unitDisplay: language === 'ar' ? 'long' : unit === 'minute' ? 'short' : 'long',
    }).format(number);
  if (whole >= DAYS_FROM_S) return say(Math.floor(whole / DAY_S), 'day');
  const hours = Math.floor(whole / HOUR_S);
  const minutes = Math.floor((whole % HOUR_S) / 60);
  if (hours === 0) return say(minutes, 'minute');
  if (minutes === 0) return say(hours, 'hour');
  return `${say(hours, 'hour')}${language === 'ar' ? ' و' : ' '}${say(minutes, 'minute')}`;
}
