import { randomUUID } from 'node:crypto';
import * as casework from '@comity/casework';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { type Stack } from '../testing/stack.js';
import { type CaseIds, type WholeCase } from '../testing/whole-case.js';

// The policy of this process can be switched off, which no configuration does: the wall in the database must hold alone.
let isPolicyOff = false;
const ALLOWED: casework.Verdict = { allow: true, ruleIds: ['role.officer.any'], obligations: [], reason: null, purpose: 'identify_suspect' };
jest.unstable_mockModule('@comity/casework', () => ({
  ...casework,
  decide: (...asked: Parameters<typeof casework.decide>): casework.Verdict => (isPolicyOff ? ALLOWED : casework.decide(...asked)),
}));
const { startStack } = await import('../testing/stack.js');
const { WholeCase: Case, STAGES } = await import('../testing/whole-case.js');
const { PEOPLE } = await import('../testing/people.js');
const { ROUTE_CALLS } = await import('../testing/route-calls.js');
const { signContext, NIL_AGENCY } = await import('./signed-context.js');

jest.setTimeout(300_000);
let stack: Stack;
let one: WholeCase;
let api: Client;
beforeAll(async () => {
  stack = await startStack();
  one = new Case(stack, 1);
  const url = new URL(stack.database.url);
  [url.username, url.password] = ['comity_api', stack.database.secret('db-comity_api')];
  api = new Client({ connectionString: url.href });
  await api.connect();
});
afterAll(async () => {
  await api.end();
  await stack.close();
});

const sql = async <T>(text: string, ...values: unknown[]): Promise<T[]> => (await stack.database.admin.query(text, values)).rows as T[];

/** Which rows an agency and a person may see, said once more and apart from the migrations. `$1` is the agency, `$2` the person. */
const OWN = 'agency_id = $1';
const PERSON = 'person_id = $2';
const AUDITS = "exists (select from comity.role_grant g where g.person_id = $2 and g.agency_id = $1 and g.role = 'auditor' and g.ended_at is null)";
const DRAWN = '(select a.request_id from comity.assignment a where a.person_id = $2 and a.agency_id = $1 and a.ended_at is null)';
const SEEN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['clock_offset', 'jurisdiction', 'profile', 'corridor', 'agency', 'reference_counter', 'exam_question', 'exam_rule'].map((name) => [name, 'true']),
  ),
  ...Object.fromEntries(
    ['refusal', 'outbox', 'record_key', 'sealed', 'referral_identifier', 'own_number', 'import_record', 'request_version', 'granted_line', 'line_answer'].map(
      (name) => [name, OWN],
    ),
  ),
  ...Object.fromEntries(
    ['terms_acceptance', 'actor_salt', 'login', 'ended_login', 'idempotency', 'roster', 'case_person', 'exam', 'exam_answer', 'lesson_progress'].map((name) => [
      name,
      PERSON,
    ]),
  ),
  ...Object.fromEntries(['officer', 'role_grant'].map((name) => [name, `${OWN} or ${PERSON}`])),
  // Oversight sees that somebody is certified, never who; a person behind a certificate stands in no column that leaves.
  certificate: `${OWN} or ${PERSON} or ${AUDITS}`,
  ...Object.fromEntries(
    ['certificate_change', 'question_change'].map((name) => [name, `${AUDITS} and ${AUDITS.replace('g.role', "g.scope = 'examiner' and g.role")}`]),
  ),
  ...Object.fromEntries(['assignment', 'review', 'finding', 'reviewer_answer'].map((name) => [name, `${OWN} and ${PERSON}`])),
  decision_line: `${OWN} or requesting_agency_id = $1`,
  // A lead who is drawn sees what was sealed before them, and whoever sealed sees what others sealed in the same round.
  decision: `${OWN} or requesting_agency_id = $1 or exists (select from comity.review r where r.request_id = t.request_id and r.round = t.round and r.person_id = $2
    and r.agency_id = $1 and (r.state = 'sealed' and r.request_version = t.request_version or r.position = 'lead' and r.ended_at is null))`,
  ...Object.fromEntries(['request_line', 'screening'].map((name) => [name, `${OWN} or request_id in ${DRAWN}`])),
  screening_copy: 'false',
  decision_copy: 'false',
  delivery: `${OWN} or recipient_agency_id = $1 and delivered_at is not null`,
  delivery_evidence: `${OWN} or delivery_id in (select d.id from comity.delivery d where d.recipient_agency_id = $1 and d.delivered_at is not null)`,
  referral: `${OWN} or id in (select d.referral_id from comity.delivery d where d.recipient_agency_id = $1 and d.delivered_at is not null)`,
  data_request: `${OWN} or holding_agency_id = $1 and dispatched_at is not null or id in ${DRAWN}`,
  disclosure: `${OWN} or requesting_agency_id = $1 and delivered_at is not null`,
};
const REFERENCE = Object.keys(SEEN).filter((name) => SEEN[name] === 'true');
const tables = async (): Promise<string[]> =>
  (await sql<{ name: string }>("select relname as name from pg_class where relnamespace = 'comity'::regnamespace and relkind = 'r' order by 1")).map(
    ({ name }) => name,
  );

