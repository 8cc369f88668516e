import { parsePolicy } from '@comity/transparency-log';
import pg from 'pg';
import { type SequencerConfig } from './config.js';
import { startGrower, type GrowerState } from './grow/grower.js';
import { startPublisher } from './publish/publisher.js';
import { startReceipts } from './publish/receipts.js';
import { openInternalServer } from './serve/internal-server.js';
import { logReader } from '@comity/audit';
import { openLogServer } from './serve/log-server.js';
import { askMandate } from './serve/mandate.js';
import { type ProgramLog } from './shared/program-log.js';
import { signerClient } from './sign/signer-client.js';
import { witnessedSize } from './witness/witnessed-size.js';

export interface RunningSequencer {
  /** Public and internal port. */
  port: number;
  internalPort: number;
  state(): GrowerState;
  stop(): Promise<void>;
}

/** The database is not one that this process may work on. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
  constructor(readonly why: string) {
    super(`database: ${why}`);
  }
}

/** Furthest that this host's clock may be from the database's, in milliseconds. @source security.md 13 */
const CLOCK_MS = 2000;

/** Refuses a login that may do more than its own, another log's database and a clock that is off. */
async function checkDatabase(url: string, origin: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const found = await client.query<{ strong: boolean; origin: string; at: Date }>(
      'SELECT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user) AS strong, (SELECT origin FROM tlog.log WHERE log_id = 1), clock_timestamp() AS at',
    );
    const { strong, origin: named, at } = found.rows[0]!;
    if (strong) throw new DatabaseRefused('login-too-strong');
    if (named !== origin) throw new DatabaseRefused('another-log');
    if (Math.abs(at.getTime() - Date.now()) > CLOCK_MS) throw new DatabaseRefused('clock');
  } finally {
    await client.end();
  }
}

/** Starts growing, publishing and serving. @throws {DatabaseRefused} */
export async function runSequencer(config: SequencerConfig, log: ProgramLog): Promise<RunningSequencer> {
  for (const url of Object.values(config.urls)) await checkDatabase(url, config.origin);
  const signer = signerClient(config.signerSocket);
  const pool = new pg.Pool({ connectionString: config.urls.logServer, max: 6, application_name: 'log-server', connectionTimeoutMillis: 2000 });
  pool.on('error', () => undefined);

  const policy = parsePolicy(config.policy);
  const grower = startGrower({
    url: config.urls.sequencer,
    log,
    signedSize: () => signer.size().catch(() => undefined),
    witnessedSize: async () => witnessedSize(policy, config.origin, await signer.vkeys().catch(() => [])),
  });
  const publisher = startPublisher({ url: config.urls.publisher, signer, policy: config.policy, log, active: () => grower.state() === 'active' });
  const receipts = startReceipts({ url: config.urls.publisher, signer, log, active: () => grower.state() === 'active' });
  const reader = logReader(pool);
  const server = await openLogServer(
    { reader, vkeys: () => signer.vkeys(), receiptVkey: () => signer.receiptVkey(), policy: config.policy, mandate: (authorization) => askMandate(config.mandateUrl, authorization), log },
    config.host,
    config.port,
  );
  const internal = await openInternalServer({ pool, state: () => grower.state(), signerAnswers: () => signer.answers(), log }, config.internalPort);
  log.info('listening', { port: server.port, internalPort: internal.port });
  return {
    port: server.port,
    internalPort: internal.port,
    state: () => grower.state(),
    stop: async () => {
      await server.close();
      await grower.stop();
      await publisher.stop();
      await receipts.stop();
      await internal.close();
      await pool.end();
    },
  };
}
