import 'reflect-metadata';
import { readConfig } from './shared/config.js';
import { factsOf, openProgramLog } from './shared/program-log.js';
import { startWorker } from './start-worker.js';

const log = openProgramLog('worker');
try {
  const worker = await startWorker(readConfig(process.env, 'worker'), log);
  const stop = (): void => void worker.stop().finally(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  log.error('worker-not-started', factsOf(error));
  process.stderr.write(`The worker did not start: ${(error as Error).message}\n`);
  process.exit(1);
}