/** Rows of a table as an administrator finds them by the rule above; a row is known by its place. */
const places = async (table: string, agency: string, person: string, not = false): Promise<string[]> =>
  (
    await sql<{ at: string }>(
      `select t.ctid::text as at from comity.${table} t where ($1::uuid is null or $2::uuid is null or true) and ${not ? 'not' : ''} coalesce((${SEEN[table]}), false) order by 1`,
      agency,
      person,
    )
  ).map(({ at }) => at);

/** Runs `work` as the API's login in a transaction that is rolled back, under a context that `key` signs. */
async function as<T>(who: { agencyId: string; personId?: string } | null, work: () => Promise<T>, key = stack.database.secret('context-key')): Promise<T> {
  await api.query('begin');
  try {
    const { rows } = await api.query<{ pid: number; at: Date }>('select pg_backend_pid() as pid, clock_timestamp() as at');
    if (who) await api.query("select set_config('app.ctx', $1, true)", [signContext(key, who, rows[0]!.pid, rows[0]!.at)]);
    return await work();
  } finally {
    await api.query('rollback');
  }
}
const code = (error: unknown): string => (error as { code?: string }).code ?? String(error);
/** Number of rows that a statement reached, or the state with which it was refused. */
async function reached(text: string, values: unknown[]): Promise<number | string> {
  await api.query('savepoint s');
  try {
    return (await api.query(text, values)).rowCount ?? 0;
  } catch (error) {
    return code(error);
  } finally {
    await api.query('rollback to s');
  }
}
const visible = async (table: string): Promise<string[]> => {
  try {
    return (await api.query<{ at: string }>(`select ctid::text as at from comity.${table} order by 1`)).rows.map(({ at }) => at);
  } catch (error) {
    if (code(error) !== '42501') throw error;
    await api.query('rollback');
    await api.query('begin');
    return [];
  }
};

const principals = PEOPLE.map(({ key, agency, person }) => [key, { agencyId: agency, personId: person }] as const);

/** Strangers to a record at a stage: whoever no rule of the case lets near it. */
const isNear = (key: string, record: keyof CaseIds): boolean =>
  key.startsWith('a.') ||
  (key === 'c.liaison' && record !== 'referral' && record !== 'disclosure') ||
  (key.startsWith('b.') && (record === 'referral' || (one.granted.length > 0 && ['request', 'disclosure'].includes(record))));
const TABLE_OF: Record<keyof CaseIds, string> = {
  referral: 'referral',
  request: 'data_request',
  review: 'review',
  decision: 'decision',
  disclosure: 'disclosure',
};
const OWN_TRACES = ['refusal', 'login', 'ended_login', 'actor_salt', 'idempotency'];
async function digest(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of (await tables()).filter((table) => !OWN_TRACES.includes(table)))
    found[name] = (
      await sql<{ hash: string }>(`select coalesce(md5(string_agg(t::text, '|' order by t::text)), 'empty') as hash from comity.${name} t`)
    )[0]!.hash;
  return found;
}

