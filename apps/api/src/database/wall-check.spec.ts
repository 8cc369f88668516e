import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DataSource } from 'typeorm';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { dataSource, urlFor } from './data-source.js';
import { checkWalls } from './wall-check.js';

let database: TestDatabase;
let api: DataSource;
beforeAll(async () => {
  database = await openTestDatabase();
  api = await dataSource(urlFor(database.url, { role: 'comity_api', password: database.secret('db-comity_api') }), { poolSize: 1, name: 'test' }).initialize();
});
afterAll(async () => {
  await api.destroy();
  await database.drop();
});
const check = (source = api, mode: 'demonstration' | 'production' = 'demonstration'): Promise<void> => source.transaction((tx) => checkWalls(tx, mode));
/** Runs `broken` as the administrator, expects the start to be refused with `fault`, and puts it right again. */
async function refuses(broken: string, fault: string, mended: string): Promise<void> {
  await database.admin.query(broken);
  await expect(check()).rejects.toThrow(fault);
  await database.admin.query(mended);
  await check();
}

describe('G23: the start of a process', () => {
  it('goes on when every wall stands', () => check());
  it('stops for a table without row-level security, and for one whose owner passes it', async () => {
    await refuses('create table comity.forgotten (id int)', 'table forgotten stands without forced row security', 'drop table comity.forgotten');
    await refuses(
      'alter table comity.officer no force row level security',
      'table officer stands without',
      'alter table comity.officer force row level security',
    );
  });
  it('stops for a migration that has not run, and for one that it does not know', async () => {
    await refuses(
      "update sec.migration set name = 'Other' || name where id = 1",
      'has not run',
      'update sec.migration set name = substr(name, 6) where id = 1',
    );
    await refuses(
      "insert into sec.migration (timestamp, name) values (1, 'FromTheFuture1')",
      'FromTheFuture1 is not known',
      'delete from sec.migration where timestamp = 1',
    );
  });
  it('stops for a login that is a superuser', async () => {
    const admin = await dataSource(Object.assign(new URL(process.env['COMITY_TEST_ADMIN_URL'] ?? ''), { pathname: new URL(database.url).pathname }).href, {
      poolSize: 1,
      name: 'test',
    }).initialize();
    await expect(check(admin)).rejects.toThrow('the login can pass row-level security');
    await admin.destroy();
  });
  it('stops production on a database of the demonstration', async () => {
    await expect(check(api, 'production')).rejects.toThrow('the database was not made for production');
  });
  it('goes on in production on a database that was made for it, and stops when business time is moved there', async () => {
    await database.admin.query("update comity.clock_offset set mode = 'production'");
    await check(api, 'production');
    await database.admin.query('alter table comity.clock_offset drop constraint clock_offset_check; update comity.clock_offset set offset_s = 60');
    await expect(check(api, 'production')).rejects.toThrow('business time is moved');
    await expect(check()).rejects.toThrow('the database was not made for demonstration');
  });
});
