import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

const ROLES = new URL('../../../../infra/postgres/roles.sql', import.meta.url);
/** Those of the API's history that make the log. */
const MIGRATIONS = ['1764000000000-create-audit-log.ts', '1764002000000-log-receipts.ts', '1764002100000-log-orphans.ts', '1764002200000-log-frozen.ts'];

/** Name of the log in tests. */
export const TEST_ORIGIN = 'demonstration.comity.test/log';

/** A database of its own with the roles of Comity and the real schema of the log. */
export interface LogDatabase {
  /** Superuser. */
  admin: pg.Client;
  /** Address of a connection that acts as this role from its first statement on. Passwords belong to the server that is tested on, so none is set. */
  urlAs(role: string): string;
  drop(): Promise<void>;
}

/** Makes a fresh database on the server of COMITY_TEST_ADMIN_URL. */
export async function makeLogDatabase(): Promise<LogDatabase> {
  const server = process.env['COMITY_TEST_ADMIN_URL'];
  if (!server) throw new Error('COMITY_TEST_ADMIN_URL is not set: the test needs a PostgreSQL to make its database on.');
  const name = `log_test_${randomBytes(6).toString('hex')}`;
  const maker = new pg.Client(server);
  await maker.connect();
  await maker.query(`CREATE DATABASE ${name} TEMPLATE template0`);

  const url = new URL(server);
  url.pathname = `/${name}`;
  const admin = new pg.Client(url.href);
  await admin.connect();
  await makeRoles(admin);
  process.env['LOG_ORIGIN'] = TEST_ORIGIN;
  for (const file of MIGRATIONS) {
    const found = (await import(new URL(`../../../../apps/api/src/database/migrations/${file}`, import.meta.url).href)) as Record<string, new () => { up(runner: unknown): Promise<void> }>;
    await admin.query('BEGIN');
    await new (Object.values(found)[0]!)().up(admin);
    await admin.query('COMMIT');
  }

  return {
    admin,
    urlAs: (role) => {
      const as = new URL(url);
      as.searchParams.set('options', `-c role=${role}`);
      return as.href;
    },
    drop: async () => {
      await admin.end();
      await maker.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await maker.end();
    },
  };
}

/** Roles belong to the whole server: another suite may be making them at the same moment, which one of the two has to repeat. */
async function makeRoles(admin: pg.Client): Promise<void> {
  const sql = readFileSync(ROLES, 'utf8');
  for (let attempt = 1; ; attempt++) {
    try {
      await admin.query(sql);
      return;
    } catch (error) {
      if (attempt === 10) throw error;
      await setTimeout(100 * attempt);
    }
  }
}
