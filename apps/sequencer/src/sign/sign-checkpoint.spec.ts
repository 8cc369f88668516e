import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLogDatabase, TEST_ORIGIN, type LogDatabase } from '@comity/audit/testing';
import { emptyParts, extend, leafHash, openCheckpoint, openReceipt, parseNote, parseVkey, rootOf } from '@comity/transparency-log';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGrower } from '../grow/grower.js';
import { openProgramLog } from '../shared/program-log.js';
import { verifyEd25519 } from '../shared/platform.js';
import { appendEntries } from '../testing/writers.js';
import { waitUntil } from '../testing/wait-until.js';
import { KeyUnusable, openLogKey, openLogKeys, openReceiptKey } from './log-key.js';
import { signCheckpoint, type SignedCheckpoint, type SignerParts } from './sign-checkpoint.js';
import { signReceipt } from './sign-receipt.js';
import { MemoryUnusable } from './signer-memory.js';

let database: LogDatabase;
let folder: string;
let parts: SignerParts;
let writer: pg.Client;

beforeEach(async () => {
  database = await makeLogDatabase();
  folder = mkdtempSync(join(tmpdir(), 'comity-signer-'));
  const client = new pg.Pool({ connectionString: database.urlAs('comity_publisher'), max: 1 });
  client.on('error', () => undefined);
  parts = { client, keys: [openLogKey(folder, TEST_ORIGIN, true)], receiptKey: openReceiptKey(folder, TEST_ORIGIN, true), origin: TEST_ORIGIN, memoryPath: join(folder, 'memory'), firstRun: true };
  writer = new pg.Client(database.urlAs('comity_api'));
  await writer.connect();
});
afterEach(async () => {
  await writer.end();
  await parts.client.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** Grows the tree by `count` entries and stops growing again. */
async function growBy(count: number): Promise<void> {
  const grower = startGrower({ url: database.urlAs('comity_sequencer'), log: openProgramLog('test', () => undefined), signedSize: () => Promise.resolve(0), witnessedSize: () => Promise.resolve(0) });
  await appendEntries(writer, count);
  await waitUntil('an empty queue', async () => (await database.admin.query('SELECT 1 FROM tlog.queue')).rows.length === 0);
  await grower.stop();
}
const state = async (): Promise<{ size: string; root: Buffer; epoch: string }> => (await database.admin.query<{ size: string; root: Buffer; epoch: string }>('SELECT size, root, epoch FROM tlog.state')).rows[0]!;
const sign = async (): Promise<SignedCheckpoint> => signCheckpoint(parts, BigInt((await state()).epoch));
const asSuperuser = (sql: string): Promise<unknown> => database.admin.query(`ALTER TABLE tlog.state DISABLE TRIGGER ALL; ALTER TABLE tlog.leaf DISABLE TRIGGER ALL; ${sql}`);
const frozenWhy = async (): Promise<string | null> => (await database.admin.query<{ frozen_why: string | null }>('SELECT frozen_why FROM tlog.log')).rows[0]!.frozen_why;
const memory = (): string => readFileSync(parts.memoryPath, 'utf8');

describe('the signer', () => {
  it('signs what the tables hold, in a form that any verifier opens, and remembers it on disk', async () => {
    await growBy(5);
    const signed = await sign();
    const opened = await openCheckpoint(signed.note, [parseVkey(parts.keys[0]!.text)], { verify: verifyEd25519, nowS: 0 });
    expect(opened).toMatchObject({ origin: TEST_ORIGIN, size: 5 });
    expect(Buffer.from(opened.root)).toEqual((await state()).root);
    expect(JSON.parse(memory())).toMatchObject({ origin: TEST_ORIGIN, size: 5, root: Buffer.from(opened.root).toString('base64') });
    expect(statSync(parts.memoryPath).mode & 0o777).toBe(0o600);
  });

  it('signs the same bytes again after a crash between memory and answer', async () => {
    await growBy(300);
    const first = await sign();
    expect((await sign()).note).toBe(first.note);
    await growBy(1);
    expect((await sign()).size).toBe(301);
  });

  it('refuses a smaller tree than it signed, and freezes the log', async () => {
    await growBy(3);
    const small = await state();
    await growBy(2);
    await sign();
    const before = memory();
    await asSuperuser(`UPDATE tlog.state SET size = 3, root = '\\x${small.root.toString('hex')}'`);
    await expect(sign()).rejects.toMatchObject({ name: 'Frozen', why: 'signer-rollback' });
    expect([await frozenWhy(), memory()]).toEqual(['signer-rollback', before]);
    await expect(sign()).rejects.toMatchObject({ name: 'NotSigned', message: 'frozen' });
  });

  it('refuses another root for a size that it signed', async () => {
    await growBy(3);
    await sign();
    await asSuperuser("UPDATE tlog.state SET root = sha256('another')");
    await expect(sign()).rejects.toMatchObject({ name: 'Frozen', why: 'signer-fork' });
  });

  it('refuses a state whose root is not that of the leaves', async () => {
    await growBy(3);
    await sign();
    await growBy(3);
    await asSuperuser("UPDATE tlog.state SET root = sha256('another')");
    await expect(sign()).rejects.toMatchObject({ name: 'Frozen', why: 'signer-root' });
  });

  it('refuses a history that was changed below what it signed, because the new root does not grow out of its own parts', async () => {
    await growBy(4);
    await sign();
    await asSuperuser("UPDATE tlog.leaf SET leaf_hash = sha256('another') WHERE leaf_index = 1");
    const leaves = async (): Promise<Uint8Array[]> => (await database.admin.query<{ leaf_hash: Buffer }>('SELECT leaf_hash FROM tlog.leaf ORDER BY leaf_index')).rows.map(({ leaf_hash }) => Uint8Array.from(leaf_hash));
    // The forger grows the changed tree himself and writes the root that fits it.
    await database.admin.query(`INSERT INTO tlog.leaf SELECT 1, 4, entry_id + 1, sha256('\\x00'::bytea || '{}'::bytea) FROM tlog.leaf WHERE leaf_index = 3`);
    await database.admin.query(`INSERT INTO tlog.entry (entry_id, log_id, body, leaf_hash) OVERRIDING SYSTEM VALUE SELECT entry_id, 1, '{}'::bytea, leaf_hash FROM tlog.leaf WHERE leaf_index = 4`);
    const root = Buffer.from(rootOf(extend(emptyParts(), await leaves()))).toString('hex');
    await asSuperuser(`UPDATE tlog.state SET size = 5, root = '\\x${root}'`);
    await expect(sign()).rejects.toMatchObject({ name: 'Frozen', why: 'signer-root' });
  });

  it('finds a body that was changed before it was signed, by its exact index', async () => {
    await growBy(10);
    await sign();
    await growBy(10);
    await database.admin.query(
      `ALTER TABLE tlog.entry_1 DISABLE TRIGGER ALL; UPDATE tlog.entry e SET body = '{}'::bytea, leaf_hash = sha256('\\x00'::bytea || '{}'::bytea) FROM tlog.leaf l WHERE l.entry_id = e.entry_id AND l.leaf_index = 13`,
    );
    await expect(sign()).rejects.toMatchObject({ name: 'Frozen', why: 'signer-readback:13' });
  });

  it('refuses a missing leaf', async () => {
    await growBy(3);
    await asSuperuser('DELETE FROM tlog.leaf WHERE leaf_index = 1');
    await expect(sign()).rejects.toMatchObject({ name: 'Frozen', why: 'signer-leaf-missing' });
  });

  it('refuses a process whose epoch is over', async () => {
    await growBy(1);
    await sign();
    const { epoch } = await state();
    await expect(signCheckpoint(parts, BigInt(epoch) - 1n)).rejects.toMatchObject({ name: 'Frozen', why: 'signer-epoch' });
  });

  it('takes a missing memory for a new log only on the first run and while nothing was signed', async () => {
    await growBy(1);
    await expect(signCheckpoint({ ...parts, firstRun: false }, 1n)).rejects.toMatchObject({ name: 'NotSigned', message: 'memory-missing' });
    const { size, root, epoch, note } = await sign();
    await database.admin.query('INSERT INTO tlog.checkpoint (log_id, size, root, epoch, note) VALUES (1, $1, $2, $3, $4)', [size, Buffer.from(root), String(epoch), note]);
    rmSync(parts.memoryPath);
    await expect(sign()).rejects.toMatchObject({ name: 'NotSigned', message: 'memory-missing' });
  });

  it('refuses a memory that is cut off, of another log, or does not make its own root', async () => {
    await growBy(3);
    await sign();
    const whole = memory();
    for (const text of [whole.slice(0, -10), whole.replace(TEST_ORIGIN, 'demonstration.other'), whole.replace('"size":3', '"size":1'), whole.replace(/"root":"./, '"root":"_')]) {
      writeFileSync(parts.memoryPath, text);
      await expect(sign()).rejects.toThrow(MemoryUnusable);
    }
    writeFileSync(parts.memoryPath, whole);
    expect((await sign()).size).toBe(3);
  });

  it('refuses another log’s database', async () => {
    await growBy(1);
    await expect(signCheckpoint({ ...parts, origin: 'demonstration.other' }, 1n)).rejects.toMatchObject({ name: 'NotSigned', message: 'other-log' });
  });
});

describe('receipts', () => {
  it('are signed by their own key, for an entry that waits or has an index, with what the entry itself says', async () => {
    const [waiting] = await appendEntries(writer, 1);
    const note = await signReceipt(parts, waiting!);
    const { body } = (await database.admin.query<{ body: Buffer }>('SELECT body FROM tlog.entry WHERE entry_id = $1', [waiting])).rows[0]!;
    const using = { verify: verifyEd25519, nowS: 0 };
    const receipt = await openReceipt(note, parseVkey(parts.receiptKey.text), leafHash(body), using);
    expect(receipt).toMatchObject({ origin: TEST_ORIGIN, entry: (JSON.parse(body.toString()) as { id: string }).id, promiseS: 86_400 });
    expect(Math.abs(Date.parse(receipt.issuedAt) - Date.now())).toBeLessThan(60_000);
    await expect(openReceipt(note, parseVkey(parts.keys[0]!.text), leafHash(body), using)).rejects.toThrow('no signature of a known key');
    await growBy(1);
    expect(parseNote(await signReceipt(parts, waiting!)).text).toContain(receipt.entry);
  });

  it('are not signed for an entry that is not there, was taken out of the queue, or when the log is frozen', async () => {
    const [id] = await appendEntries(writer, 1);
    await expect(signReceipt(parts, '4711')).rejects.toMatchObject({ message: 'no-entry' });
    await database.admin.query('DELETE FROM tlog.queue');
    await expect(signReceipt(parts, id!)).rejects.toMatchObject({ message: 'no-entry' });
    await database.admin.query("UPDATE tlog.log SET frozen_at = clock_timestamp(), frozen_why = 'test'");
    await expect(signReceipt(parts, id!)).rejects.toMatchObject({ message: 'frozen' });
  });

  it('have a key that is neither the log’s nor made anew in place of a lost one', () => {
    expect(parseVkey(parts.receiptKey.text).publicKey).not.toEqual(parseVkey(parts.keys[0]!.text).publicKey);
    expect(parseVkey(parts.receiptKey.text).name).toBe(`${TEST_ORIGIN}/receipt`);
    rmSync(join(folder, 'receipt-key'));
    expect(() => openReceiptKey(folder, TEST_ORIGIN, false)).toThrow('secret receipt-key: missing');
  });

  it('give the signer no sight of a body', async () => {
    await expect(parts.client.query('SELECT body FROM tlog.entry')).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the key of the log', () => {
  it('is changed by signing with both, and a checkpoint of one size that had one line before stays as it was kept', async () => {
    await growBy(2);
    const before = await sign();
    const pair = generateKeyPairSync('ed25519');
    writeFileSync(join(folder, 'log-key-next'), String(pair.privateKey.export({ format: 'pem', type: 'pkcs8' })), { mode: 0o600 });
    const keys = openLogKeys(folder, TEST_ORIGIN, false);
    expect(keys.map(({ text }) => text)).toEqual([parts.keys[0]!.text, expect.not.stringMatching(parts.keys[0]!.text.split('+')[1]!)]);
    const both = await signCheckpoint({ ...parts, keys }, BigInt((await state()).epoch));
    expect([before.note, both.note].map((note) => parseNote(note).signatures.length)).toEqual([1, 2]);
    for (const { text } of keys) expect(await openCheckpoint(both.note, [parseVkey(text)], { verify: verifyEd25519, nowS: 0 })).toMatchObject({ size: 2 });
    chmodSync(join(folder, 'log-key-next'), 0o644);
    expect(() => openLogKeys(folder, TEST_ORIGIN, false)).toThrow('secret log-key-next: open to others');
  });

  it('is made once, for its owner alone, and read again', () => {
    const again = openLogKey(folder, TEST_ORIGIN, false);
    expect(again.text).toBe(parts.keys[0]!.text);
    expect(statSync(join(folder, 'log-key')).mode & 0o777).toBe(0o600);
  });
  it('is not made again in place of a lost one, and not read when others can', () => {
    const empty = mkdtempSync(join(tmpdir(), 'comity-key-'));
    expect(() => openLogKey(empty, TEST_ORIGIN, false)).toThrow(KeyUnusable);
    writeFileSync(join(empty, 'log-key'), readFileSync(join(folder, 'log-key')), { mode: 0o644 });
    expect(() => openLogKey(empty, TEST_ORIGIN, true)).toThrow('open to others');
    rmSync(empty, { recursive: true });
  });
});
