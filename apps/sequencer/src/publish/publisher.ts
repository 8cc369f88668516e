import { setTimeout as wait } from 'node:timers/promises';
import { LOG_ID } from '@comity/audit';
import { meetsQuorum, parsePolicy, sameBytes } from '@comity/transparency-log';
import pg from 'pg';
import { freeze, Frozen } from '../shared/freeze.js';
import { factsOf, type ProgramLog } from '../shared/program-log.js';
import { SignerRefused, SignerSilent, type SignerClient } from '../sign/signer-client.js';
import { witnessRound, type Target } from '../witness/witness-round.js';
import { staleAlarm } from './stale-alarm.js';

export interface PublisherOptions {
  /** A connection as `comity_publisher`. */
  url: string;
  signer: SignerClient;
  /** Text of the witness policy. */
  policy: string;
  log: ProgramLog;
  /** Whether this process is the one that grows the tree. */
  active: () => boolean;
}

const BEAT_MS = 1000;
/** The published checkpoint of a log that does not grow is renewed so often, so that its age says whether anybody publishes. @source log.md 8.1, 8.4 */
const RENEW_MS = 600_000;

interface Standing {
  size: number;
  epoch: string;
  /** Size that is published; undefined before the first time. */
  published: number | undefined;
}

/**
 * Every second: has a grown tree signed, keeps the checkpoint, has it cosigned, and publishes it once the policy is met.
 * Until then nothing new is published; the tree grows on. @source log.md 8.1
 */
export function startPublisher({ url, signer, policy: text, log, active }: PublisherOptions): { stop(): Promise<void> } {
  const policy = parsePolicy(text);
  const ending = new AbortController();
  const over = ending.signal;
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'publisher', connectionTimeoutMillis: 2000 });
  pool.on('error', () => undefined);
  const round = policy.quorum === 'none' ? undefined : witnessRound(pool, policy, log);
  const alarm = staleAlarm(log);
  /** When this process last wrote the published row; before the first time it renews at once. */
  let renewedAt = Number.NEGATIVE_INFINITY;
  let isRenewing = false;
  /** The note as this process published it last. */
  let shown: string | undefined;
  let silent = false;
  /** What this process had signed last. */
  let target: Target | undefined;

  async function standing(): Promise<Standing | undefined> {
    const found = await pool.query<{ size: string; epoch: string; published: string | null; frozen: boolean }>(
      `SELECT s.size, s.epoch, p.size AS published, g.frozen_at IS NOT NULL AS frozen
         FROM tlog.state s JOIN tlog.log g USING (log_id) LEFT JOIN tlog.published p USING (log_id) WHERE log_id = $1`,
      [LOG_ID],
    );
    const { size, epoch, published, frozen } = found.rows[0]!;
    return frozen ? undefined : { size: Number(size), epoch, published: published === null ? undefined : Number(published) };
  }

  async function publishOnce(): Promise<void> {
    const now = await standing();
    if (!now || now.size === 0) return;
    alarm.look(now.size > (now.published ?? 0));
    // The first beat has even an old tree signed again: a checkpoint that lies there may be of a tree that was rolled back since.
    if (target?.size !== now.size) target = await sign(now.epoch);
    if (!isRenewing && performance.now() - renewedAt >= RENEW_MS) {
      round?.renew();
      isRenewing = true;
    }
    if (!round && !isRenewing && target.size === now.published) return;
    const lines = round ? await round.ask(target) : new Map<string, string>();
    if (!meetsQuorum(policy, new Set(lines.keys()))) return;
    const ordered = [...policy.witnesses.keys()].flatMap((name) => lines.get(name) ?? []);
    await show(target.size, target.note + ordered.map((line) => `${line}\n`).join(''));
  }

  /** Has the tree signed as it stands and keeps what was signed; of one size there is one root. */
  async function sign(epoch: string): Promise<Target> {
    const signed = await signer.sign(epoch);
    await pool.query('INSERT INTO tlog.checkpoint (log_id, size, root, epoch, note) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (log_id, size) DO NOTHING', [
      LOG_ID,
      signed.size,
      Buffer.from(signed.root),
      String(signed.epoch),
      signed.note,
    ]);
    const kept = await pool.query<{ root: Buffer; note: string }>('SELECT root, note FROM tlog.checkpoint WHERE log_id = $1 AND size = $2', [
      LOG_ID,
      signed.size,
    ]);
    if (!sameBytes(kept.rows[0]!.root, signed.root)) throw await freeze(pool, 'two-roots');
    return { size: signed.size, note: kept.rows[0]!.note };
  }

  async function show(size: number, note: string): Promise<void> {
    if (!isRenewing && note === shown) return;
    await pool.query(
      `INSERT INTO tlog.published (log_id, size, note, published_at) VALUES ($1, $2, $3, clock_timestamp())
       ON CONFLICT (log_id) DO UPDATE SET size = excluded.size, note = excluded.note, published_at = excluded.published_at`,
      [LOG_ID, size, note],
    );
    [shown, renewedAt, isRenewing] = [note, performance.now(), false];
  }

  const running = (async () => {
    while (!over.aborted) {
      try {
        if (active()) await publishOnce();
        silent = false;
      } catch (error) {
        const facts = error instanceof SignerRefused || error instanceof Frozen ? { why: error.why } : factsOf(error);
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
