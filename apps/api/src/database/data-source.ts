import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations.js';

/** A login of security.md 3.1 with the password of its secret file. */
export interface Login {
  role: string;
  password: string;
}

/** `DATABASE_URL` names no user; each process adds its own role. Returns a URL for pg and BullMQ. */
export function urlFor(databaseUrl: string, login: Login): string {
  const url = new URL(databaseUrl);
  url.username = login.role;
  url.password = login.password;
  return url.href;
}

/**
 * An unconnected pool. Every statement runs through `Transactions`, never through a repository of the source.
 * @param poolSize connections at most; 8 for business, 2 for reading entries (security.md 3.5).
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM names entity and migration classes this way
export function dataSource(url: string, options: { poolSize: number; name: string; entities?: Function[] }): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize: options.poolSize,
    entities: options.entities ?? [],
    schema: 'comity',
    synchronize: false,
    // The driver prints statements with their parameters; program logs must not hold them.
    logging: false,
    applicationName: options.name,
    extra: { connectionTimeoutMillis: 2000, statement_timeout: 5000, idle_in_transaction_session_timeout: 10_000, keepAlive: true },
  });
}

/** The deploy's own connection: `comity_migrator`, acting as the owner, with the history of migrations in schema `sec`. */
export function migrationSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize: 1,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    schema: 'sec',
    synchronize: false,
    logging: false,
    applicationName: 'migrate',
    extra: { options: '-c role=comity_owner -c lock_timeout=3000' },
  });
}
