import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import { Pool } from 'pg';
import { type Due } from './outbox.js';

/** `screening` carries every request that crosses a border; `work` carries what follows from it. */
export const QUEUES = ['screening', 'work'] as const;
export type QueueName = (typeof QUEUES)[number];

/** The id of an outbox row and nothing else: no case data sits in a queue. */
interface Ring {
  id: string;
}

const stall = { lockDuration: 30_000, stalledInterval: 15_000, maxStalledCount: 3 };
/** Nobody waits longer than this for a queue, in milliseconds; the reconciler does what a lost ring asked for. */
const RING_PATIENCE_MS = 1000;

type Noted = (code: string) => void;

/** Doorbells on BullMQ, on PostgreSQL or on Redis by the scheme of the URL. */
export class Queues {
  private readonly doorbells = new Map<QueueName, { add: (id: string, kind: string) => Promise<unknown>; close: () => Promise<void> }>();
  private readonly listeners: (() => Promise<void>)[] = [];
  private readonly pool: Pool | undefined;

  /** @param url `postgres://…` with the role `comity_queue`, or `redis://…`. @param noted gets a code for the program log when the queue misbehaves. */
  constructor(
    private readonly url: string,
    private readonly noted: Noted,
  ) {
    // A pool carries no schema name, so its search path must be set; BullMQ never ends a pool that it was handed.
    this.pool = url.startsWith('postgres') ? new Pool({ connectionString: url, max: 6, options: '-c search_path=bullmq', connectionTimeoutMillis: 2000 }) : undefined;
    this.pool?.on('error', () => noted('queue-connection'));
  }

  /** Rings for a committed outbox row. Never throws and never takes longer than a second. Resolves to false when the ring was lost or is late. */
  async ring(due: Pick<Due, 'id' | 'queue' | 'kind'>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => (this.noted('ring-late'), resolve(false)), RING_PATIENCE_MS);
    });
    try {
      return await Promise.race([this.doorbell(due.queue).add(due.id, due.kind).then(() => true), patience]);
    } catch {
      this.noted('ring-lost');
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Starts answering rings of one queue, four at a time. */
  listen(name: QueueName, answer: (id: string) => Promise<void>): void {
    const options = { concurrency: 4, ...stall };
    const worker = this.pool
      ? new (withBackend(createPostgresBackend).Worker)<Ring>(name, (job) => answer(job.data.id), { connection: this.pool, ...options })
      : new (withBackend(createRedisBackend).Worker)<Ring>(name, (job) => answer(job.data.id), {
          connection: { url: this.url, maxRetriesPerRequest: null },
          prefix: `{${name}}`,
          ...options,
        });
    worker.on('error', () => this.noted('worker-connection'));
    this.listeners.push(() => worker.close());
  }

  /** Stops taking rings, waits for what runs, and closes the connections. */
  async close(): Promise<void> {
    await Promise.allSettled(this.listeners.map((stop) => stop()));
    await Promise.allSettled([...this.doorbells.values()].map((bell) => bell.close()));
    await this.pool?.end();
  }

  private doorbell(name: QueueName): { add: (id: string, kind: string) => Promise<unknown>; close: () => Promise<void> } {
    const known = this.doorbells.get(name);
    if (known) return known;
    // The ringing side on Redis must not wait for a store that is down.
    const queue = this.pool
      ? new (withBackend(createPostgresBackend).Queue)<Ring>(name, { connection: this.pool })
      : new (withBackend(createRedisBackend).Queue)<Ring>(name, {
          connection: { url: this.url, maxRetriesPerRequest: 1 },
          skipWaitingForReady: true,
          prefix: `{${name}}`,
        });
    queue.on('error', () => this.noted('queue-connection'));
    // No jobId: a finished job keeps its id and would swallow the next ring.
    const bell = {
      add: (id: string, kind: string): Promise<unknown> =>
        queue.add(kind, { id }, { removeOnComplete: true, removeOnFail: true, attempts: 1, deduplication: { id, keepLastIfActive: true } }),
      close: (): Promise<void> => queue.close(),
    };
    this.doorbells.set(name, bell);
    return bell;
  }
}
