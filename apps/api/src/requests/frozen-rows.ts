import { countsDays, daysOf, type RequestLine } from '@comity/contract';
import { daysCovered } from '@comity/proportionality';
import { newId } from '../shared/new-id.js';
import { type Officer } from '../shared/officer.js';
import { type Tx } from '../shared/transactions.js';
import { type DataRequest } from './data-request.entity.js';
import { type FrozenContent } from './request-content.js';

/** What the entry of a submission says about its lines, in numbers and codes. */
export function linesSummary(lines: readonly RequestLine[]): { lines: number; categories: string[]; period_days: number } {
  const spans = lines.flatMap((line) => (countsDays(line) && line.period ? [daysOf(line.period)] : []));
  return { lines: lines.length, categories: [...new Set(lines.map(({ category }) => category))].sort(), period_days: daysCovered(spans) };
}

/** Notes the frozen version of a row that was just submitted. */
export async function writeVersion(tx: Tx, row: DataRequest, officer: Officer, entryId: string): Promise<void> {
  await tx.query(
    'insert into comity.request_version (id, request_id, agency_id, version, content_hash, person_id, entry_id) values ($1, $2, $3, $4, $5, $6, $7)',
    [newId(), row.id, row.agencyId, row.frozenVersion, row.contentHash, officer.personId, entryId],
  );
}

/** Lines in the form asked, without words and values; those of an earlier version are replaced. */
export async function writeLines(tx: Tx, row: DataRequest, { submission, identifiers }: FrozenContent): Promise<void> {
  await tx.query('delete from comity.request_line where request_id = $1', [row.id]);
  for (const { line, identifier, category, period, toleranceS } of submission.lines) {
    const days = period && daysOf(period);
    await tx.query(
      `insert into comity.request_line (id, request_id, agency_id, line_no, category, identifier_id, identifier_type, period_from, period_to, at, tolerance_s, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'asked')`,
      [
        newId(),
        row.id,
        row.agencyId,
        line,
        category,
        identifier,
        identifiers.find(({ id }) => id === identifier)!.type,
        days && days.first,
        days && days.last,
        period && period.from === period.to ? period.from : null,
        toleranceS ?? null,
      ],
    );
  }
}
