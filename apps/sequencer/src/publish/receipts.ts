import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { factsOf, type ProgramLog } from '../shared/program-log.js';
import { SignerRefused, SignerSilent, type SignerClient } from '../sign/signer-client.js';

export interface ReceiptsOptions {
  /** A connection as `comity_publisher`. */
  url: string;
  signer: SignerClient;
  log: ProgramLog;
  /** Whether this process is the one that grows the tree. */
  active: () => boolean;
}

const BEAT_MS = 1000;
/** Receipts of one beat at most, and how many are asked for side by side. */
const AT_ONCE = 256;
const ABREAST = 8;
/** An entry that has no place in the log is asked for again after so long; the check for orphans names it meanwhile. */
const AGAIN_MS = 60_000;

const DUE = 'SELECT entry_id::text AS id FROM tlog.receipt_due WHERE entry_id <> ALL ($1::bigint[]) ORDER BY entry_id LIMIT $2';
const KEEP = `WITH done AS (DELETE FROM tlog.receipt_due WHERE entry_id = ANY ($1::bigint[]))
  INSERT INTO tlog.receipt (entry_id, note) SELECT * FROM unnest($1::bigint[], $2::text[]) ON CONFLICT DO NOTHING`;

/** Every second: has the receipts signed that acts between agencies are owed, and keeps them for both sides to fetch. @source log.md 9.3 */
export function startReceipts({ url, signer, log, active }: ReceiptsOptions): { stop(): Promise<void> } {
  const ending = new AbortController();
  const over = ending.signal;
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'receipts', connectionTimeoutMillis: 2000 });
  pool.on('error', () => undefined);
  const refused = new Map<string, number>();

  async function issue(): Promise<number> {
    for (const [id, since] of refused) if (performance.now() - since > AGAIN_MS) refused.delete(id);
    const { rows } = await pool.query<{ id: string }>(DUE, [[...refused.keys()], AT_ONCE]);
    const notes = new Map<string, string>();
    const waiting = rows.map(({ id }) => id);
    const one = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        try {
          notes.set(id, await signer.receipt(id));
        } catch (error) {
          if (!(error instanceof SignerRefused) || error.why !== 'no-entry') throw error;
          refused.set(id, performance.now());
          log.error('entry-without-place', { entry: id });
        }
      }
    };
    await Promise.all(Array.from({ length: ABREAST }, one));
    if (notes.size > 0) await pool.query(KEEP, [[...notes.keys()], [...notes.values()]]);
    return rows.length;
  }

  const running = (async () => {
    while (!over.aborted) {
      let found = 0;
      try {
        if (active()) found = await issue();
      } catch (error) {
        // The publisher says once that the signer is away, and why it refuses.
        if (!(error instanceof SignerSilent || error instanceof SignerRefused)) log.error('receipts-failed', factsOf(error));
      }
      if (found < AT_ONCE) await wait(BEAT_MS, undefined, { signal: over }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      ending.abort();
      await running;
      await pool.end();
    },
  };
}
