import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../database/migrate.js';

/** A database of one suite, migrated, with an administrator's connection that no wall stops. */
export interface TestDatabase {
  /** Address without a user. */
  url: string;
  admin: Client;
  secret: (name: string) => string;
  secretsFolder: string;
  drop: () => Promise<void>;
}

const given = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: these tests need the database that \`npm test\` starts.`);
  return value;
};

const at = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/** Copies the prepared database of the run and brings it to the newest schema. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const adminUrl = given('COMITY_TEST_ADMIN_URL');
  const secretsFolder = given('COMITY_TEST_SECRETS');
  const secret = (name: string): string => readFileSync(join(secretsFolder, name), 'utf8').trim();
  const name = `${given('COMITY_TEST_TEMPLATE')}_${randomBytes(4).toString('hex')}`;
  const server = new Client({ connectionString: adminUrl });
  await server.connect();
  // Settings and grants of the database itself are not copied with it.
  await server.query(`create database ${name} template ${given('COMITY_TEST_TEMPLATE')}`);
  await server.query(`grant connect, create on database ${name} to comity_queue`);
  process.env['LOG_ORIGIN'] = 'demonstration.test/log';
  process.env['COMITY_MODE'] = 'demonstration';
  const bare = new URL(at(adminUrl, name));
  bare.username = '';
  bare.password = '';
  await migrate(
    bare.href,
    { role: 'comity_migrator', password: secret('db-comity_migrator') },
    { role: 'comity_queue', password: secret('db-comity_queue') },
  );
  const admin = new Client({ connectionString: at(adminUrl, name) });
  await admin.connect();
  return {
    url: bare.href,
    admin,
    secret,
    secretsFolder,
    drop: async () => {
      await admin.end();
      await server.query(`drop database ${name} with (force)`);
      await server.end();
    },
  };
}
