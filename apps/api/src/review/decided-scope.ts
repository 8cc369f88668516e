import { conditionWords, type LineDecision, type Scope, scopeDiff, type ScopeRow, summaryOf } from '@comity/casework';
import { type DecisionSeal, type GrantedScope, type RequestLine, type ScopeRowView } from '@comity/contract';
import { newId } from '../shared/new-id.js';

/** A condition of a decision with the id under which it is copied to whatever follows. */
export type Condition = ScopeRowView['conditions'][number];

/** A decision on lines, as the rules of casework look at it and as people read it. */
export interface DecidedScope {
  asked: Scope[];
  decisions: LineDecision[];
  diff: readonly ScopeRow[];
  rows: ScopeRowView[];
  /** One sentence, made from the rows. */
  summary: string;
  /** The submission's lines as they were granted, for the assessment of exactly them. */
  grantedLines: RequestLine[];
}

const scopeOf = (line: Pick<RequestLine, 'line' | 'identifier'>, { category, period }: GrantedScope): Scope => ({
  line: line.line,
  identifier: line.identifier,
  category,
  period: period === null ? null : { fromMs: Date.parse(period.from), toMs: Date.parse(period.to) },
});

/**
 * What the body decides about the lines that were asked for. Nothing is judged here: whether a line is missing, unknown or wider is for `closedBecause`.
 */
export function decidedScope(lines: readonly RequestLine[], body: Pick<DecisionSeal, 'lines'>): DecidedScope {
  const conditions = new Map(
    body.lines.map((one) => [
      one,
      one.conditions.map((part): Condition => ({ id: newId(), kind: part.kind, parameter: part.parameter ?? null, until: part.until ?? null })),
    ]),
  );
  const asked = lines.map((line) => scopeOf(line, line));
  const decisions = body.lines.map((one): LineDecision => {
    const line = lines.find((candidate) => candidate.line === one.line);
    const granted = one.granted === null ? null : scopeOf({ line: one.line, identifier: line?.identifier ?? '' }, one.granted);
    return { line: one.line, granted, conditions: conditions.get(one)!.map(({ id }) => id), ground: one.granted === null ? (one.ground ?? null) : null };
  });
  const diff = scopeDiff(asked, decisions);
  const all = [...conditions.values()].flat();
  const rows = diff.flatMap((row): ScopeRowView[] => {
    const line = lines.find((candidate) => candidate.line === row.asked.line)!;
    const one = body.lines.find((candidate) => candidate.line === row.asked.line)!;
    return [
      {
        line: line.line,
        identifier: line.identifier,
        asked: { category: line.category, period: line.period },
        granted: one.granted,
        change: row.change,
        conditions: conditions.get(one)!,
        ground: row.ground,
        why: one.why,
      },
    ];
  });
  const grantedLines = body.lines.flatMap((one) => {
    const line = lines.find((candidate) => candidate.line === one.line);
    return line && one.granted !== null ? [{ ...line, category: one.granted.category, period: one.granted.period }] : [];
  });
  // The summary lies open in its row: words that a person set stay sealed with the rows.
  const words = (id: string): string => conditionWords({ ...all.find((condition) => condition.id === id)!, parameter: null }, 'en');
  return { asked, decisions, diff, rows, summary: summaryOf(diff, 'en', words), grantedLines };
}
