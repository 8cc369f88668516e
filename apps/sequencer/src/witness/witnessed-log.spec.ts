import { openCheckpoint, parsePolicy, parseVkey } from '@comity/transparency-log';
import { TEST_ORIGIN } from '@comity/audit/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyEd25519 } from '../shared/platform.js';
import { fakeWitness, policyOf, type FakeWitness, type Manner } from '../testing/fake-witness.js';
import { serveLog, type ServedLog } from '../testing/served-log.js';
import { waitUntil } from '../testing/wait-until.js';
import { appendEntries } from '../testing/writers.js';
import { postCheckpoint } from './witness-client.js';
import { witnessedSize } from './witnessed-size.js';

let a: FakeWitness;
let b: FakeWitness;
let log: ServedLog;
let writer: pg.Client;
let size = 0;

async function start(count = 2): Promise<void> {
  [a, b, size] = [await fakeWitness('a'), await fakeWitness('b'), 0];
  log = await serveLog(policyOf([a, b], count));
  writer = new pg.Client(log.database.urlAs('comity_api'));
  await writer.connect();
}
async function end(): Promise<void> {
  await writer?.end();
  await log?.stop();
  await Promise.all([a?.close(), b?.close()]);
}
async function add(count: number): Promise<void> {
  await appendEntries(writer, count);
  size += count;
}
const one = async <T>(sql: string): Promise<T | undefined> =>
  ((await log.database.admin.query<{ value: T }>(sql)).rows[0]?.value ?? undefined);
const signedSize = (): Promise<boolean> =>
  waitUntil('a signed checkpoint', async () => Number(await one('SELECT max(size) AS value FROM tlog.checkpoint')) === size).then(() => true);
const why = (): Promise<string | undefined> => one('SELECT frozen_why AS value FROM tlog.log');
const beats = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count * 1100));
const opened = async (): Promise<{ size: number; names: string[] }> => {
  const note = await (await fetch(`${log.url}/checkpoint`)).text();
  const vkeys = [log.vkey, a.vkey, b.vkey].map((text) => parseVkey(text));
  const { size: held, signed } = await openCheckpoint(note, vkeys, { verify: verifyEd25519, nowS: Date.now() / 1000 });
  return { size: held, names: signed.map(({ vkey }) => vkey.name) };
};

describe('a log that two of two witnesses must cosign', () => {
  beforeAll(() => start());
  afterAll(end);

  it('publishes what both cosigned, in the order of the policy, and grows over many tiles', async () => {
    for (const count of [1, 2, 300, 700]) {
      await add(count);
      await log.published(size);
    }
    expect(await opened()).toEqual({ size: 1003, names: [TEST_ORIGIN, 'demonstration.a.test', 'demonstration.b.test'] });
    expect([a.size, b.size]).toEqual([1003, 1003]);
  });

  it.each<[Manner, string, number]>([
    ['away', 'witness-silent', 0],
    ['strange-line', 'witness-silent', 200],
    ['unknown-log', 'witness-refused', 404],
  ])('publishes nothing while one is %s, signs on, and catches up afterwards', async (manner, said, status) => {
    b.manner = manner;
    const before = size;
    await add(3);
    await signedSize();
    await waitUntil('a line', () => log.lines.some((line) => line.includes(said)));
    expect([(await opened()).size, await why()]).toEqual([before, undefined]);
    expect(await one("SELECT last_status AS value FROM tlog.witness_state WHERE witness = 'b'")).toBe(status);
    b.manner = 'honest';
    await log.published(size);
  });

  it.each<[Manner, object]>([
    ['overloaded', { kind: 'silent', status: 503 }],
    ['babble', { kind: 'silent', status: 200 }],
    ['no-size', { kind: 'silent', status: 409 }],
    ['ahead', { kind: 'conflict', size: 1_000_000, status: 409 }],
    ['contradicts', { kind: 'contradicted', status: 422 }],
  ])('reads to the letter what a witness answers that is %s', async (manner, answer) => {
    const witness = await fakeWitness('c');
    witness.manner = manner;
    expect(await postCheckpoint(`${witness.url}/`, 'old 0\n\n')).toEqual(answer);
    await witness.close();
  });

  it('does not storm a witness that is away', async () => {
    b.manner = 'overloaded';
    await add(1);
    await signedSize();
    const before = b.asked;
    await beats(3);
    expect(b.asked - before).toBeLessThanOrEqual(2);
    b.manner = 'honest';
    await log.published(size);
  });

  it('asks again with the right proof when a witness was given another size', async () => {
    await log.database.admin.query("UPDATE tlog.witness_state SET last_size = 0; DELETE FROM tlog.witness_state WHERE witness = 'a'");
    const running = log.sequencer;
    await running.stop();
    log.sequencer = await log.again();
    await add(5);
    await log.published(size);
    expect(a.size).toBe(size);
  });

  it('shows the size that witnesses saw, and believes only what they and the log signed', async () => {
    const policy = parsePolicy(policyOf([a, b], 2));
    expect(await witnessedSize(policy, TEST_ORIGIN, [log.vkey])).toBe(size);
    expect(await witnessedSize(policy, TEST_ORIGIN, [])).toBe(0);
    expect(await witnessedSize(policy, 'demonstration.another', [log.vkey])).toBe(0);
  });
});

describe('a log of which one of two witnesses is enough', () => {
  beforeAll(() => start(1));
  afterAll(end);

  it('goes on while one is down and names the other alone', async () => {
    a.manner = 'away';
    await add(2);
    await log.published(size);
    expect((await opened()).names).toEqual([TEST_ORIGIN, 'demonstration.b.test']);
  });
});

describe.each<[Manner, string]>([
  ['ahead', 'witness-ahead:b'],
  ['contradicts', 'witness-fork:b'],
])('a witness that %s', (manner, reason) => {
  beforeAll(() => start());
  afterAll(end);

  it('freezes the log: nothing is integrated, signed or published', async () => {
    await add(2);
    await log.published(2);
    b.manner = manner;
    await add(1);
    await waitUntil('a frozen log', async () => (await why()) === reason);
    await add(1);
    await beats(2);
    expect([await one('SELECT count(*)::int AS value FROM tlog.queue'), (await opened()).size]).toEqual([1, 2]);
    expect((await fetch(`http://127.0.0.1:${log.sequencer.internalPort}/ready`)).status).toBe(503);
  });
});
