import { setTimeout as wait } from 'node:timers/promises';
import { parsePolicy, sameBytes } from '@comity/transparency-log';
import pg from 'pg';
import { freeze } from '../shared/freeze.js';
import { LOG_ID } from '@comity/audit';
import { factsOf, type ProgramLog } from '../shared/program-log.js';
import { SignerRefused, SignerSilent, type SignerClient } from '../sign/signer-client.js';

export interface PublisherOptions {
  /** A connection as `comity_publisher`. */
  url: string;
  signer: SignerClient;
  /** Text of the witness policy; only `quorum none` can be met until witnesses are built. */
  policy: string;
  log: ProgramLog;
  /** Whether this process is the one that grows the tree. */
  active: () => boolean;
}

const BEAT_MS = 1000;
/** Without witnesses the published checkpoint is renewed so often, so that its age says whether anybody publishes. @source log.md 8.4 */
const RENEW_MS = 600_000;

/**
 * Every second: has a grown tree signed, keeps the checkpoint, and publishes it once the policy is met.
 * @source log.md 8.1
 */
export function startPublisher({ url, signer, policy, log, active }: PublisherOptions): { stop(): Promise<void> } {
  if (parsePolicy(policy).quorum !== 'none') throw new Error('publishing through witnesses is not built');
  const ending = new AbortController();
  const over = ending.signal;
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'publisher', connectionTimeoutMillis: 2000 });
  pool.on('error', () => undefined);
  /** When this process last wrote the published row; before the first time it renews at once. */
  let renewedAt = Number.NEGATIVE_INFINITY;
  let silent = false;

  async function publishOnce(): Promise<void> {
    const found = await pool.query<{ size: string; epoch: string; published: string | null; frozen: boolean }>(
      `SELECT s.size, s.epoch, p.size AS published, g.frozen_at IS NOT NULL AS frozen
         FROM tlog.state s JOIN tlog.log g USING (log_id) LEFT JOIN tlog.published p USING (log_id) WHERE log_id = $1`,
      [LOG_ID],
    );
    const { size, epoch, published, frozen } = found.rows[0]!;
    const grew = Number(size) > Number(published ?? 0);
    if (frozen || (!grew && (published === null || performance.now() - renewedAt < RENEW_MS))) return;
    if (grew) await sign(epoch);
    else await pool.query('UPDATE tlog.published SET published_at = clock_timestamp() WHERE log_id = $1 AND size = $2', [LOG_ID, size]);
    renewedAt = performance.now();
  }

  async function sign(epoch: string): Promise<void> {
    const signed = await signer.sign(epoch);
    await pool.query('INSERT INTO tlog.checkpoint (log_id, size, root, epoch, note) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (log_id, size) DO NOTHING', [
      LOG_ID,
      signed.size,
      Buffer.from(signed.root),
      String(signed.epoch),
      signed.note,
    ]);
    const kept = await pool.query<{ root: Buffer; note: string }>('SELECT root, note FROM tlog.checkpoint WHERE log_id = $1 AND size = $2', [LOG_ID, signed.size]);
    if (!sameBytes(kept.rows[0]!.root, signed.root)) throw await freeze(pool, 'two-roots');
    await pool.query(
      `INSERT INTO tlog.published (log_id, size, note, published_at) VALUES ($1, $2, $3, clock_timestamp())
       ON CONFLICT (log_id) DO UPDATE SET size = excluded.size, note = excluded.note, published_at = excluded.published_at`,
      [LOG_ID, signed.size, kept.rows[0]!.note],
    );
  }

  const running = (async () => {
    while (!over.aborted) {
      try {
        if (active()) await publishOnce();
        silent = false;
      } catch (error) {
        const facts = error instanceof SignerRefused ? { why: error.why } : factsOf(error);
        // A signer that is away is one line, not one a second.
        if (!(error instanceof SignerSilent && silent)) log.error('publish-failed', facts);
        silent = error instanceof SignerSilent;
      }
      await wait(BEAT_MS, undefined, { signal: over }).catch(() => undefined);
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
