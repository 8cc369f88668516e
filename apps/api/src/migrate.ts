import { migrate } from './database/migrate.js';
import { readConfig } from './shared/config.js';
import { openProgramLog } from './shared/program-log.js';

try {
  const config = readConfig(process.env, 'migrate');
  const login = (role: string): { role: string; password: string } => ({ role, password: config.secret(`db-${role}`).reveal() });
  const done = await migrate(config.databaseUrl, login('comity_migrator'), config.queueUrl.startsWith('postgres') ? login('comity_queue') : undefined);
  openProgramLog('migrate').info('migrated', { count: done.length });
} catch (error) {
  process.stderr.write(`The database was not migrated: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