/** Names that a query over the catalogue finds; a test expects none. */
async function names(text: string): Promise<string[]> {
  const { rows } = await stack.database.admin.query<{ name: string }>(text);
  return rows.map((row) => row.name);
}

describe('the walls, read from the catalogue so that no new table is forgotten', () => {
  it('forces row-level security on every table of the cases', async () => {
    expect(
      await names(
        `select relname as name from pg_class where relnamespace = 'comity'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
      ),
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
    expect(
      await names(
        `select rolname as name from pg_roles where (rolname like 'comity%' or rolname like 'tlog%') and rolname <> current_user and (rolsuper or rolbypassrls or rolcreaterole)`,
      ),
    ).toEqual([]);
  });

  it('lets no view show more than its reader may see', async () => {
    expect(
      await names(`select relname as name from pg_class where relnamespace = 'comity'::regnamespace
        and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions::text like '%security_invoker=true%', false))`),
    ).toEqual([]);
  });
});

describe('the wall of a table', () => {
  it('is said here for each table that there is', async () => {
    expect(Object.keys(SEEN).sort()).toEqual(await tables());
  });
  it('keeps agency, person and party of a row from being changed, and the keys of contexts and the log from being read', async () => {
    const columns = await sql<{ name: string }>(
      `select c.table_name || '.' || c.column_name as name from information_schema.column_privileges c
        where c.grantee = 'comity_api' and c.privilege_type = 'UPDATE' and c.table_schema = 'comity'
          and c.column_name in ('id', 'agency_id', 'person_id', 'officer_id', 'requesting_agency_id', 'recipient_agency_id', 'request_id', 'created_by', 'record_id')`,
    );
    // An idempotency key learns what it made; a disclosure line which package carried it.
    expect(columns.map(({ name }) => name)).toEqual(['idempotency.record_id']);
    await as({ agencyId: PEOPLE[0]!.agency, personId: PEOPLE[0]!.person }, async () => {
      for (const table of ['sec.context_key', 'tlog.entry', 'tlog.leaf', 'tlog.queue'])
        expect([table, await reached(`select * from ${table}`, [])]).toEqual([table, '42501']);
    });
  });
});

describe.each(STAGES)('at the stage %s', (stage) => {
  beforeAll(() => one.to(stage));

  it.each(principals)('%s sees by SQL what was released to them and nothing else', async (_key, who) => {
    const [shown, wanted]: Record<string, string[]>[] = [{}, {}];
    for (const table of await tables()) {
      shown![table] = await as(who, () => visible(table));
      wanted![table] = await places(table, who.agencyId, who.personId);
    }
    expect(shown).toEqual(wanted);
  });
});

describe('after all of that', () => {
  it('nobody sees a row without a context, with a forged one, or as Comity itself', async () => {
    const [kid] = stack.database.secret('context-key').split(':');
    const who = { agencyId: PEOPLE[0]!.agency, personId: PEOPLE[0]!.person };
    for (const table of (await tables()).filter((name) => !REFERENCE.includes(name))) {
      expect([table, await as(null, () => visible(table))]).toEqual([table, []]);
      expect([table, await as(who, () => visible(table), `${kid}:${'ab'.repeat(32)}`)]).toEqual([table, []]);
      expect([table, await as({ agencyId: NIL_AGENCY }, () => visible(table))]).toEqual([table, await places(table, NIL_AGENCY, NIL_AGENCY)]);
    }
  });

  it.each(principals)('%s changes, deletes and forges no row of others', async (_key, who) => {
    const wrong: unknown[] = [];
    for (const table of await tables()) {
      const foreign = SEEN[table] === 'true' ? [] : await places(table, who.agencyId, who.personId, true);
      const all = (await sql<{ at: string }>(`select ctid::text as at from comity.${table}`)).map(({ at }) => at);
      const columns = await sql<{ name: string }>(
        "select column_name as name from information_schema.column_privileges where grantee = 'comity_api' and privilege_type = 'UPDATE' and table_schema = 'comity' and table_name = $1",
        table,
      );
      const {
        rows: [sample],
      } = await stack.database.admin.query<{ row: Record<string, unknown> }>(
        `select to_jsonb(t) as row from comity.${table} t where t.ctid::text = any ($1) and ($3 <> 'screening_copy' or to_jsonb(t) ->> 'agency_id' <> $2) limit 1`,
        [foreign, who.agencyId, table],
      );
      await as(who, async () => {
        for (const { name } of columns) {
          const done = await reached(`update comity.${table} set ${name} = ${name} where ctid = any ($1::tid[])`, [foreign]);
          if (done !== 0) wrong.push([table, name, 'update', done]);
        }
        const gone = await reached(`delete from comity.${table} where ctid = any ($1::tid[])`, [SEEN[table] === 'true' ? all : foreign]);
        if (gone !== 0 && gone !== '42501') wrong.push([table, 'delete', gone]);
        if (!sample) return;
        const forged = {
          ...sample.row,
          ...('id' in sample.row ? { id: randomUUID() } : {}),
          ...('entry_id' in sample.row ? { entry_id: -Math.floor(Math.random() * 2 ** 40) } : {}),
        };
        const made = await reached(`insert into comity.${table} select * from jsonb_populate_record(null::comity.${table}, $1)`, [forged]);
        // CM001 is the trigger of the decision rule, which asks before the wall does.
        if (typeof made === 'number' || !/^(?:42501|CM\w+|P0001)$/.test(made)) wrong.push([table, 'insert', made]);
      });
    }
    expect(wrong).toEqual([]);
  });

  it('with the policy switched off no stranger gets at anything over HTTP, and nothing changes', async () => {
    const open: unknown[] = [];
    const before = await digest();
    await one.healthyLog();
    const asAdministrator = (): Promise<{ status: number }> => stack.call('a.admin', 'GET', `/requests/${one.ids.request}`);
    expect((await asAdministrator()).status).toBe(403);
    isPolicyOff = true;
    try {
      // The switch works: inside the own agency nothing but the policy keeps an administrator from a case. That read leaves no row of the case.
      expect((await asAdministrator()).status).toBe(200);
      for (const { key } of PEOPLE)
        for (const [act, { record, path, body, how }] of Object.entries(ROUTE_CALLS)) {
          if (act.startsWith('audit.') || (record && isNear(key, record))) continue;
          if (record === null && !act.endsWith('.list')) continue;
          const id = record ? one.ids[record] : '';
          const [row] = record ? await sql<{ version: number }>(`select version from comity.${TABLE_OF[record]} where id = $1`, id) : [];
          const method =
            body === undefined
              ? 'GET'
              : act === 'referral.save' || act === 'request.save' || act === 'review.save' || act === 'review.record_finding' || act === 'disclosure.answer'
                ? 'PUT'
                : 'POST';
          const answer = await stack.call(key, method, path(id), body?.(id), { ...how, ...(how?.version === undefined ? {} : { version: row?.version ?? 0 }) });
          const text = JSON.stringify(answer.body);
          const told = record === null ? Object.entries(one.ids).filter(([name, other]) => text.includes(other) && !isNear(key, name as keyof CaseIds)) : [];
          const words = Object.values(one.words).filter((word) => text.includes(word));
          if ((record !== null && answer.status < 400) || told.length > 0 || (words.length > 0 && !key.startsWith('a.') && !key.startsWith('b.')))
            open.push([key, act, answer.status, text]);
        }
    } finally {
      isPolicyOff = false;
    }
    expect(open).toEqual([]);
    expect(await digest()).toEqual(before);
  });
});
