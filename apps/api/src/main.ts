import { createApp } from './create-app.js';
import { AppModule } from './app.module.js';
import { checkWalls } from './database/wall-check.js';
import { driftMs, tooFar } from './shared/clock-guard.js';
import { readConfig } from './shared/config.js';
import { openInternalServer, type InternalServer, type Mandate, type Probes } from './shared/internal-server.js';
import { factsOf, openProgramLog } from './shared/program-log.js';
import { MANDATE, PROBES } from './shared/tokens.js';
import { Transactions } from './shared/transactions.js';

/** Milliseconds that a stop may take; then the process goes with what is still open. @source architecture.md 7 */
const STOP_MS = 9_000;

const log = openProgramLog('api');
try {
  const config = readConfig(process.env, 'api');
  const app = await createApp(config, AppModule.with(config, log), log);
  const transactions = app.get(Transactions, { strict: false });
  await transactions.asMachine((tx) => checkWalls(tx, config.mode));
  const drift = await driftMs(transactions);
  if (tooFar(drift)) throw new Error(`its clock is ${Math.round(drift)} ms away from the database's`);
  await app.listen(config.api.port, config.api.host);
  const probes = app.get<Probes>(PROBES, { strict: false });
  const internal = await openInternalServer(config.api.internalPort, probes, app.get<Mandate>(MANDATE, { strict: false }));
  const { port } = app.getHttpServer().address() as { port: number };
  log.info('listening', { port, internalPort: internal.port, mode: config.mode });
  const stop = (): void => void close(internal, () => app.close());
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  log.error('api-not-started', factsOf(error));
  process.stderr.write(`The API did not start: ${(error as Error).message}\n`);
  process.exit(1);
}

/** Stops accepting, lets running calls finish, closes pools. */
async function close(internal: InternalServer, closeApp: () => Promise<void>): Promise<void> {
  setTimeout(() => process.exit(0), STOP_MS).unref();
  try {
    await closeApp();
    await internal.close();
    log.info('stopped');
    process.exit(0);
  } catch (error) {
    log.error('stop-failed', factsOf(error));
    process.exit(1);
  }
}
