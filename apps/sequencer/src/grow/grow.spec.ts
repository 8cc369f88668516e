import { extend, emptyParts, levelWidth, rootOf, TILE_WIDTH } from '@comity/transparency-log';
import { makeLogDatabase, type LogDatabase } from '@comity/audit/testing';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProgramLog } from '../shared/program-log.js';
import { appendEntries, writeConcurrently, type Written } from '../testing/writers.js';
import { waitUntil } from '../testing/wait-until.js';
import { type Step } from './batch.js';
import { startGrower, type Grower, type GrowerOptions } from './grower.js';

let database: LogDatabase;
let growers: Grower[];
let lines: string[];

beforeEach(async () => {
  database = await makeLogDatabase();
  growers = [];
  lines = [];
});
afterEach(async () => {
  await Promise.all(growers.map((grower) => grower.stop()));
  await database.drop();
});

function startOne(over: Partial<GrowerOptions> = {}): Grower {
  const log = openProgramLog('test', (line) => lines.push(line));
  const grower = startGrower({ url: database.urlAs('comity_sequencer'), log, signedSize: () => Promise.resolve(0), witnessedSize: () => Promise.resolve(0), ...over });
  growers.push(grower);
  return grower;
}
const count = async (sql: string): Promise<number> => Number((await database.admin.query<{ count: string }>(sql)).rows[0]!.count);
const drained = (): Promise<boolean> => count('SELECT count(*) FROM tlog.queue').then((rows) => rows === 0);
async function asWriter(): Promise<pg.Client> {
  const client = new pg.Client(database.urlAs('comity_api'));
  await client.connect();
  return client;
}

/** Leaves in order, after checking promises P1 and P2: every entry once, no gap; and that state, tiles and leaves make one tree. */
async function checkedLeaves(): Promise<{ index: number; entryId: string; hash: Buffer }[]> {
  const found = await database.admin.query<{ leaf_index: string; entry_id: string; leaf_hash: Buffer }>('SELECT leaf_index, entry_id, leaf_hash FROM tlog.leaf ORDER BY leaf_index');
  expect(found.rows.map(({ leaf_index }) => Number(leaf_index))).toEqual(found.rows.map((_, at) => at));
  expect(await count('SELECT count(*) FROM tlog.entry e FULL JOIN tlog.leaf l USING (entry_id) WHERE l.entry_id IS NULL OR e.entry_id IS NULL OR e.leaf_hash <> l.leaf_hash')).toBe(0);
  const state = (await database.admin.query<{ size: string; root: Buffer; low_water: string }>('SELECT size, root, low_water FROM tlog.state')).rows[0]!;
  const root = rootOf(extend(emptyParts(), found.rows.map(({ leaf_hash }) => Uint8Array.from(leaf_hash))));
  expect([Number(state.size), state.root]).toEqual([found.rows.length, Buffer.from(root)]);
  const tiles = Array.from({ length: 8 }, (_, level) => Math.floor(levelWidth(level, found.rows.length) / TILE_WIDTH)).reduce((sum, full) => sum + full, 0);
  expect(await count('SELECT count(*) FROM tlog.tile')).toBe(tiles);
  expect(await count('SELECT count(*) FROM tlog.queue q, tlog.state s WHERE q.entry_id <= s.low_water')).toBe(0);
  return found.rows.map(({ leaf_index, entry_id, leaf_hash }) => ({ index: Number(leaf_index), entryId: entry_id, hash: leaf_hash }));
}

/** Promise P4: what was committed before another append began has the lower index. */
function checkOrder(written: Written[], leaves: { index: number; entryId: string }[]): void {
  const indexOf = new Map(leaves.map(({ index, entryId }) => [entryId, index]));
  const byCommit = written.toSorted((a, b) => a.committed - b.committed);
  let at = 0;
  let highest = -1;
  for (const one of written.toSorted((a, b) => a.began - b.began)) {
    while (at < byCommit.length && byCommit[at]!.committed < one.began) highest = Math.max(highest, indexOf.get(byCommit[at++]!.entryId)!);
    if (indexOf.get(one.entryId)! <= highest) throw new Error(`entry ${one.entryId} stands before one that was committed earlier`);
  }
}

