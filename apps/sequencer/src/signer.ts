import pg from 'pg';
import { ConfigUnusable, readSignerConfig } from './config.js';
import { LOG_ID } from '@comity/audit';
import { factsOf, openProgramLog } from './shared/program-log.js';
import { openLogKeys, openReceiptKey } from './sign/log-key.js';
import { readMemory } from './sign/signer-memory.js';
import { openSignerServer } from './sign/signer-server.js';

const log = openProgramLog('signer');

/** The only process that holds the log's key. It signs what extends what it signed before, and answers at a local socket. */
async function main(): Promise<void> {
  const config = readSignerConfig(process.env);
  const client = new pg.Pool({ connectionString: config.databaseUrl, max: 1, application_name: 'signer', connectionTimeoutMillis: 5000 });
  client.on('error', (error) => log.warn('database-lost', factsOf(error)));
  const memory = await readMemory(config.memory, config.origin);
  const signed = await client.query('SELECT 1 FROM tlog.checkpoint WHERE log_id = $1 LIMIT 1', [LOG_ID]);
  const keys = openLogKeys(config.secrets, config.origin, memory === undefined && signed.rows.length === 0);
  const promised = await client.query('SELECT 1 FROM tlog.receipt LIMIT 1');
  const receiptKey = openReceiptKey(config.secrets, config.origin, promised.rows.length === 0);
  const server = await openSignerServer(config.socket, { client, keys, receiptKey, origin: config.origin, memoryPath: config.memory, firstRun: config.firstRun }, log);
  log.info('listening', { size: memory?.parts.size ?? 0 });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void server
      .close()
      .then(() => client.end())
      .finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigUnusable) process.stderr.write(`${error.message}\n`);
  else {
    log.error('start-failed', factsOf(error));
    process.stderr.write(`signer: ${error instanceof Error ? error.name : 'failed'}\n`);
  }
  process.exit(1);
});
