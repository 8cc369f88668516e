import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DataSource } from 'typeorm';
import { dataSource, urlFor } from '../database/data-source.js';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { newId } from './new-id.js';
import { owe } from './outbox.js';
import { signContext } from './signed-context.js';
import { momentOf, Transactions, type Tx } from './transactions.js';

let database: TestDatabase;
let source: DataSource;
let transactions: Transactions;
const kenya = { agencyId: newId(), personId: newId() };
const sweden = { agencyId: newId(), personId: newId() };

beforeAll(async () => {
  database = await openTestDatabase();
  source = await dataSource(urlFor(database.url, { role: 'comity_api', password: database.secret('db-comity_api') }), { poolSize: 4, name: 'test' }).initialize();
  transactions = new Transactions(source, database.secret('context-key'));
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const seen = (tx: Tx, id: string): Promise<number> =>
  tx.query<unknown[]>('select 1 from comity.outbox where id = $1', [id]).then((rows) => rows.length);
const oweSomething = (who: typeof kenya): Promise<string> =>
  transactions.as(who, (tx) => owe(tx, { queue: 'work', kind: 'test', subject: newId(), agencyId: who.agencyId })).then((due) => due.id);
/** Runs `work` under a context text of the attacker's choice. */
const under = (context: (backend: number, at: Date) => string, work: (tx: Tx) => Promise<number>): Promise<number> =>
  source.transaction(async (tx) => {
    const [row] = await tx.query<[{ pid: number; at: Date }]>('select pg_backend_pid() as pid, clock_timestamp() as at');
    await tx.query("select set_config('app.ctx', $1, true)", [context(row.pid, row.at)]);
    return work(tx);
  });

describe('a transaction', () => {
  it('shows an agency its own rows and no others', async () => {
    const id = await oweSomething(kenya);
    expect(await transactions.as(kenya, (tx) => seen(tx, id))).toBe(1);
    expect(await transactions.as(sweden, (tx) => seen(tx, id))).toBe(0);
  });

  it('refuses a row in the name of another agency', async () => {
    const foreign = transactions.as(kenya, (tx) => owe(tx, { queue: 'work', kind: 'test', subject: newId(), agencyId: sweden.agencyId }));
    await expect(foreign).rejects.toThrow(/row-level security/);
  });

  it('leaves no context on the connection for the next borrower', async () => {
    const id = await oweSomething(kenya);
    await Promise.all(Array.from({ length: 40 }, () => transactions.as(kenya, (tx) => seen(tx, id))));
    const after = await Promise.all(Array.from({ length: 8 }, () => source.query<{ n: number }[]>('select count(*)::int as n from comity.outbox')));
    expect(after.every(([row]) => row!.n === 0)).toBe(true);
  });

  it('knows the real clock and business time of its opening statement', async () => {
    await database.admin.query('update comity.clock_offset set offset_s = 3600');
    const moment = await transactions.as(kenya, (tx) => Promise.resolve({ ...momentOf(tx) }));
    await database.admin.query('update comity.clock_offset set offset_s = 0');
    expect(Math.round((moment.now.getTime() - moment.at.getTime()) / 1000)).toBe(3600);
  });

  describe('shows nothing under a context that was not signed for it:', () => {
    const key = (): string => database.secret('context-key');
    const forged: [string, (backend: number, at: Date) => string][] = [
      ['none', () => ''],
      ['garbage', () => 'v1.x'],
      ['another backend', (backend, at) => signContext(key(), kenya, backend + 1, at)],
      ['an expired one', (backend, at) => signContext(key(), kenya, backend, new Date(at.getTime() - 60_000))],
      ['another key of the same id', (backend, at) => signContext(`${key().split(':')[0]}:${'ab'.repeat(32)}`, kenya, backend, at)],
      ['an unknown key', (backend, at) => signContext(`other:${key().split(':')[1]}`, kenya, backend, at)],
      ['another agency put into a good one', (backend, at) => signContext(key(), sweden, backend, at).replace(sweden.agencyId, kenya.agencyId)],
    ];
    it.each(forged)('%s', async (_name, context) => {
      const id = await oweSomething(kenya);
      expect(await under(context, (tx) => seen(tx, id))).toBe(0);
    });

    it('and the good one shows the row, so the others fail for their own reason', async () => {
      const id = await oweSomething(kenya);
      expect(await under((backend, at) => signContext(key(), kenya, backend, at), (tx) => seen(tx, id))).toBe(1);
    });
  });

  it('keeps the key of the context from whoever can only run statements', async () => {
    await expect(source.query('select * from sec.context_key')).rejects.toThrow(/permission denied/);
  });
});
