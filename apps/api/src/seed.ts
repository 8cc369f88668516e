import { parseArgs } from 'node:util';
import { dataSource, urlFor } from './database/data-source.js';
import { readConfig } from './shared/config.js';
import { openProgramLog } from './shared/program-log.js';
import { Transactions } from './shared/transactions.js';
import { plantRoster } from './units/plant-roster.js';
import { readLogKeys } from './units/read-log-keys.js';
import { readRoster } from './units/read-roster.js';

const { values } = parseArgs({ options: { set: { type: 'string', default: 'walk' }, seed: { type: 'string' } } });

/** Exit codes of outside.md 2: refused in this mode, or not built. */
const REFUSED = 2;

if (values.set !== 'walk') {
  process.stderr.write(`Set ${values.set} is not built. Built: walk.\n`);
  process.exit(REFUSED);
}
try {
  const config = readConfig(process.env, 'seed');
  if (config.mode !== 'demonstration') {
    process.stderr.write('The seed plants invented people and runs in demonstration mode only.\n');
    process.exit(REFUSED);
  }
  const source = await dataSource(urlFor(config.databaseUrl, { role: 'comity_api', password: config.secret('db-comity_api').reveal() }), {
    poolSize: 1,
    name: 'seed',
  }).initialize();
  try {
    const transactions = new Transactions(source, config.secret('context-key').reveal());
    const log = { origin: config.logOrigin, vkeys: await readLogKeys(`${config.address}/log`) };
    const people = await plantRoster(transactions, readRoster(process.cwd()), config.identity.issuer, log);
    openProgramLog('seed').info('planted', { count: people });
  } finally {
    await source.destroy();
  }
} catch (error) {
  process.stderr.write(`Nothing was planted: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
