import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freeze, Frozen } from '../shared/freeze.js';
import { LOG_ID } from '@comity/audit';
import { ELECTION } from '../shared/election.js';
import { factsOf, type ProgramLog } from '../shared/program-log.js';
import { advanceLow, BATCH, growOnce, type CommitWatch, type Step } from './batch.js';
import { EdgeBroken, readTree, type State, type TreeMemory } from './tree-memory.js';

/** What the grower is doing: it waits for its turn, grows the tree, or stands still because the log is frozen. */
export type GrowerState = 'waiting' | 'active' | 'frozen' | 'stopped';

export interface GrowerOptions {
  /** A direct connection as `comity_sequencer`, never through a pooler. */
  url: string;
  log: ProgramLog;
  /** Size that the signer last signed, or undefined when it does not answer. */
  signedSize: () => Promise<number | undefined>;
  /** Largest size that a witness shows under its own and the log's signature; 0 when none answers. */
  witnessedSize: () => Promise<number>;
  /** For tests: called between the steps of a batch; what it throws ends the connection. */
  reached?: (step: Step) => Promise<void> | void;
}

export interface Grower {
  state(): GrowerState;
  /** Number of entries in the tree that this process grew last. */
  size(): number;
  /** Lets the running batch end and gives the turn to another. */
  stop(): Promise<void>;
}

const IDLE_MS = 10;
/** After a second without an entry the queue is looked at less often: an idle log costs little, and its next entry still has an index within 100 ms. */
const QUIET_AFTER_MS = 1000;
const QUIET_MS = 50;
const BUSY_MS = 20;
const RETRY_MS = 1000;
/** A waiting process takes over from one that holds the election and does nothing for so long. */
const STUCK_S = 10;

/** Starts growing: one process grows, others wait. The election keeps them quiet; what keeps them safe are row lock, epoch and keys. @source log.md 4.1 */
export function startGrower(options: GrowerOptions): Grower {
  const { url, log } = options;
  let state: GrowerState = 'waiting';
  let size = 0;
  const ending = new AbortController();
  const over = ending.signal;
  const pause = (ms: number): Promise<unknown> => wait(ms, undefined, { signal: over }).catch(() => undefined);

  async function open(): Promise<{ client: pg.Client; watch: CommitWatch }> {
    const client = new pg.Client({ connectionString: url, application_name: 'sequencer' });
    const watch: CommitWatch = { doubtful: false };
    client.on('notice', ({ code }) => (watch.doubtful ||= code === '01000'));
    // Without a listener a lost connection ends the process; the next query reports it.
    client.on('error', () => undefined);
    await client.connect();
    await client.query('SET synchronous_commit = on');
    return { client, watch };
  }

  async function election(client: pg.Client): Promise<boolean> {
    const won = await client.query<{ won: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS won', [ELECTION, LOG_ID]);
    if (won.rows[0]!.won) return true;
    const stuck = await client.query(
      `SELECT 1 FROM tlog.state WHERE log_id = $1 AND integrated_at < clock_timestamp() - make_interval(secs => $2) AND EXISTS (SELECT 1 FROM tlog.queue WHERE log_id = $1)`,
      [LOG_ID, STUCK_S],
    );
    return stuck.rows.length > 0;
  }

  /** Takes the next epoch and reads the tree. Undefined: another process holds the row. */
  async function take(client: pg.Client): Promise<TreeMemory | undefined> {
    const found = await client.query<{ frozen: boolean }>('SELECT frozen_at IS NOT NULL AS frozen FROM tlog.log WHERE log_id = $1', [LOG_ID]);
    if (found.rows[0]!.frozen) throw new Frozen('log');
    await client.query('BEGIN');
    let taken: State;
    try {
      await client.query('SELECT 1 FROM tlog.state WHERE log_id = $1 FOR UPDATE NOWAIT', [LOG_ID]);
      const bumped = await client.query<State>('UPDATE tlog.state SET epoch = epoch + 1 WHERE log_id = $1 RETURNING epoch, size, root, low_water', [LOG_ID]);
      await client.query('COMMIT');
      taken = bumped.rows[0]!;
    } catch (error) {
      await client.query('ROLLBACK');
      if ((error as { code?: unknown }).code === '55P03') return undefined;
      throw error;
    }
    try {
      const memory = await readTree(client, taken);
      const signed = await options.signedSize();
      if (signed === undefined) log.warn('signer-silent');
      else if (signed > memory.size) throw await freeze(client, 'signer-ahead');
      if ((await options.witnessedSize()) > memory.size) throw await freeze(client, 'witness-ahead');
      return memory;
    } catch (error) {
      if (error instanceof EdgeBroken) throw await freeze(client, 'edge-broken');
      throw error;
    }
  }

  /** Grows until the turn is lost. */
  async function grow(client: pg.Client, watch: CommitWatch, first: TreeMemory): Promise<void> {
    let memory = first;
    state = 'active';
    size = memory.size;
    log.info('growing', { epoch: memory.epoch, size });
    let grewAt = performance.now();
    while (!over.aborted) {
      const turn = await growOnce(client, memory, watch, options.reached);
      if (turn.kind === 'deposed' || turn.kind === 'stale') {
        log.warn(turn.kind, { epoch: memory.epoch });
        return;
      }
      if (turn.kind === 'frozen') throw new Frozen('log');
      if (turn.kind === 'grown') {
        memory = turn.memory;
        size = memory.size;
        grewAt = performance.now();
      }
      if (turn.kind === 'busy') await pause(BUSY_MS);
      else {
        memory = await advanceLow(client, memory);
        const isQuiet = performance.now() - grewAt > QUIET_AFTER_MS;
        if (turn.kind === 'idle' || turn.count < BATCH / 2) await pause(isQuiet ? QUIET_MS : IDLE_MS);
      }
    }
  }

  async function turn(): Promise<void> {
    const { client: elector } = await open();
    try {
      while (!over.aborted && !(await election(elector))) await pause(RETRY_MS);
      if (over.aborted) return;
      const { client, watch } = await open();
      try {
        const memory = await take(client);
        if (memory) await grow(client, watch, memory);
      } finally {
        await client.end().catch(() => undefined);
      }
    } finally {
      await elector.end().catch(() => undefined);
    }
  }

  const running = (async () => {
    while (!over.aborted) {
      try {
        await turn();
        state = 'waiting';
      } catch (error) {
        if (!(error instanceof Frozen)) log.error('grow-failed', factsOf(error));
        else if (state !== 'frozen') log.error('frozen', { why: error.why });
        state = error instanceof Frozen ? 'frozen' : 'waiting';
      }
      await pause(RETRY_MS);
    }
    state = 'stopped';
  })();

  return {
    state: () => state,
    size: () => size,
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}
