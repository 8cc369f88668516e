import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLogDatabase, TEST_ORIGIN, type LogDatabase } from '@comity/audit/testing';
import pg from 'pg';
import { runSequencer, type RunningSequencer } from '../run-sequencer.js';
import { openProgramLog } from '../shared/program-log.js';
import { openLogKey, openReceiptKey } from '../sign/log-key.js';
import { type SignerParts } from '../sign/sign-checkpoint.js';
import { openSignerServer } from '../sign/signer-server.js';
import { waitUntil } from './wait-until.js';

/** A token that the stand-in for the API takes for an auditor's with full mandate; `officer` is one without. */
export const AUDITOR = 'auditor';

/** Signer, sequencer and a stand-in for the one answer of the API, in this process, on a database of their own. */
export interface ServedLog {
  database: LogDatabase;
  signer: SignerParts;
  sequencer: RunningSequencer;
  /** Starts another one on the same log. */
  again(): Promise<RunningSequencer>;
  folder: string;
  /** Address of the log. */
  url: string;
  vkey: string;
  lines: string[];
  published(size: number): Promise<void>;
  stop(): Promise<void>;
}

const MANDATES: Record<string, number> = { [`Bearer ${AUDITOR}`]: 204, 'Bearer officer': 403 };

/** @param policy of witnesses; without one a signed checkpoint is published as it is. */
export async function serveLog(policy = 'quorum none\n'): Promise<ServedLog> {
  const database = await makeLogDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'comity-log-'));
  const lines: string[] = [];
  const log = openProgramLog('test', (line) => void lines.push(line));

  const key = openLogKey(folder, TEST_ORIGIN, true);
  const pool = new pg.Pool({ connectionString: database.urlAs('comity_publisher'), max: 1 });
  pool.on('error', () => undefined);
  const signer: SignerParts = { client: pool, keys: [key], receiptKey: openReceiptKey(folder, TEST_ORIGIN, true), origin: TEST_ORIGIN, memoryPath: join(folder, 'memory'), firstRun: true };
  const socket = join(folder, 'signer.sock');
  const signing = await openSignerServer(socket, signer, log);

  const api = createServer((request, response) => response.writeHead(MANDATES[request.headers.authorization ?? ''] ?? 401).end());
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const { port } = api.address() as { port: number };

  const again = (): Promise<RunningSequencer> =>
    runSequencer(
      {
        origin: TEST_ORIGIN,
        urls: { sequencer: database.urlAs('comity_sequencer'), publisher: database.urlAs('comity_publisher'), logServer: database.urlAs('comity_log_server') },
        policy,
        signerSocket: socket,
        host: '127.0.0.1',
        port: 0,
        internalPort: 0,
        mandateUrl: `http://127.0.0.1:${port}/mandate`,
      },
      log,
    );
  const served: ServedLog = {
    database,
    signer,
    sequencer: await again(),
    again,
    folder,
    get url() {
      return `http://127.0.0.1:${served.sequencer.port}`;
    },
    vkey: key.text,
    lines,
    published: (size) =>
      waitUntil(`a published checkpoint of size ${size}`, async () => {
        const found = await database.admin.query<{ size: string }>('SELECT size FROM tlog.published');
        return Number(found.rows[0]?.size ?? 0) === size;
      }),
    stop: async () => {
      await served.sequencer.stop();
      await signing.close();
      await pool.end();
      await new Promise((resolve) => api.close(resolve));
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
  return served;
}
