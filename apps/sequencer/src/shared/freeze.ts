import type pg from 'pg';
import { LOG_ID } from '@comity/audit';

/** The log was found in a state that only a rollback, a fork or a stolen key explains. Nothing goes on until two persons resume it. */
export class Frozen extends Error {
  override readonly name = 'Frozen';
  constructor(readonly why: string) {
    super(`frozen: ${why}`);
  }
}

/** Stops the log for everybody, with a code that says why; the first reason stays. @source log.md 8.2 */
export async function freeze(client: pg.Client | pg.Pool, why: string): Promise<Frozen> {
  await client.query('UPDATE tlog.log SET frozen_at = clock_timestamp(), frozen_why = $2 WHERE log_id = $1 AND frozen_at IS NULL', [LOG_ID, why]);
  return new Frozen(why);
}
