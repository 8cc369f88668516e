import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DataSource } from 'typeorm';
import { dataSource, urlFor } from '../database/data-source.js';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { Answer, type Handler } from './answer.js';
import { newId } from './new-id.js';
import { ATTEMPTS, owe, type Due } from './outbox.js';
import { Queues } from './queues.js';
import { Reconciler } from './reconciler.js';
import { Sweep } from './sweep.js';
import { Transactions } from './transactions.js';

let database: TestDatabase;
let source: DataSource;
let transactions: Transactions;
let queues: Queues;
let done: string[];
let work: (due: Due) => Promise<void>;
const agencyId = newId();

beforeAll(async () => {
  database = await openTestDatabase();
  source = await dataSource(urlFor(database.url, { role: 'comity_worker', password: database.secret('db-comity_worker') }), {
    poolSize: 8,
    name: 'test',
  }).initialize();
  transactions = new Transactions(source, database.secret('context-key'));
});
beforeEach(() => {
  done = [];
  work = (due) => Promise.resolve(void done.push(due.subject));
  queues = new Queues(urlFor(database.url, { role: 'comity_queue', password: database.secret('db-comity_queue') }), () => undefined);
});
afterEach(() => queues.close());
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const answers = (): Answer => {
  const handler: Handler = { kind: 'test', run: async (_tx, due) => (await work(due), []) };
  return new Answer(transactions, queues, [handler], () => 'Error');
};
const oweTest = (): Promise<Due> => transactions.as({ agencyId }, (tx) => owe(tx, { queue: 'work', kind: 'test', subject: newId(), agencyId }));
/** Ages a row, as if its ring had been lost a while ago. */
const age = (id: string): Promise<unknown> =>
  database.admin.query("update comity.outbox set created_at = created_at - interval '1 minute', due_at = comity.now() where id = $1", [id]);
const stateOf = async (id: string): Promise<{ attempts: number; parked: string | null; answered: boolean }> => {
  const { rows } = await database.admin.query<{ attempts: number; parked: string | null; answered: boolean }>(
    'select attempts, parked, answered_at is not null as answered from comity.outbox where id = $1',
    [id],
  );
  return rows[0]!;
};
const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 100 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
};

describe('what the outbox owes is done once', () => {
  it('by a ring', async () => {
    const answer = answers();
    queues.listen('work', (id) => answer.answer(id));
    const due = await oweTest();
    await queues.ring(due);
    await until(() => done.length > 0);
    expect(done).toEqual([due.subject]);
  });

  it('however often it rings', async () => {
    const answer = answers();
    queues.listen('work', (id) => answer.answer(id));
    const due = await oweTest();
    await Promise.all(Array.from({ length: 50 }, () => queues.ring(due)));
    await Promise.all(Array.from({ length: 20 }, () => answer.answer(due.id)));
    expect(done).toEqual([due.subject]);
  });

  it('by the reconciler when the ring was lost', async () => {
    const due = await oweTest();
    await age(due.id);
    await new Reconciler(transactions, answers(), [], () => undefined).look();
    expect(done).toEqual([due.subject]);
  });

  it('with the queue dropped in the middle: the ring fails soft and the reconciler does it', async () => {
    await database.admin.query('drop schema bullmq cascade');
    const due = await oweTest();
    await queues.ring(due);
    await age(due.id);
    await new Reconciler(transactions, answers(), [], () => undefined).look();
    expect(done).toEqual([due.subject]);
  });

  it('and is tried again after a failure, then parked with a code where a person can see it', async () => {
    work = () => Promise.reject(new Error('no'));
    const due = await oweTest();
    const answer = answers();
    await answer.answer(due.id);
    expect(await stateOf(due.id)).toEqual({ attempts: 1, parked: null, answered: false });
    await answer.answer(due.id);
    expect(await stateOf(due.id)).toEqual({ attempts: 1, parked: null, answered: false }); // its pause is not over
    for (let tries = 1; tries < ATTEMPTS; tries += 1) {
      await age(due.id);
      await answer.answer(due.id);
    }
    expect(await stateOf(due.id)).toEqual({ attempts: ATTEMPTS, parked: 'Error', answered: false });
    work = (again) => Promise.resolve(void done.push(again.subject));
    await age(due.id);
    await answer.answer(due.id);
    expect(done).toEqual([]);
  });

  it('not before its time, however often it rings', async () => {
    const due = await oweTest();
    await database.admin.query("update comity.outbox set due_at = comity.now() + interval '10 seconds' where id = $1", [due.id]);
    const answer = answers();
    await answer.answer(due.id);
    expect(done).toEqual([]);
    await age(due.id);
    await answer.answer(due.id);
    expect(done).toEqual([due.subject]);
  });

  it('leaves nothing of a failed attempt behind', async () => {
    const other = newId();
    const handler: Handler = {
      kind: 'test',
      run: async (tx) => {
        await owe(tx, { queue: 'work', kind: 'test', subject: other, agencyId });
        throw new Error('after the write');
      },
    };
    const due = await oweTest();
    await new Answer(transactions, queues, [handler], () => 'Error').answer(due.id);
    const { rowCount } = await database.admin.query('select from comity.outbox where subject = $1', [other]);
    expect(rowCount).toBe(0);
  });

  it('names work that nobody can do, instead of losing it', async () => {
    const due = await oweTest();
    await new Answer(transactions, queues, [], () => 'NoHandler').answer(due.id);
    expect((await stateOf(due.id)).attempts).toBe(1);
  });

  it('is forgotten a day after it was done, as are the keys of that day, and work that is still owed or parked never', async () => {
    const sql = (text: string, ...values: unknown[]): Promise<{ rows: { id: string }[] }> => database.admin.query<{ id: string }>(text, values);
    const [old, fresh, owed, parked] = [await oweTest(), await oweTest(), await oweTest(), await oweTest()];
    const aged = "clock_timestamp() - interval '25 hours'";
    await sql(`update comity.outbox set answered_at = ${aged} where id = $1`, old.id);
    await sql('update comity.outbox set answered_at = clock_timestamp() where id = $1', fresh.id);
    await sql(`update comity.outbox set created_at = ${aged}, parked = case when id = $2 then 'Error' end where id in ($1, $2)`, owed.id, parked.id);
    const keys = { old: newId(), fresh: newId() };
    await sql(
      `insert into comity.idempotency (person_id, route, key, digest, made_at) values ($1, 'test', $1, '', ${aged}), ($2, 'test', $2, '', clock_timestamp())`,
      keys.old,
      keys.fresh,
    );
    const sweep = new Sweep(transactions);
    await sweep.run(0);
    const left = async (): Promise<string[]> => {
      const { rows } = await sql(
        'select id from comity.outbox where id = any ($1) union all select key from comity.idempotency where key = any ($2)',
        [old, fresh, owed, parked].map(({ id }) => id),
        Object.values(keys),
      );
      return rows.map(({ id }) => id).sort();
    };
    expect(await left()).toEqual([fresh.id, owed.id, parked.id, keys.fresh].sort());
    await sql(`update comity.outbox set answered_at = ${aged} where id = $1`, fresh.id);
    await sweep.run(60_000);
    expect(await left()).toContain(fresh.id);
    await expect(transactions.asMachine((tx) => tx.query<[unknown[], number]>('delete from comity.outbox where id = $1', [owed.id]))).resolves.toEqual([[], 0]);
  });

  it('refuses two handlers for one kind', () => {
    const handler: Handler = { kind: 'test', run: () => Promise.resolve([]) };
    expect(() => new Answer(transactions, queues, [handler, handler], () => 'x')).toThrow(/Two handlers/);
  });
});
