import { TIMED_CATEGORIES } from './facts.js';
import { FAVOURABLE_NO, type InputPath } from './fields/input-fields.js';
import { DATA_CATEGORIES, type DataCategory, type Tri } from './value-lists.js';

/** Days that a line is about, both included, as ISO dates (`2026-03-01`); an instant has the same day twice. */
export interface DaySpan {
  readonly first: string;
  readonly last: string;
}

/** A span of days that is no span: a day that is no date, or the last before the first. */
export class DaySpanInvalid extends Error {
  override readonly name = 'DaySpanInvalid';
  constructor(readonly span: DaySpan) {
    super(`no span of days: ${span.first} to ${span.last}`);
  }
}

/** What one line adds to the input. */
export interface CombinableLine {
  readonly category: DataCategory;
  readonly days: DaySpan | null;
  /** Person concerned, or the identifier where the person is not known; only compared for equality. */
  readonly target: string;
  /** Answers given for this line alone, by path. */
  readonly answers?: Partial<Readonly<Record<InputPath, Tri>>>;
}

/** The answers that follow from the lines together. */
export interface CombinedLines {
  readonly categories: readonly DataCategory[];
  readonly periodDays: number;
  readonly count: number;
  readonly answers: Partial<Record<InputPath, Tri>>;
}

const DAY_MS = 86_400_000;

function dayNumber(date: string, span: DaySpan): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) throw new DaySpanInvalid(span);
  return at / DAY_MS;
}

/**
 * Number of days that at least one span covers. Overlaps count once, gaps not at all.
 * @throws {DaySpanInvalid}
 * @source proportionality 3, "From a data request to an input"
 */
export function daysCovered(spans: readonly DaySpan[]): number {
  const ordered = spans.map((span) => ({ span, from: dayNumber(span.first, span), to: dayNumber(span.last, span) })).sort((a, b) => a.from - b.from);
  let days = 0;
  let covered = -Infinity;
  for (const { span, from, to } of ordered) {
    if (to < from) throw new DaySpanInvalid(span);
    days += Math.max(0, to - Math.max(from, covered + 1) + 1);
    covered = Math.max(covered, to);
  }
  return days;
}

/**
 * The least favourable of the answers to one question: no before unknown before yes, or the reverse where no is favourable.
 * Undefined if there is none.
 * @source proportionality 3, "From a data request to an input"
 */
export function worstAnswer(path: InputPath, answers: readonly Tri[]): Tri | undefined {
  const order: readonly Tri[] = FAVOURABLE_NO.includes(path) ? ['yes', 'unknown', 'no'] : ['no', 'unknown', 'yes'];
  return order.find((one) => answers.includes(one));
}

/** The longest of several keeping times in days; null, which is no limit, is longer than any number, and also stands for none given. */
export const longestRetention = (days: readonly (number | null)[]): number | null =>
  days.length === 0 || days.includes(null) ? null : Math.max(...days.filter((one) => one !== null));

const countsDays = (category: DataCategory): boolean => TIMED_CATEGORIES.includes(category) || category === 'biometric';

/**
 * Joins request lines into the answers of one input. Adding a line never makes the input milder.
 * @throws {DaySpanInvalid} when a timed line has days that are no span.
 * @source proportionality 3, "From a data request to an input"
 */
export function combineLines(lines: readonly CombinableLine[]): CombinedLines {
  const asked = new Set(lines.map(({ category }) => category));
  const spans = lines.filter(({ category }) => countsDays(category)).flatMap(({ days }) => days ?? []);
  const paths = [...new Set(lines.flatMap(({ answers }) => Object.keys(answers ?? {}) as InputPath[]))];
  const answers = paths.map(
    (path) =>
      [
        path,
        worstAnswer(
          path,
          lines.flatMap((line) => line.answers?.[path] ?? []),
        ),
      ] as const,
  );
  return {
    categories: DATA_CATEGORIES.filter((category) => asked.has(category)),
    periodDays: daysCovered(spans),
    count: new Set(lines.map(({ target }) => target)).size,
    answers: Object.fromEntries(answers),
  };
}
