import { type DataCategory } from '@comity/casework';
import { type GrantedLineView, type RequestView, type ScopeRowView } from '@comity/contract';
import { type AskedLine, type DecidedLine, periodOf } from '../shared/scope-rows';

/** The lines of a request as they were asked; lines without a category are not there yet. */
export const askedLines = ({ content, identifiers }: RequestView): AskedLine[] =>
  (content?.lines ?? []).flatMap((line, place) => {
    if (!line.category) return [];
    const identifier = identifiers.find(({ id }) => id === line.identifier);
    return [
      {
        line: line.line ?? place + 1,
        identifier: identifier?.normal ?? identifier?.raw ?? '–',
        category: line.category,
        period: periodOf(line.period),
        toleranceS: line.toleranceS,
      },
    ];
  });

/** What the side that holds may see: the granted table and nothing of what was asked beyond it. */
export const grantedLines = (granted: readonly GrantedLineView[]): AskedLine[] =>
  granted.map(({ line, identifier, category, period, toleranceS }) => ({
    line,
    identifier: identifier.normal ?? identifier.raw,
    category,
    period: periodOf(period),
    toleranceS: toleranceS ?? undefined,
  }));

type Decided = Pick<ScopeRowView, 'line' | 'conditions' | 'ground' | 'why'> & {
  granted: { category: DataCategory; period: { from: string; to: string } | null } | null;
};

export const decidedLines = (rows: readonly Decided[]): DecidedLine[] =>
  rows.map(({ line, granted, conditions, ground, why }) => ({
    line,
    granted: granted ? { category: granted.category, period: periodOf(granted.period) } : null,
    conditions,
    ground,
    why,
  }));
