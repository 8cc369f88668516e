import { existsSync } from 'node:fs';
import { ConfigUnusable, readWitnessConfig } from './config.js';
import { openRecord } from './record.js';
import { openWitnessKey } from './witness-key.js';
import { openWitnessServer, type Say } from './witness-server.js';

const say: Say = (code, facts = {}) => void process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), program: 'witness', code, ...facts })}\n`);

/** A witness: it signs what extends what it signed before, and nothing else. An oversight body runs it on a machine of its own. */
async function main(): Promise<void> {
  const config = readWitnessConfig(process.env);
  const record = openRecord(config.memory, !existsSync(config.key));
  const key = openWitnessKey(config.key, config.name, record.isNew);
  const server = await openWitnessServer({ key, record, logs: config.logs, nowS: () => Date.now() / 1000 }, config, say);
  say('listening', { port: server.port, logs: config.logs.size });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void server.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`witness: ${error instanceof ConfigUnusable ? error.message : error instanceof Error ? `${error.name}: ${error.message}` : 'failed'}\n`);
  process.exit(1);
});
