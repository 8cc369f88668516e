// The few things that the start itself says to the database, as administrator and in the demonstration only.
import { existsSync } from 'node:fs';
import pg from 'pg';
import { readInfra } from './prepare.mjs';

/** Runs `work` with an administrator's connection and closes it. */
export async function asAdmin(adminUrl, work) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** An officer is found by issuer and subject; port and provider may differ from start to start, the sample people stay the same. */
export async function demonstrationIssuer(adminUrl, issuer) {
  const subs = readInfra('people.json').map(({ sub }) => sub);
  await asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query("select to_regclass('comity.officer') is not null as there");
    if (!rows[0].there) return;
    await client.query('begin');
    await client.query('set local role comity_owner');
    await client.query('update comity.officer set iss = $1 where sub = any($2) and iss <> $1', [issuer, subs]);
    await client.query('commit');
  });
}

/** True when neither the database nor the signer's memory knows a signature yet. Only then may the signer begin from nothing. */
export async function isFirstSigning(adminUrl, memoryFile) {
  if (adminUrl === undefined || existsSync(memoryFile)) return false;
  return asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query("select to_regclass('tlog.checkpoint') is not null as there");
    if (!rows[0].there) return true;
    const { rows: signed } = await client.query('select exists (select 1 from tlog.checkpoint) or exists (select 1 from tlog.published) as any');
    return !signed[0].any;
  });
}
