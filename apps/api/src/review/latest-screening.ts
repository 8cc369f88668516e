import { type Route } from '@comity/casework';
import { type Tx } from '../shared/transactions.js';

/** The screening that counts, in codes: the newest of its request. */
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

/** The newest screening, or undefined where there is none in sight. */
export async function latestScreening(tx: Tx, requestId: string): Promise<ScreeningRow | undefined> {
  const [row] = await tx.query<ScreeningRow[]>(
    `select id, request_version as "requestVersion", version, engine, profiles, input_hash as "inputHash", result_hash as "resultHash", route, max_severity as "maxSeverity", because, at
       from comity.screening where request_id = $1 order by version desc limit 1`,
    [requestId],
  );
  return row;
}
