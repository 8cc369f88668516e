// Once a run: a database that `provision` prepared, copied for each suite, and one folder of secrets: roles and their passwords are shared by all databases of a server.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { agencyKeys } from '../../tools/start/prepare.mjs';
import { provision } from '../../tools/start/provision.mjs';

export default async function setup() {
  const adminUrl = process.env.COMITY_TEST_ADMIN_URL;
  if (!adminUrl) throw new Error('COMITY_TEST_ADMIN_URL names no PostgreSQL superuser. `npm test` starts a server and sets it.');
  const template = `comity_jest_${process.pid}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${template} encoding 'UTF8' template template0`);
  await admin.end();
  const url = new URL(adminUrl);
  url.pathname = `/${template}`;
  const folder = mkdtempSync(join(tmpdir(), 'comity-jest-'));
  await provision(url.href, folder);
  agencyKeys(folder);
  process.env.COMITY_TEST_TEMPLATE = template;
  process.env.COMITY_TEST_SECRETS = folder;
}
