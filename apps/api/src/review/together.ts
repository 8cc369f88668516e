import { combined, conditionWords, type LineDecision, type Scope, scopeDiff, summaryOf } from '@comity/casework';
import { type ScopeRowView } from '@comity/contract';
import { type DecisionRecord } from './decision-letter.js';

type Shown = ScopeRowView['asked'];

/** Two grants as one: what is dispatched, and nothing else. */
export interface Together {
  lines: ScopeRowView[];
  /** One sentence, made from the rows. */
  summary: string;
}

const scopeOf = (line: number, { category, period }: Shown): Scope => ({
  line,
  identifier: String(line),
  category,
  period: period && { fromMs: Date.parse(period.from), toMs: Date.parse(period.to) },
});
const decisionOf = (row: ScopeRowView): LineDecision => ({
  line: row.line,
  granted: row.granted && scopeOf(row.line, row.granted),
  conditions: row.conditions.map(({ id }) => id),
  ground: row.ground,
});
const sameCondition = (a: ScopeRowView['conditions'][number], b: ScopeRowView['conditions'][number]): boolean =>
  a.kind === b.kind && a.parameter === b.parameter && a.until === b.until;

/** Takes each end of the period in the spelling of whoever set it. */
function spelled(scope: Scope, sources: readonly Shown[]): Shown {
  const { category, period } = scope;
  if (!period) return { category, period: null };
  const periods = sources.flatMap((one) => one.period ?? []);
  const from = periods.find((one) => Date.parse(one.from) === period.fromMs)!;
  const to = periods.find((one) => Date.parse(one.to) === period.toMs)!;
  return { category, period: { from: from.from, to: to.to, zone: from.zone } };
}

/**
 * What two sealed grants have in common, in the words that people read: the narrower scope of each line under the conditions of both. A condition that both set
 * stands once.
 * @source exchange.md 1.17, "People"
 */
export function togetherOf(first: DecisionRecord, second: DecisionRecord): Together {
  const asked = first.lines.map((row) => scopeOf(row.line, row.asked));
  const table = combined(asked, first.lines.map(decisionOf), second.lines.map(decisionOf));
  const diff = scopeDiff(asked, table);
  const lines = diff.flatMap((row): ScopeRowView[] => {
    const one = first.lines.find(({ line }) => line === row.asked.line);
    const other = second.lines.find(({ line }) => line === row.asked.line);
    if (!one || !other) return [];
    const conditions = [...one.conditions, ...other.conditions.filter((condition) => !one.conditions.some((known) => sameCondition(known, condition)))];
    const granted =
      row.granted &&
      spelled(
        row.granted,
        [one.granted, other.granted].flatMap((scope) => scope ?? []),
      );
    const why = row.granted || !one.granted ? one.why : other.why;
    return [{ ...one, granted, change: row.change, conditions: granted ? conditions : [], ground: row.ground, why }];
  });
  const conditions = lines.flatMap((row) => row.conditions);
  const words = (id: string): string => conditionWords({ ...conditions.find((one) => one.id === id)!, parameter: null }, 'en');
  const shown = diff.map((row) => ({ ...row, conditions: lines.find(({ line }) => line === row.asked.line)?.conditions.map(({ id }) => id) ?? [] }));
  return { lines, summary: summaryOf(shown, 'en', words) };
}

/** What decisions that count grant: that of one, or what two have in common. @param records at least one. */
export const grantedBy = ([first, second]: readonly DecisionRecord[]): readonly ScopeRowView[] =>
  first === undefined ? [] : second === undefined ? first.lines : togetherOf(first, second).lines;
