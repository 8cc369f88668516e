import { randomUUID } from 'node:crypto';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { createApp } from '../create-app.js';
import { type Config } from '../shared/config.js';
import { openProgramLog } from '../shared/program-log.js';
import { Transactions } from '../shared/transactions.js';
import { readSecret } from '../shared/secrets.js';
import { startWorker, type Worker } from '../start-worker.js';
import { type OwnLog, plantRoster } from '../units/plant-roster.js';
import { readRoster } from '../units/read-roster.js';
import { openTestDatabase, type TestDatabase } from './database.js';
import { Issuer, type SignIn } from './issuer.js';

const ROOT = new URL('../../../../', import.meta.url).pathname;

/** What a call answered; `body` is parsed JSON, or the text where it is none. */
export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  body: any;
}

/** How a call is made beside its method and path. */
export interface Call extends SignIn {
  /** Value of `If-Match`, without quotes. */
  version?: number;
  key?: string;
  purpose?: string;
  type?: string;
  headers?: Record<string, string>;
}

/** The API and a worker on a database of their own, with the roster planted. The worker answers owed rows when `work()` is called, not by itself. */
export interface Stack {
  app: NestFastifyApplication;
  worker: Worker;
  database: TestDatabase;
  issuer: Issuer;
  config: Config;
  call(person: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, how?: Call): Promise<Answer>;
  /** Does everything that is owed and due, and what that owes in turn. */
  work(): Promise<void>;
  /** Moves business time forward. */
  clock(seconds: number): Promise<void>;
  /** Bodies of the log's entries in the order they were appended, of one case or all. */
  entries(caseId?: string): Promise<Entry[]>;
  close(): Promise<void>;
}

export interface Entry {
  kind: string;
  actor: Record<string, unknown>;
  on?: { type: string; id: string };
  data: Record<string, unknown>;
  commit?: Record<string, string>;
  why?: Record<string, string>;
  parties?: string[];
  case?: string;
}

export function testConfig(database: TestDatabase, issuer: Issuer): Config {
  return {
    mode: 'demonstration',
    address: 'http://127.0.0.1:7400',
    databaseUrl: database.url,
    queueUrl: database.url,
    identity: { issuer: issuer.url, keysUrl: `${issuer.url}/jwks` },
    logOrigin: 'demonstration.test/log',
    api: { host: '127.0.0.1', port: 0, internalPort: 0, trustedProxy: false },
    worker: { internalPort: 0 },
    secret: (name) => readSecret(database.secretsFolder, name),
  };
}

/** A log of tests has no signer; its key is a well-formed one that nobody holds. */
export const testLog = (origin: string): OwnLog => ({ origin, vkeys: [`${origin}+00000000+${'A'.repeat(44)}`] });

export async function startStack(options: { rings: boolean } = { rings: false }): Promise<Stack> {
  const database = await openTestDatabase();
  const issuer = await Issuer.open();
  const config = testConfig(database, issuer);
  const log = openProgramLog('test', { write: (line) => void (process.env['COMITY_TEST_LOG'] && process.stderr.write(line)) });
  const app = await createApp(config, AppModule.with(config, log), log);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  await plantRoster(app.get(Transactions), readRoster(ROOT), issuer.url, testLog(config.logOrigin));
  const worker = await startWorker(config, log, options);

  const call: Stack['call'] = async (person, method, path, body, how = {}) => {
    const headers: Record<string, string> = { host: new URL(config.address).host, authorization: `Bearer ${await issuer.token(person, how)}` };
    if (method === 'POST') headers['idempotency-key'] = how.key ?? randomUUID();
    if (how.version !== undefined) headers['if-match'] = `"${how.version}"`;
    if (how.purpose) headers['comity-purpose'] = how.purpose;
    const text = typeof body === 'string';
    if (body !== undefined) headers['content-type'] = how.type ?? 'application/json';
    const payload = body === undefined ? {} : { payload: text ? body : JSON.stringify(body) };
    const answer = await app.inject({ method, url: `/api/v1${path}`, headers: { ...headers, ...how.headers }, ...payload });
    const json = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, headers: answer.headers, body: json ? (JSON.parse(answer.body) as unknown) : answer.body };
  };

  return {
    app,
    worker,
    database,
    issuer,
    config,
    call,
    work: async () => {
      const owed = `select id from comity.outbox where answered_at is null and parked is null and due_at <= comity.now() order by created_at`;
      for (let rows = (await database.admin.query<{ id: string }>(owed)).rows; rows.length > 0; rows = (await database.admin.query<{ id: string }>(owed)).rows) {
        for (const { id } of rows) await worker.answer.answer(id);
      }
    },
    clock: async (seconds) => {
      await database.admin.query('update comity.clock_offset set offset_s = offset_s + $1', [seconds]);
    },
    entries: async (caseId) => {
      const { rows } = await database.admin.query<{ body: Buffer }>('select body from tlog.entry order by entry_id');
      const all = rows.map((row) => JSON.parse(row.body.toString()) as Entry);
      return caseId ? all.filter((entry) => entry.case === caseId || entry.on?.id === caseId) : all;
    },
    close: async () => {
      await worker.stop();
      await app.close();
      await issuer.close();
      await database.drop();
    },
  };
}
