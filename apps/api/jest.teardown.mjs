import { rmSync } from 'node:fs';
import pg from 'pg';

export default async function teardown() {
  const admin = new pg.Client({ connectionString: process.env.COMITY_TEST_ADMIN_URL });
  await admin.connect();
  await admin.query(`drop database if exists ${process.env.COMITY_TEST_TEMPLATE} with (force)`);
  await admin.end();
  rmSync(process.env.COMITY_TEST_SECRETS, { recursive: true });
}
