import { daysOf, type ScopeRow } from './scope.js';

const NAMES: Readonly<Record<string, string>> = {
  identification_ip: 'identification of an IP address',
  content_stored: 'stored content',
  content_realtime: 'live content',
  device_full: 'whole device',
};
const nameOf = (category: string): string => NAMES[category] ?? category.replaceAll('_', ' ');

/** A condition in words, for the sentence; the caller writes them, like `to be deleted by 2027-03-01`. */
export type ConditionWords = (ref: string) => string;

/**
 * The one sentence above a scope diff, made from its rows alone. Letters copy it word for word, so it is never edited.
 * @example summaryOf(rows) // "2 of 3 lines granted, line 2 for 30 of 90 days; line 3 (identification of an IP address) refused."
 */
export function summaryOf(rows: readonly ScopeRow[], conditionWords: ConditionWords = (ref) => `under condition ${ref}`): string {
  const granted = rows.filter((row) => row.granted !== null);
  const narrowed = granted
    .filter((row) => row.change === 'narrowed')
    .map((row) => {
      const line = `line ${row.asked.line}`;
      const lower = row.granted && row.granted.category !== row.asked.category ? ` as ${nameOf(row.granted.category)}` : '';
      const { period: asked } = row.asked;
      const period = row.granted?.period ?? null;
      const days =
        asked && period && daysOf(period) !== daysOf(asked)
          ? ` for ${daysOf(period)} of ${daysOf(asked)} days`
          : asked && !period
            ? ' without a period'
            : lower
              ? ''
              : ' for a shorter time';
      return `${line}${lower}${days}`;
    });
  const head = [`${granted.length} of ${rows.length} ${rows.length === 1 ? 'line' : 'lines'} granted`, ...narrowed].join(', ');
  const refused = rows.filter((row) => row.granted === null).map((row) => `line ${row.asked.line} (${nameOf(row.asked.category)}) refused`);
  const conditional = rows.filter((row) => row.granted !== null).flatMap((row) => row.conditions.map((ref) => `line ${row.asked.line} ${conditionWords(ref)}`));
  return `${[head, ...refused, ...conditional].join('; ')}.`;
}
