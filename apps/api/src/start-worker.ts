import { NestFactory } from '@nestjs/core';
import { LogWatch } from './oversight/log-watch.js';
import { PartyDigests } from './oversight/party-digests.js';
import { checkWalls } from './database/wall-check.js';
import { Answer, type Handler } from './shared/answer.js';
import { driftMs, tooFar } from './shared/clock-guard.js';
import { type Config } from './shared/config.js';
import { openInternalServer } from './shared/internal-server.js';
import { factsOf, nestLogger, type ProgramLog } from './shared/program-log.js';
import { OrphanCheck } from './shared/orphan-check.js';
import { Queues, QUEUES } from './shared/queues.js';
import { Reconciler } from './shared/reconciler.js';
import { Refusals } from './shared/refusals.js';
import { Sweep } from './shared/sweep.js';
import { Transactions } from './shared/transactions.js';
import { HANDLERS, WorkerModule } from './worker.module.js';

/** Milliseconds between two looks at the clock's drift. */
const DRIFT_EVERY_MS = 10_000;

/** A worker that answers rings and reconciles until it is stopped. `answer` does one owed row, as a ring would. */
export interface Worker {
  answer: Answer;
  reconciler: Reconciler;
  transactions: Transactions;
  stop(): Promise<void>;
}

/** @throws {Error} when its clock is too far from the database's, or two handlers claim one kind. */
export async function startWorker(config: Config, log: ProgramLog, options: { rings: boolean } = { rings: true }): Promise<Worker> {
  const app = await NestFactory.createApplicationContext(WorkerModule.for(config, log), { logger: nestLogger(log), abortOnError: false });
  const transactions = app.get(Transactions);
  const queues = app.get(Queues);
  const refusals = app.get(Refusals);
  await transactions.asMachine((tx) => checkWalls(tx, config.mode));
  const drift = await driftMs(transactions);
  if (tooFar(drift)) {
    await app.close();
    throw new Error(`its clock is ${Math.round(drift)} ms away from the database's`);
  }
  const failed = (id: string, error: unknown): string => {
    const facts = factsOf(error);
    log.warn('work-failed', { ...facts, id });
    return typeof facts.fault === 'string' ? facts.fault : 'unknown';
  };
  const handlers = HANDLERS.map((handler) => app.get<Handler>(handler));
  const answer = new Answer(transactions, queues, handlers, failed);
  const sweep = new Sweep(transactions);
  const orphans = new OrphanCheck(transactions, log);
  const reconciler = new Reconciler(transactions, answer, [() => refusals.flush(), () => sweep.run(), () => orphans.run(), () => app.get(LogWatch).run(), () => app.get(PartyDigests).run()], (error) => log.warn('reconciler', factsOf(error)));
  if (options.rings) {
    for (const name of QUEUES) queues.listen(name, (id) => answer.answer(id));
    reconciler.start();
  }
  const internal = await openInternalServer(config.worker.internalPort, { database: () => driftMs(transactions).then(() => undefined) });
  const watch = setInterval(() => {
    driftMs(transactions)
      .then((now) => {
        if (!tooFar(now)) return;
        log.error('clock-drift', { ms: Math.round(now) });
        process.kill(process.pid, 'SIGTERM');
      })
      .catch((error: unknown) => log.warn('clock-unread', factsOf(error)));
  }, DRIFT_EVERY_MS);
  log.info('worker-ready', { internalPort: internal.port });
  return {
    answer,
    reconciler,
    transactions,
    stop: async () => {
      clearInterval(watch);
      await reconciler.stop();
      await internal.close();
      await app.close();
    },
  };
}
