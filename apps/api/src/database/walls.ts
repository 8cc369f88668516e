type Role = 'comity_api' | 'comity_worker';

/** What one database role may do with a table: one grant and one row-level policy for each verb named. Expressions are SQL over the row. */
export interface Wall {
  to: Role | Role[];
  /** `using` of the select policy. */
  select?: string;
  /** `with check` of the insert policy. */
  insert?: string;
  /** Columns that may change, and `using` plus `with check` of the update policy. Append-only tables name none. */
  update?: { columns: string[]; rows: string };
  /** `using` of the delete policy. */
  delete?: string;
}

/** Row belongs to the agency of the signed context. `select` around the call makes it run once a query (security.md 3.3). */
export const OWN_AGENCY = 'agency_id = (select sec.agency())';
/** Row belongs to the natural person of the signed context. */
export const OWN_PERSON = 'person_id = (select sec.person())';
/** The act is one of Comity itself (clock, seed, refusal of an unknown caller): its context carries the nil agency, which no officer has. */
export const MACHINE = "(select sec.agency()) = '00000000-0000-0000-0000-000000000000'::uuid";
export const ANY = 'true';

/**
 * SQL that makes a table of schema `comity` behind its walls: row-level security forced, a policy for the owner (without it migrations and
 * definer functions would see no row and say nothing), and the policies and grants of `walls`.
 */
export function walledTable(name: string, columns: string, walls: Wall[]): string {
  const statements = [
    `create table comity.${name} (${columns})`,
    `alter table comity.${name} enable row level security`,
    `alter table comity.${name} force row level security`,
    `create policy owner_all on comity.${name} to comity_owner using (true) with check (true)`,
  ];
  for (const wall of walls) {
    for (const role of [wall.to].flat()) {
      const policy = (verb: string, rule: string): string => `create policy ${role}_${verb} on comity.${name} for ${verb} to ${role} ${rule}`;
      if (wall.select) statements.push(policy('select', `using (${wall.select})`), `grant select on comity.${name} to ${role}`);
      if (wall.insert) statements.push(policy('insert', `with check (${wall.insert})`), `grant insert on comity.${name} to ${role}`);
      if (wall.update) {
        statements.push(policy('update', `using (${wall.update.rows}) with check (${wall.update.rows})`));
        statements.push(`grant update (${wall.update.columns.join(', ')}) on comity.${name} to ${role}`);
      }
      if (wall.delete) statements.push(policy('delete', `using (${wall.delete})`), `grant delete on comity.${name} to ${role}`);
    }
  }
  return statements.join(';\n') + ';';
}

/**
 * SQL of the deferred trigger that refuses a row whose `entry_id` is not an entry of this transaction, of one of these kinds, about this row.
 * @source log.md 3.2
 */
export function mustBeLogged(table: string, ...kinds: string[]): string {
  const list = kinds.map((kind) => `'${kind}'`).join(', ');
  return `create constraint trigger logged after insert on comity.${table} deferrable initially deferred for each row execute function tlog.require_entry(${list});`;
}
