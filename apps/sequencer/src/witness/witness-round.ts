import { LOG_ID, logReader } from '@comity/audit';
import { formatAddCheckpoint, formatNote, NoteRefused, parseNote, verifyNote, type Policy, type Vkey } from '@comity/transparency-log';
import type pg from 'pg';
import { freeze } from '../shared/freeze.js';
import { verifyEd25519 } from '../shared/platform.js';
import { type ProgramLog } from '../shared/program-log.js';
import { postCheckpoint, type WitnessAnswer } from './witness-client.js';

/** A checkpoint that the log signed and wants cosigned. */
export interface Target {
  size: number;
  note: string;
}

/** A silent witness is asked again after so long, twice as long after each silence. @source log.md 8.2 */
const AGAIN_MS = { first: 1000, most: 60_000 };
/** A witness whose last size we forgot says it, and is asked once more with the right proof. */
const ATTEMPTS = 2;

/** What is remembered of one witness between rounds. */
interface Asked {
  name: string;
  vkey: Vkey;
  url: string;
  /** Size that it cosigned last, as far as is known. */
  size: number;
  waitMs: number;
  notBefore: number;
}

/** Witnesses of a policy, each with its own patience: one that is away does not hold up the others. */
export interface WitnessRound {
  /**
   * Asks every witness that has not cosigned this checkpoint, side by side.
   * @returns cosignature lines by the witness's name in the policy, those of earlier rounds too.
   * @throws {Frozen} when a witness knows more than we do, or refuses the tree as none that grew: the log is frozen then.
   */
  ask(target: Target): Promise<ReadonlyMap<string, string>>;
  /** Has the same checkpoint cosigned afresh in the next round. */
  renew(): void;
}

/** @throws {Error} when a witness of the policy has no address. */
export function witnessRound(pool: pg.Pool, policy: Policy, log: ProgramLog): WitnessRound {
  const reader = logReader(pool);
  const asked: Asked[] = [...policy.witnesses].map(([name, { vkey, url }]) => {
    if (url === undefined) throw new Error(`witness ${name} has no address`);
    return { name, vkey, url, size: 0, waitMs: AGAIN_MS.first, notBefore: 0 };
  });
  let lines = new Map<string, string>();
  let size = -1;
  let isLoaded = false;

  async function load(): Promise<void> {
    const known = await pool.query<{ witness: string; last_size: string }>('SELECT witness, last_size FROM tlog.witness_state WHERE log_id = $1', [LOG_ID]);
    for (const { witness, last_size } of known.rows) {
      const one = asked.find(({ name }) => name === witness);
      if (one) one.size = Number(last_size);
    }
    isLoaded = true;
  }

  async function remember(one: Asked, status: number, ok: boolean): Promise<void> {
    await pool.query(
      `INSERT INTO tlog.witness_state AS w (log_id, witness, last_size, last_status, last_ok) VALUES ($1, $2, $3, $4, CASE WHEN $5 THEN clock_timestamp() END)
       ON CONFLICT (log_id, witness) DO UPDATE SET last_size = excluded.last_size, last_status = excluded.last_status, last_ok = coalesce(excluded.last_ok, w.last_ok)`,
      [LOG_ID, one.name, one.size, status, ok],
    );
  }

  /** The witness's own line, checked over the text that it must have signed; undefined when there is none. */
  async function ownLine(one: Asked, { note }: Target, given: string[]): Promise<{ line: string; time: number } | undefined> {
    const { text } = parseNote(note);
    for (const line of given) {
      try {
        const [signed] = await verifyNote(formatNote(text, [line]), [one.vkey], { verify: verifyEd25519, nowS: Date.now() / 1000 });
        return { line, time: signed!.time! };
      } catch (error) {
        if (!(error instanceof NoteRefused)) throw error; // lines of keys that we do not know are passed over
      }
    }
    return undefined;
  }

  async function post(one: Asked, target: Target): Promise<WitnessAnswer> {
    let answer: WitnessAnswer | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const old = Math.min(one.size, target.size);
      const proof = old === 0 ? [] : await reader.consistency(old, target.size);
      answer = await postCheckpoint(one.url, formatAddCheckpoint({ old, proof, checkpoint: target.note }));
      if (answer.kind !== 'conflict' || answer.size > target.size) break;
      one.size = answer.size;
    }
    return answer!;
  }

  /** Our tree may have grown, or another process may publish, since the checkpoint was signed: only more than the whole tree is a contradiction. */
  async function freezeIfAhead(one: Asked, theirs: number): Promise<void> {
    const state = await pool.query<{ size: string }>('SELECT size FROM tlog.state WHERE log_id = $1', [LOG_ID]);
    if (theirs > Number(state.rows[0]!.size)) throw await freeze(pool, `witness-ahead:${one.name}`);
  }

  async function askOne(one: Asked, target: Target): Promise<void> {
    const answer = await post(one, target);
    if (answer.kind === 'contradicted') {
      await remember(one, answer.status, false);
      throw await freeze(pool, `witness-fork:${one.name}`);
    }
    if (answer.kind === 'conflict') {
      await remember(one, answer.status, false);
      await freezeIfAhead(one, answer.size);
      return;
    }
    const own = answer.kind === 'cosigned' ? await ownLine(one, target, answer.lines) : undefined;
    if (!own) {
      // Silence is told once; a refusal says that keys or configuration are wrong.
      if (answer.kind === 'refused') log.error('witness-refused', { witness: one.name, status: answer.status });
      else if (one.waitMs === AGAIN_MS.first) log.warn('witness-silent', { witness: one.name, status: answer.status });
      await remember(one, answer.status, false);
      one.notBefore = performance.now() + one.waitMs;
      one.waitMs = Math.min(one.waitMs * 2, AGAIN_MS.most);
      return;
    }
    if (one.waitMs > AGAIN_MS.first) log.info('witness-back', { witness: one.name });
    Object.assign(one, { size: target.size, waitMs: AGAIN_MS.first, notBefore: 0 });
    await pool.query('INSERT INTO tlog.cosignature (log_id, size, key_name, key_id, sig_time, line) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING', [
      LOG_ID,
      target.size,
      one.vkey.name,
      Buffer.from(one.vkey.id),
      own.time,
      own.line,
    ]);
    await remember(one, answer.status, true);
    lines.set(one.name, own.line);
  }

  return {
    ask: async (target) => {
      if (!isLoaded) await load();
      if (target.size !== size) {
        lines = new Map();
        size = target.size;
      }
      const now = performance.now();
      const due = asked.filter(({ name, notBefore }) => !lines.has(name) && notBefore <= now);
      const done = await Promise.allSettled(due.map((one) => askOne(one, target)));
      const failed = done.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      return lines;
    },
    renew: () => (lines = new Map()),
  };
}