describe('growing the tree', () => {
  it('loses nothing, leaves no gap and keeps the order while writers race, roll back, and two processes are stopped in turn', async () => {
    const until = performance.now() + 4000;
    const over = (): boolean => performance.now() > until;
    startOne();
    const second = startOne();
    const turns = (async () => {
      while (!over()) {
        await new Promise((resolve) => setTimeout(resolve, 900));
        const active = growers.find((grower) => grower.state() === 'active');
        await active?.stop();
        startOne();
      }
    })();
    const { written, rolledBack } = await writeConcurrently(database.urlAs('comity_api'), 8, over);
    await turns;
    expect(second).toBeDefined();
    await waitUntil('an empty queue', drained);
    const leaves = await checkedLeaves();
    expect(leaves).toHaveLength(written.length);
    expect(leaves.some(({ entryId }) => rolledBack.has(entryId))).toBe(false);
    checkOrder(written, leaves);
    expect([written.length > 100, rolledBack.size > 30]).toEqual([true, true]);
  });

  it.each<Step>(['begun', 'taken', 'leaves', 'state', 'committed'])('goes on as if nothing had happened when it is cut off after the step "%s"', async (step) => {
    const writer = await asWriter();
    await appendEntries(writer, 300);
    let cuts = 0;
    startOne({
      reached: (at) => {
        if (at === step && cuts++ < 2) throw new Error('cut off');
      },
    });
    await waitUntil('an empty queue', drained);
    const ids = await appendEntries(writer, 300);
    await waitUntil('an empty queue', drained);
    const leaves = await checkedLeaves();
    expect(cuts).toBeGreaterThanOrEqual(2);
    expect(leaves.slice(-300).map(({ entryId }) => entryId)).toEqual(ids);
    await writer.end();
  });

  it('cuts many entries into batches and tiles of two levels', async () => {
    await database.admin.query(
      `SELECT tlog.append_many(1::smallint, (SELECT string_agg(convert_to(lpad(n::text, 8, '0'), 'UTF8'), ''::bytea ORDER BY n) FROM generate_series(1, 70000) n),
         (SELECT array_agg((n - 1) * 8 + 1 ORDER BY n) FROM generate_series(1, 70000) n), (SELECT array_agg(8) FROM generate_series(1, 70000)),
         (SELECT string_agg(sha256('\\x00'::bytea || convert_to(lpad(n::text, 8, '0'), 'UTF8')), ''::bytea ORDER BY n) FROM generate_series(1, 70000) n))`,
    );
    const grower = startOne();
    await waitUntil('an empty queue', drained);
    expect(await checkedLeaves()).toHaveLength(70_000);
    await grower.stop();
    // A fresh process builds its edge from what is stored and goes on from there.
    startOne();
    const writer = await asWriter();
    await appendEntries(writer, 500);
    await waitUntil('an empty queue', drained);
    expect(await checkedLeaves()).toHaveLength(70_500);
    await writer.end();
  });

  it('raises the low water only when no older transaction can still commit', async () => {
    const [slow, fast] = [await asWriter(), await asWriter()];
    startOne();
    await slow.query('BEGIN');
    await slow.query('SELECT pg_current_xact_id()');
    await appendEntries(fast, 3);
    await waitUntil('an empty queue', drained);
    await appendEntries(fast, 3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await count('SELECT low_water AS count FROM tlog.state')).toBe(0);
    await slow.query('COMMIT');
    await waitUntil('a low water', async () => {
      await appendEntries(fast, 1);
      return (await count('SELECT low_water AS count FROM tlog.state')) >= 6;
    });
    await Promise.all([slow.end(), fast.end()]);
  });

  it('stands still while the log is frozen and goes on when its owner resumes it', async () => {
    const grower = startOne();
    await waitUntil('growth', () => grower.state() === 'active');
    await database.admin.query("UPDATE tlog.log SET frozen_at = clock_timestamp(), frozen_why = 'test'");
    const writer = await asWriter();
    await appendEntries(writer, 2);
    await waitUntil('a frozen grower', () => grower.state() === 'frozen');
    expect(await count('SELECT count(*) FROM tlog.leaf')).toBe(0);
    await database.admin.query('SET ROLE tlog_owner; UPDATE tlog.log SET frozen_at = NULL; RESET ROLE');
    await waitUntil('an empty queue', drained);
    expect(await checkedLeaves()).toHaveLength(2);
    await writer.end();
  });

  it('freezes the log when the stored tree does not make its root, and when the signer or a witness knows more', async () => {
    const writer = await asWriter();
    const grower = startOne();
    await appendEntries(writer, 5);
    await waitUntil('an empty queue', drained);
    await grower.stop();
    startOne({ signedSize: () => Promise.resolve(6) });
    const why = async (): Promise<string | null> => (await database.admin.query<{ why: string | null }>('SELECT frozen_why AS why FROM tlog.log')).rows[0]!.why;
    await waitUntil('a frozen log', async () => (await why()) === 'signer-ahead');
    await growers.at(-1)!.stop();
    await database.admin.query('SET ROLE tlog_owner; UPDATE tlog.log SET frozen_at = NULL, frozen_why = NULL; RESET ROLE');
    startOne({ witnessedSize: () => Promise.resolve(6) });
    await waitUntil('a frozen log', async () => (await why()) === 'witness-ahead');
    await growers.at(-1)!.stop();
    await database.admin.query("ALTER TABLE tlog.leaf DISABLE TRIGGER ALL; UPDATE tlog.leaf SET leaf_hash = sha256('x') WHERE leaf_index = 2; UPDATE tlog.log SET frozen_why = NULL");
    await database.admin.query('SET ROLE tlog_owner; UPDATE tlog.log SET frozen_at = NULL; RESET ROLE');
    startOne();
    await waitUntil('a frozen log', async () => (await why()) === 'edge-broken');
    await writer.end();
  });

  it('has no right to see a body', async () => {
    const client = new pg.Client(database.urlAs('comity_sequencer'));
    await client.connect();
    await expect(client.query('SELECT body FROM tlog.entry')).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });
});
