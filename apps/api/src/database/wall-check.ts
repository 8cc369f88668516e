import { type EntityManager } from 'typeorm';
import { MIGRATIONS } from './migrations.js';

/** Lines of the boot list that the database broke. The process does not start. */
export class WallsMissing extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the database is not behind its walls:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'WallsMissing';
  }
}

const ROLE = `select r.rolsuper as super, r.rolbypassrls as bypass, r.rolcreaterole as creates,
    exists (select from pg_class c where c.relowner = r.oid and c.relnamespace in ('comity'::regnamespace, 'sec'::regnamespace, 'tlog'::regnamespace)) as owns
  from pg_roles r where r.rolname = current_user`;
const OPEN = `select relname as name from pg_class
  where relnamespace = 'comity'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity) order by 1`;

/**
 * Checks, as the process's own login, that this login cannot pass row-level security, that no table of the cases stands without it, and that the schema
 * is the one the code was written for.
 * @param mode mode of the process; a database of the demonstration never serves production, and in production business time is real time.
 * @throws {WallsMissing}
 * @source security.md 13
 */
export async function checkWalls(tx: EntityManager, mode: 'demonstration' | 'production'): Promise<void> {
  const faults: string[] = [];
  const [role] = await tx.query<[{ super: boolean; bypass: boolean; creates: boolean; owns: boolean }]>(ROLE);
  if (role.super || role.bypass || role.creates) faults.push('the login can pass row-level security');
  if (role.owns) faults.push('the login owns tables');
  const open = await tx.query<{ name: string }[]>(OPEN);
  faults.push(...open.map(({ name }) => `table ${name} stands without forced row security`));
  faults.push(...(await migrationFaults(tx)));
  const [clock] = await tx.query<({ mode: string; moved: boolean } | undefined)[]>('select mode, offset_s <> 0 as moved from comity.clock_offset');
  if (clock?.mode !== mode) faults.push(`the database was not made for ${mode}`);
  if (mode === 'production' && clock?.moved !== false) faults.push('business time is moved');
  if (faults.length > 0) throw new WallsMissing(faults);
}

async function migrationFaults(tx: EntityManager): Promise<string[]> {
  const rows = await tx.query<{ name: string }[]>('select name from sec.migration');
  const done = rows.map((row) => row.name);
  const known = MIGRATIONS.map((migration) => migration.name);
  return [
    ...known.filter((name) => !done.includes(name)).map((name) => `migration ${name} has not run`),
    ...done.filter((name) => !known.includes(name)).map((name) => `migration ${name} is not known to this program`),
  ];
}
