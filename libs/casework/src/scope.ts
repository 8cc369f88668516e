import { CATEGORY_RUNG, type DataCategory, needsPeriod } from './categories.js';
import { type ChangeWord } from './lists.js';

/** Both ends included; milliseconds since 1970. An instant has equal ends. */
export type Period = { readonly fromMs: number; readonly toMs: number };

/** What one line asks for, or what of it is granted. */
export type Scope = { readonly line: number; readonly identifier: string; readonly category: DataCategory; readonly period: Period | null };

/** The decision on one line. `granted` null means that nothing of it is. */
export type LineDecision = { readonly line: number; readonly granted: Scope | null; readonly conditions: readonly string[]; readonly ground: string | null };

/** How a grant reaches beyond what was asked. */
export const WIDENINGS = ['line', 'identifier', 'category', 'period'] as const;
export type Widening = (typeof WIDENINGS)[number];

const DAY_MS = 86_400_000;

/** Days that a period covers, first and last day included, in UTC; an instant is one day. */
export const daysOf = (period: Period): number => Math.floor(period.toMs / DAY_MS) - Math.floor(period.fromMs / DAY_MS) + 1;

const isInside = (asked: Period | null, granted: Period | null, category: DataCategory): boolean => {
  if (granted === null) return asked === null || !needsPeriod(category);
  return granted.fromMs <= granted.toMs && (asked === null || (asked.fromMs <= granted.fromMs && granted.toMs <= asked.toMs));
};

/**
 * Where a grant is wider than the request; empty if it is equal or narrower: the same identifier, the same category or one of a
 * lower rung, and a period inside the asked one.
 * @source exchange 1.17
 */
export function widenings(asked: Scope, granted: Scope): readonly Widening[] {
  const wider: Widening[] = [];
  if (granted.line !== asked.line) wider.push('line');
  if (granted.identifier !== asked.identifier) wider.push('identifier');
  if (granted.category !== asked.category && CATEGORY_RUNG[granted.category] >= CATEGORY_RUNG[asked.category]) wider.push('category');
  if (!isInside(asked.period, granted.period, granted.category)) wider.push('period');
  return wider;
}

export const samePeriod = (a: Period | null, b: Period | null): boolean => a === b || (a !== null && b !== null && a.fromMs === b.fromMs && a.toMs === b.toMs);

/** The word that says what became of a line. */
export function changeWord(asked: Scope, decision: LineDecision): ChangeWord {
  if (decision.granted === null) return 'refused';
  if (decision.granted.category !== asked.category || !samePeriod(decision.granted.period, asked.period)) return 'narrowed';
  return decision.conditions.length > 0 ? 'conditional' : 'granted';
}

/** One row of the scope diff: the line as asked, as granted, and the word between them. */
export type ScopeRow = {
  readonly asked: Scope;
  readonly granted: Scope | null;
  readonly change: ChangeWord;
  readonly conditions: readonly string[];
  readonly ground: string | null;
};

/** The scope diff of a decision, one row for each asked line in order. A line that nobody decided is left out; see `closedBecause()`. */
export function scopeDiff(asked: readonly Scope[], decisions: readonly LineDecision[]): readonly ScopeRow[] {
  return [...asked]
    .sort((a, b) => a.line - b.line)
    .flatMap((line) => {
      const decision = decisions.find((one) => one.line === line.line);
      return decision
        ? [{ asked: line, granted: decision.granted, change: changeWord(line, decision), conditions: decision.conditions, ground: decision.ground }]
        : [];
    });
}

/**
 * What two grants of one line have in common: the lower category and the shared period; null if nothing is left.
 * @source exchange 1.17, "People"
 */
export function intersection(first: Scope | null, second: Scope | null): Scope | null {
  if (first === null || second === null || first.line !== second.line || first.identifier !== second.identifier) return null;
  const [lower, higher] = CATEGORY_RUNG[first.category] <= CATEGORY_RUNG[second.category] ? [first, second] : [second, first];
  if (lower.category !== higher.category && CATEGORY_RUNG[lower.category] === CATEGORY_RUNG[higher.category]) return null;
  if (lower.period === null || higher.period === null) return { ...lower, period: lower.period ?? (needsPeriod(lower.category) ? higher.period : null) };
  const period = { fromMs: Math.max(lower.period.fromMs, higher.period.fromMs), toMs: Math.min(lower.period.toMs, higher.period.toMs) };
  return period.fromMs <= period.toMs ? { ...lower, period } : null;
}
