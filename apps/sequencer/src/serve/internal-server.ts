import { createServer } from 'node:http';
import type pg from 'pg';
import { type GrowerState } from '../grow/grower.js';
import { factsOf, type ProgramLog } from '../shared/program-log.js';

export interface InternalOptions {
  pool: pg.Pool;
  state: () => GrowerState;
  signerAnswers: () => Promise<boolean>;
  log: ProgramLog;
}

/** Entries that wait longer than this for their checkpoint make the process unready, in seconds. */
const UNPUBLISHED_S = 60;

interface Health {
  size: string | null;
  published_size: string | null;
  published_age_s: string | null;
  queue_age_s: string | null;
  unpublished_age_s: string | null;
}

/** `/live`: the loop turns. `/ready`: database, tree and age of the oldest unpublished entry. `/signer`: whether the signer answers. Loopback only. */
export async function openInternalServer({ pool, state, signerAnswers, log }: InternalOptions, port: number): Promise<{ port: number; close(): Promise<void> }> {
  async function answer(path: string | undefined): Promise<[number, object]> {
    if (path === '/live') return [200, { live: true }];
    if (path === '/signer') {
      const answers = await signerAnswers();
      return [answers ? 200 : 503, { answers }];
    }
    if (path !== '/ready') return [404, {}];
    const found = await pool.query<Health>('SELECT size, published_size, published_age_s, queue_age_s, unpublished_age_s FROM tlog.health()');
    const { size, published_size: published, published_age_s: age, queue_age_s: queued, unpublished_age_s: unpublished } = found.rows[0]!;
    const ready = (state() === 'active' || state() === 'waiting') && Number(unpublished ?? 0) < UNPUBLISHED_S;
    return [ready ? 200 : 503, { ready, state: state(), size: Number(size), publishedSize: Number(published ?? 0), publishedAgeS: age && Number(age), queueAgeS: Number(queued ?? 0), unpublishedAgeS: Number(unpublished ?? 0) }];
  }

  const server = createServer((request, response) => {
    request.resume();
    answer(request.url).then(
      ([status, body]) => response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body)),
      (error: unknown) => {
        log.error('probe-failed', factsOf(error));
        response.writeHead(503).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
