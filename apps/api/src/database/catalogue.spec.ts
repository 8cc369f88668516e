import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

/** Names that a query over the catalogue finds; a test expects none. */
async function names(sql: string): Promise<string[]> {
  const { rows } = await database.admin.query<{ name: string }>(sql);
  return rows.map((row) => row.name);
}

describe('the walls, read from the catalogue so that no new table is forgotten', () => {
  it('forces row-level security on every table of the cases', async () => {
    expect(
      await names(`select relname as name from pg_class where relnamespace = 'comity'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`),
    ).toEqual([]);
    expect((await names(`select relname as name from pg_class where relnamespace = 'comity'::regnamespace and relkind = 'r'`)).length).toBeGreaterThan(15);
  });

  it('gives every table a policy for its owner, without which a migration sees no row and says nothing', async () => {
    expect(
      await names(`select relname as name from pg_class c where relnamespace = 'comity'::regnamespace and relkind = 'r'
        and not exists (select from pg_policy p where p.polrelid = c.oid and 'comity_owner'::regrole = any (p.polroles) and p.polcmd = '*')`),
    ).toEqual([]);
  });

  it('has a policy for each verb that is granted', async () => {
    expect(
      await names(`select g.table_name || ' ' || g.grantee || ' ' || g.privilege_type as name from information_schema.role_table_grants g
        where g.table_schema = 'comity' and g.grantee in ('comity_api', 'comity_worker', 'comity_auditor')
          and not exists (select from pg_policies p where p.schemaname = 'comity' and p.tablename = g.table_name and g.grantee = any (p.roles) and p.cmd in (g.privilege_type, 'ALL'))`),
    ).toEqual([]);
  });

  it('grants nothing of ours to everybody', async () => {
    expect(
      await names(`select table_name as name from information_schema.role_table_grants where grantee = 'PUBLIC' and table_schema in ('comity', 'sec', 'tlog')
        union all select p.proname from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
          where p.pronamespace in ('comity'::regnamespace, 'sec'::regnamespace, 'tlog'::regnamespace) and a.grantee = 0`),
    ).toEqual([]);
  });

  it('fixes the search path of every definer function', async () => {
    expect(
      await names(`select proname as name from pg_proc where pronamespace in ('comity'::regnamespace, 'sec'::regnamespace, 'tlog'::regnamespace) and prosecdef
        and not exists (select from unnest(proconfig) c where c like 'search_path=%')`),
    ).toEqual([]);
  });

  it('gives none of its roles the right to pass the walls', async () => {
    expect(await names(`select rolname as name from pg_roles where (rolname like 'comity%' or rolname like 'tlog%') and (rolsuper or rolbypassrls or rolcreaterole)`)).toEqual([]);
  });

  it('lets no view show more than its reader may see', async () => {
    expect(
      await names(`select relname as name from pg_class where relnamespace = 'comity'::regnamespace
        and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions::text like '%security_invoker=true%', false))`),
    ).toEqual([]);
  });
});
