import { type DraftLine, type ReviewView } from '@comity/contract';
import { type AskedLine, type DecidedLine, periodOf } from '../shared/scope-rows';

/** The lines as asked, with the identifiers that people read. */
export function askedLines({ content, identifiers }: Pick<ReviewView, 'content' | 'identifiers'>): AskedLine[] {
  return content.lines.map(({ line, identifier, category, period, toleranceS }) => {
    const found = identifiers.find((one) => one.id === identifier);
    const shown = found ? `${found.shown}${found.service ? ` @ ${found.service}` : ''}` : identifier;
    return { line, identifier: shown, category, period: periodOf(period), toleranceS };
  });
}

/** What the draft decides, for the scope diff. */
export const decidedLines = (lines: readonly DraftLine[]): DecidedLine[] =>
  lines.map(({ line, granted, conditions, ground, why }) => ({
    line,
    granted: granted && { category: granted.category, period: periodOf(granted.period) },
    conditions: conditions.map(({ kind, parameter, until }) => ({ kind, parameter: parameter ?? null, until: until ?? null })),
    ground: ground ?? null,
    ...(why ? { why } : {}),
  }));
