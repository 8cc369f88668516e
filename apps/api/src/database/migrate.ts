import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import { migrationSource, urlFor, type Login } from './data-source.js';

/**
 * Brings the database to the newest schema: ours, then the queue's. Run by the deploy and by tests, never by the API.
 * @param databaseUrl without a user. @param queue login of the queue's schema; absent where the queue is not on PostgreSQL.
 */
export async function migrate(databaseUrl: string, migrator: Login, queue: Login | undefined): Promise<string[]> {
  const source = await migrationSource(urlFor(databaseUrl, migrator)).initialize();
  try {
    const done = await source.runMigrations();
    // Each process compares the history with its own before it starts.
    await source.query('grant select on sec.migration to comity_api, comity_worker');
    if (queue) await migrateQueue(urlFor(databaseUrl, queue));
    return done.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

async function migrateQueue(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await runMigrations(client, 'bullmq');
  } finally {
    await client.end();
  }
}
