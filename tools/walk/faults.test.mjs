// Faults in the middle of submits and screenings: nothing is lost, nothing happens twice, and all of it is finished within seconds.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queues } from '../../apps/api/dist/shared/queues.js';
import { isAlive } from '../start/processes.mjs';
import { ownProduct } from '../start/testing.mjs';
import { openClient } from './client.mjs';
import { CONSISTENT, ONCE } from './consistent.mjs';
import { creationFor, inParallel, prepareDrafts, prepareReferrals, submit } from './drafts.mjs';
import { openDatabase } from './evidence.mjs';

/** Seconds after which work whose ring was lost must be done: the reconciler looks every 5 s for what is older than 10 s. */
const RECONCILED_S = 25;
const product = ownProduct();
let run, api, database;

async function open() {
  const { code, out, err } = await product.start();
  assert.equal(code, 0, out + err);
  run = product.run();
  database = await openDatabase(run);
  api = openClient(run, { secrets: join(product.state, 'own') });
}

async function until(holds, what, seconds) {
  for (const end = performance.now() + seconds * 1000; !(await holds()); await sleep(50))
    assert.ok(performance.now() < end, `not within ${seconds} s: ${what}`);
}

const pidOf = (name) => product.run().processes.find((one) => one.name === name).pid;
const submitted = async (drafts) => {
  for (const answer of await inParallel(drafts, 6, (draft) => submit(api, draft))) assert.equal(answer.status, 202, JSON.stringify(answer.body));
};

/** How often each request was screened and given to a reviewer, by its entries. */
const work = (drafts) =>
  database.rows(
    `select r.id, count(*) filter (where b ->> 'kind' = 'request.screened')::int as screened, count(*) filter (where b ->> 'kind' = 'review.allocated')::int as allocated
       from unnest($1::uuid[]) r (id) left join (select convert_from(body, 'UTF8')::jsonb as b from tlog.entry) e on b ->> 'case' = r.id::text group by r.id`,
    [drafts.map(({ id }) => id)],
  );
const screenedOf = async (drafts) => (await work(drafts)).filter(({ screened }) => screened > 0).length;

/** Waits until each request is with a reviewer, and holds that each step was taken once. */
async function finished(drafts, seconds) {
  await until(async () => (await work(drafts)).every(({ allocated }) => allocated > 0), 'every request is screened and given to a reviewer', seconds);
  assert.deepEqual(
    (await work(drafts)).filter(({ screened, allocated }) => screened !== 1 || allocated !== 1),
    [],
  );
  const states = await database.rows('select distinct state from comity.data_request where id = any ($1)', [drafts.map(({ id }) => id)]);
  assert.deepEqual(states, [{ state: 'in_review' }]);
}

before(open);
afterEach(async () => {
  for (const [what, sql] of Object.entries({ ...CONSISTENT, ...ONCE })) assert.deepEqual(await database.rows(sql), [], what);
});
after(async () => {
  await database?.close();
  await product.remove();
});

test('a ring that comes again and again does the work once', async () => {
  const drafts = await prepareDrafts(api, 6);
  const queues = new Queues(run.database.queueUrl, () => {});
  try {
    const again = async () => {
      const owed = await database.rows('select id, queue, kind from comity.outbox where subject = any ($1)', [drafts.map(({ id }) => id)]);
      await Promise.all([1, 2, 3, 4, 5].flatMap(() => owed.map((row) => queues.ring(row))));
    };
    await Promise.all([submitted(drafts), again(), sleep(100).then(again), sleep(300).then(again)]);
    await again();
    await finished(drafts, 15);
    await again();
    await sleep(500);
    await finished(drafts, 1);
  } finally {
    await queues.close();
  }
});

test('a ring that is lost is made good by the reconciler', async () => {
  const drafts = await prepareDrafts(api, 4);
  const worker = pidOf('worker');
  process.kill(worker, 'SIGSTOP'); // so that no ring is heard before it is lost
  try {
    await submitted(drafts);
    for (const { table } of await database.rows(
      `select format('bullmq.%I', tablename) as table from pg_tables where schemaname = 'bullmq' and tablename in ('job', 'dedup', 'dedup_next', 'event')`,
    ))
      await database.rows(`delete from ${table}`);
    assert.equal(await screenedOf(drafts), 0);
  } finally {
    process.kill(worker, 'SIGCONT');
  }
  await finished(drafts, RECONCILED_S);
});

test('kill -9 of the worker in the middle of screening loses nothing and screens nothing twice', async () => {
  const drafts = await prepareDrafts(api, 30);
  const worker = pidOf('worker');
  const all = submitted(drafts);
  await until(async () => (await screenedOf(drafts)) >= 3, 'screening is under way', 15);
  process.kill(worker, 'SIGKILL');
  const before = await screenedOf(drafts);
  assert.ok(before < drafts.length, 'it was killed in the middle');
  await all;
  await until(() => pidOf('worker') !== worker && isAlive(pidOf('worker')), 'the worker is back', 20);
  await finished(drafts, RECONCILED_S);
});

test('kill -9 of the API in the middle of submits: the same keys asked again give what was done, and do the rest', async () => {
  const prepared = await prepareReferrals(api, 16);
  const drafts = await prepareDrafts(api, 16);
  const calls = [
    ...drafts.map((draft) => ({ key: randomUUID(), ask: (key) => submit(api, draft, key) })),
    ...prepared.map((one) => ({ key: randomUUID(), ask: (key) => api.call('a.officer', 'POST', '/requests', creationFor(one), { key }) })),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
  const killed = pidOf('api');
  let done = 0;
  await inParallel(calls, 8, async (call) => {
    try {
      const answer = await call.ask(call.key);
      if (answer.status < 300) call.first = answer.body;
    } catch {
      // cut off: whoever asked cannot know whether it happened
    }
    done += 1;
    if (done === 8) process.kill(killed, 'SIGKILL');
  });
  const open = calls.filter(({ first }) => !first).length;
  assert.ok(open > 0 && open < calls.length, `${open} of ${calls.length} were cut off`);
  await until(() => pidOf('api') !== killed && isAlive(pidOf('api')), 'the API is back', 20);
  for (const call of calls) call.second = await call.ask(call.key);
  assert.deepEqual(
    calls.filter(({ second }) => second.status >= 300).map(({ second }) => second.body),
    [],
  );
  for (const { first, second } of calls) if (first) assert.deepEqual(second.body, first);
  const created = await database.rows('select referral_id from comity.data_request where referral_id = any ($1)', [prepared.map(({ referral }) => referral)]);
  assert.equal(created.length, prepared.length);
  await finished(drafts, RECONCILED_S);
});

test('with the schema of the queue dropped in the middle all is done, and the next start makes it anew', async () => {
  const drafts = await prepareDrafts(api, 10);
  const [first, ...rest] = drafts;
  await submitted([first]);
  const all = submitted(rest);
  await database.rows('drop schema bullmq cascade');
  await all;
  await finished(drafts, RECONCILED_S);
  await database.close();
  assert.equal((await product.command('stop')).code, 0);
  await open();
  const later = await prepareDrafts(api, 2);
  await submitted(later);
  await finished(later, 8); // sooner than the reconciler: the rings are heard again
});
