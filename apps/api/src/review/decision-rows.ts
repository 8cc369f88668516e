import { type Certificate, type ChangeWord, type LineDecision, type Route, type Scope, scopeDiff } from '@comity/casework';
import { type DecisionSeal, type RequestLine, type ScopeRowView } from '@comity/contract';
import { type ScreeningRow } from '../screening/screening-row.js';
import { type Tx } from '../shared/transactions.js';
import { type Held } from './hold-review.js';

/** What is written of a decision beside its sealed words. */
export interface DecisionRow {
  id: string;
  held: Held;
  screening: ScreeningRow;
  certificate: Certificate;
  body: DecisionSeal;
  route: Route;
  /** Highest severity of the assessment of the granted lines, or of the whole where nothing is granted. */
  severity: number;
  summary: string;
  departs: boolean;
  log: { entryId: string; leafHash: string };
}

/** Writes the decision. @returns false when another one of this round counts already: a lost race is a row that was not inserted. */
export async function writeDecision(
  tx: Tx,
  { id, held: { request, review }, screening, certificate, body, route, severity, summary, departs, log }: DecisionRow,
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `insert into comity.decision (id, request_id, review_id, request_version, round, position, person_id, officer_id, agency_id, agency_snapshot, jurisdiction_snapshot,
       requesting_agency_id, certificate_id, outcome, route, severity, screening_version, request_hash, screening_hash, summary, departs, entry_id, leaf_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22) on conflict do nothing returning id`,
    [
      ...[
        id,
        request.id,
        review.id,
        request.frozenVersion,
        request.round,
        review.position,
        review.personId,
        review.officerId,
        review.agencyId,
        review.jurisdiction,
        request.agencyId,
      ],
      ...[certificate.id, body.outcome, route, severity, screening.version, body.requestHash, body.screeningHash, summary, departs, log.entryId, log.leafHash],
    ],
  );
  return rows.length === 1;
}

const STATE_OF: Readonly<Record<ChangeWord, string>> = { granted: 'granted', conditional: 'granted', narrowed: 'narrowed', refused: 'refused' };

/** Writes the part of the granted table that this decision makes. */
export async function writeLines(tx: Tx, id: string, { request, review }: Held, rows: readonly ScopeRowView[], asked: readonly RequestLine[]): Promise<void> {
  for (const row of rows) {
    const period = row.granted?.period ?? null;
    const at = period && period.from === period.to ? period.from : null;
    await tx.query(
      `insert into comity.decision_line (decision_id, line_no, request_id, agency_id, requesting_agency_id, change, category, period_from, period_to, at, tolerance_s, ground, conditions)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[
          id,
          row.line,
          request.id,
          review.agencyId,
          request.agencyId,
          row.change,
          row.granted?.category ?? null,
          period?.from ?? null,
          period?.to ?? null,
          at,
        ],
        ...[
          row.granted ? (asked.find((line) => line.line === row.line)?.toleranceS ?? null) : null,
          row.ground,
          row.conditions.map((condition) => condition.kind),
        ],
      ],
    );
  }
}

/** Writes what became of each line that was asked for, once nobody decides after it. */
export async function writeLineStates(tx: Tx, requestId: string, asked: readonly Scope[], table: readonly LineDecision[]): Promise<void> {
  for (const { asked: line, change } of scopeDiff(asked, table))
    await tx.query('update comity.request_line set state = $3 where request_id = $1 and line_no = $2', [requestId, line.line, STATE_OF[change]]);
}
