import { type Route } from '@comity/casework';
import { type AssessmentInput } from '@comity/proportionality';
import { type Tx } from '../shared/transactions.js';
import { hashOf, resultHashOf, type ScreeningResult } from './screening-result.js';

/** A screening in codes; its input and result lie sealed apart. */
export interface ScreeningRow {
  id: string;
  requestVersion: number;
  version: number;
  engine: string;
  profiles: string[];
  inputHash: string;
  /** Names what this screening found; a decision says which one it read. */
  resultHash: string;
  route: Route;
  maxSeverity: number;
  because: string[];
  at: Date;
}

/** The screening that counts, the newest of its request, or undefined where there is none in sight. */
export async function latestScreening(tx: Tx, requestId: string): Promise<ScreeningRow | undefined> {
  const [row] = await tx.query<ScreeningRow[]>(
    `select id, request_version as "requestVersion", version, engine, profiles, input_hash as "inputHash", result_hash as "resultHash", route, max_severity as "maxSeverity", because, at
       from comity.screening where request_id = $1 order by version desc limit 1`,
    [requestId],
  );
  return row;
}

/** What a new row says beside the hashes, which are made here. */
type NewScreening = Omit<ScreeningRow, 'inputHash' | 'resultHash' | 'at'> & { entryId: string };

/** Writes the row of a screening of `request`; the entry that says so is there already. */
export async function writeScreening(
  tx: Tx,
  request: { id: string; agencyId: string },
  row: NewScreening,
  { input, result }: { input: AssessmentInput; result: ScreeningResult },
): Promise<void> {
  await tx.query(
    `insert into comity.screening (id, request_id, agency_id, request_version, version, engine, profiles, input_hash, result_hash, route, max_severity, because, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[row.id, request.id, request.agencyId, row.requestVersion, row.version, row.engine, row.profiles, hashOf(input), resultHashOf(result), row.route],
      ...[row.maxSeverity, row.because, row.entryId],
    ],
  );
}
