import { type DataCategory, type LineDecision, type Position, type Sealed, scopesDiffer } from '@comity/casework';
import { lineDecision } from '../requests/standing-decisions.js';
import { type Tx } from '../shared/transactions.js';

/**
 * Who sealed in this round, and with what outcome. The rules need it of decisions that the person who is drawn must not read yet: it goes into a rule, never
 * into an answer.
 */
export const sealedBefore = (tx: Tx, requestId: string): Promise<Sealed[]> =>
  tx.query<Sealed[]>('select person_id as "personId", agency_id as "agencyId", jurisdiction, position, outcome from comity.sealed_before($1)', [requestId]);

interface LineRow {
  line: number;
  category: DataCategory | null;
  from: Date | null;
  to: Date | null;
  ground: string | null;
  conditions: string[];
}

/** What was granted of each line in one position of the round, in codes; for the step, and for what became of the lines. */
export async function sealedLines(tx: Tx, requestId: string, position: Position): Promise<LineDecision[]> {
  const rows = await tx.query<LineRow[]>(
    `select line_no as line, category, period_from as "from", period_to as "to", ground, conditions from comity.sealed_lines($1)
      where "position" = $2 order by line_no`,
    [requestId, position],
  );
  return rows.map((row) => lineDecision({ ...row, from: row.from?.toISOString() ?? null, to: row.to?.toISOString() ?? null }));
}

/** Numbers of the lines on which two grants of the round differ; none where there are not two. */
export async function differingLines(tx: Tx, requestId: string): Promise<number[]> {
  const [first, second] = [await sealedLines(tx, requestId, 'first'), await sealedLines(tx, requestId, 'second')];
  if (first.length === 0 || second.length === 0) return [];
  return first.flatMap((one) =>
    scopesDiffer(
      [one],
      second.filter(({ line }) => line === one.line),
    )
      ? [one.line]
      : [],
  );
}
