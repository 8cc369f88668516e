import {
  type ChangeWord,
  conditionWords,
  type ConditionText,
  daysOf,
  type Period,
  type Scope,
  scopeDiff,
  type ScopeRow,
  type SentenceLanguage,
  summaryOf,
} from '@comity/casework';

/** A line as asked. `identifier` is what people read, not its id; `toleranceS` says how far the holder's clock may be off, in seconds. */
export type AskedLine = Scope & { readonly toleranceS?: number | undefined };

/** What is decided on a line; `granted` null means refused. `why` are words of the person who decided. */
export interface DecidedLine {
  line: number;
  granted: Pick<Scope, 'category' | 'period'> | null;
  conditions: readonly ConditionText[];
  ground: string | null;
  why?: string;
}

/** One row as the table draws it. Bars are places on the axis that all rows share, in percent. */
export interface DrawnRow {
  asked: AskedLine;
  granted: Scope | null;
  change: ChangeWord | 'open';
  conditions: readonly string[];
  ground: string | null;
  why: string | undefined;
  askedDays: number | null;
  grantedDays: number | null;
  /** Equal ends: an instant and not a stretch of time. */
  isInstant: boolean;
  shown: Period | null;
  askedBar: Bar | null;
  grantedBar: Bar | null;
}
export interface Bar {
  start: number;
  end: number;
}

/** Rows of the scope diff as casework makes them, so that the words here are those of the letter. Conditions are named `line.place`. */
function decidedRows(asked: readonly AskedLine[], decided: readonly DecidedLine[]): readonly ScopeRow[] {
  const decisions = decided.flatMap(({ line, granted, conditions, ground }) => {
    const scope = asked.find((one) => one.line === line);
    return scope ? [{ line, granted: granted ? { ...scope, ...granted } : null, conditions: conditions.map((_, place) => `${line}.${place}`), ground }] : [];
  });
  return scopeDiff(asked, decisions);
}

/** The sentence above the rows; undefined while nothing is decided. */
export function scopeSentence(asked: readonly AskedLine[], decided: readonly DecidedLine[], language: SentenceLanguage): string | undefined {
  const rows = decidedRows(asked, decided);
  if (rows.length === 0) return undefined;
  return summaryOf(rows, language, (ref) => {
    const [line, place] = ref.split('.').map(Number);
    return conditionWords(decided.find((one) => one.line === line)!.conditions[place!]!, language);
  });
}

/** Everything that the table draws, a row a line. A line without a decision is open. */
export function drawnRows(asked: readonly AskedLine[], decided: readonly DecidedLine[], axis: Period | null, language: SentenceLanguage): DrawnRow[] {
  const rows = decidedRows(asked, decided);
  return asked.map((line) => {
    const row = rows.find((one) => one.asked.line === line.line);
    const decision = decided.find((one) => one.line === line.line);
    const granted = row?.granted ?? null;
    const shown = granted?.period ?? line.period;
    return {
      asked: line,
      granted,
      change: row?.change ?? 'open',
      conditions: (decision?.conditions ?? []).map((condition) => conditionWords(condition, language)),
      ground: row?.ground ?? null,
      why: decision?.why,
      askedDays: line.period ? daysOf(line.period) : null,
      grantedDays: granted?.period ? daysOf(granted.period) : null,
      isInstant: shown !== null && shown.fromMs === shown.toMs,
      shown,
      askedBar: barOf(line.period, axis),
      grantedBar: barOf(granted?.period ?? null, axis),
    };
  });
}

/** The time that all rows share; null where no line has a period. */
export function axisOf(asked: readonly AskedLine[]): Period | null {
  const periods = asked.flatMap(({ period }) => (period ? [period] : []));
  if (periods.length === 0) return null;
  const [fromMs, toMs] = [Math.min(...periods.map((one) => one.fromMs)), Math.max(...periods.map((one) => one.toMs))];
  return fromMs === toMs ? null : { fromMs, toMs };
}

function barOf(period: Period | null, axis: Period | null): Bar | null {
  if (!period || !axis) return null;
  const width = axis.toMs - axis.fromMs;
  return { start: ((period.fromMs - axis.fromMs) / width) * 100, end: ((period.toMs - axis.fromMs) / width) * 100 };
}

/** A period of the wire, both ends ISO 8601, as casework counts it; null stays null. */
export const periodOf = (wire: { from: string; to: string } | null | undefined): Period | null =>
  wire ? { fromMs: Date.parse(wire.from), toMs: Date.parse(wire.to) } : null;
