import { type DataCategory, type Period, type Scope, scopeDiff, type ScopeRow } from '@comity/casework';

/** A line as asked. `identifier` is what people read, not its id. */
export type AskedLine = Scope;
/** What is decided on a line; `granted` null means refused. */
export interface DecidedLine {
  line: number;
  granted: { category: DataCategory; period: Period | null } | null;
  conditions: readonly string[];
  ground: string | null;
}

/** Rows of the scope diff as casework makes them, so that the words here are those of the letter. */
export function scopeRowsOf(asked: readonly AskedLine[], decided: readonly DecidedLine[] | undefined): readonly ScopeRow[] {
  const decisions = (decided ?? []).flatMap(({ line, granted, conditions, ground }) => {
    const scope = asked.find((one) => one.line === line);
    return scope ? [{ line, granted: granted ? { ...scope, ...granted } : null, conditions, ground }] : [];
  });
  return scopeDiff(asked, decisions);
}

/** A period of the wire, both ends ISO 8601, as casework counts it; null stays null. */
export const periodOf = (wire: { from: string; to: string } | null | undefined): Period | null =>
  wire ? { fromMs: Date.parse(wire.from), toMs: Date.parse(wire.to) } : null;
