import { CATEGORY_RUNG, DATA_CATEGORIES, type DataCategory } from '@comity/casework';
import { type RequestLine } from '@comity/contract';

type Span = NonNullable<RequestLine['period']>;

/** What may be granted in place of `asked`: itself first, then every kind of data of a lower rung, deepest first. */
export const lowerCategories = (asked: DataCategory): DataCategory[] => [
  asked,
  ...DATA_CATEGORIES.filter((one) => CATEGORY_RUNG[one] < CATEGORY_RUNG[asked]).sort((a, b) => CATEGORY_RUNG[b] - CATEGORY_RUNG[a]),
];

/** Day of an instant, `2026-10-04`, in UTC. */
export const dayOf = (instant: string): string => new Date(instant).toISOString().slice(0, 10);

/** The last second of a day, in UTC; undefined where none was chosen. */
export const endOfDay = (day: string): string | undefined => (day ? `${day}T23:59:59Z` : undefined);

/**
 * The asked time cut to whole days in UTC. It never reaches beyond what was asked: an end outside is brought back, and an end that would lie before the
 * start is moved to the start's day.
 * @param from first day. @param to last day, included
 */
export function cutTo(asked: Span, from: string, to: string): Span {
  const start = Math.min(Math.max(Date.parse(`${from}T00:00:00Z`), Date.parse(asked.from)), Date.parse(asked.to));
  const dayEnd = Date.parse(`${to < from ? from : to}T23:59:59Z`);
  const end = Math.max(Math.min(dayEnd, Date.parse(asked.to)), start);
  const same = (ms: number, instant: string): string => (ms === Date.parse(instant) ? instant : new Date(ms).toISOString());
  return { from: same(start, asked.from), to: same(end, asked.to), zone: asked.zone };
}
