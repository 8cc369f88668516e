import { leafHash, readEntry, textOf } from '@comity/transparency-log';
import { type AuditEvent } from '@comity/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { append, appendMany, appendOnce, commitment, EventRefused, officerCommitment, opens } from './index.js';
import { makeLogDatabase, type LogDatabase } from './testing/log-database.js';

let database: LogDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await makeLogDatabase();
  source = await new DataSource({ type: 'postgres', url: database.urlAs('comity_api'), poolSize: 2 }).initialize();
});
afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

const AT = new Date('2027-01-04T09:30:00.250Z');
const OBJECT = '019b0000-a159-7c11-9e1c-a23db5ea83a2';
const event = (over: Partial<AuditEvent> = {}): AuditEvent =>
  ({ kind: 'request.created', actor: { service: 'api' }, on: { type: 'request', id: OBJECT }, parties: ['KE', 'SE'], data: { corridor: 'KE-SE', track: 'ordinary', measure: 'production' }, ...over }) as AuditEvent;

function inTransaction<T>(work: (tx: EntityManager) => Promise<T>, data: object = { at: AT, now: AT }): Promise<T> {
  return source.transaction((tx) => {
    Object.assign(tx.queryRunner!.data, { at: undefined, now: undefined }, data);
    return work(tx);
  });
}
async function stored(entryId: string): Promise<{ body: Buffer; leaf_hash: Buffer; queued: boolean }> {
  const found = await database.admin.query('SELECT body, e.leaf_hash, q.entry_id IS NOT NULL AS queued FROM tlog.entry e LEFT JOIN tlog.queue q USING (entry_id) WHERE entry_id = $1', [entryId]);
  return found.rows[0] as { body: Buffer; leaf_hash: Buffer; queued: boolean };
}

describe('append', () => {
  it('stores the bytes that it hashed and queues them in the act’s transaction', async () => {
    const appended = await inTransaction((tx) => append(tx, event()));
    const row = await stored(appended.entryId);
    const entry = readEntry(row.body);
    expect(row.queued).toBe(true);
    expect(appended.leafHash).toBe(row.leaf_hash.toString('base64'));
    expect(Buffer.from(leafHash(row.body))).toEqual(row.leaf_hash);
    expect(entry).toMatchObject({ v: 1, id: appended.id, at: AT.toISOString(), kind: 'request.created', on: { id: OBJECT } });
    expect(Buffer.from(entry.nonce, 'base64url')).toHaveLength(16);
    expect(entry.data).not.toHaveProperty('time');
  });

  it('leaves no row behind when the act rolls back', async () => {
    let entryId = '';
    const failing = inTransaction(async (tx) => {
      ({ entryId } = await append(tx, event()));
      throw new Error('the act fails');
    });
    await expect(failing).rejects.toThrow('the act fails');
    expect(await stored(entryId)).toBeUndefined();
  });

  it('says the business time when it was moved, and not when both clocks only ticked', async () => {
    const now = new Date(AT.getTime() + 48 * 3_600_000);
    const moved = await inTransaction((tx) => append(tx, event()), { at: AT, now });
    expect(readEntry((await stored(moved.entryId)).body).data['time']).toBe(now.toISOString());
    const same = await inTransaction((tx) => append(tx, event()), { at: AT, now: new Date(AT.getTime() + 3) });
    expect(readEntry((await stored(same.entryId)).body).data).not.toHaveProperty('time');
  });

  it('refuses an unknown kind and an unknown member without naming their values, before anything is written', async () => {
    const before = await database.admin.query('SELECT count(*) FROM tlog.entry');
    const refused = [event({ kind: 'request.invented' as never }), { ...event(), data: { corridor: 'KE-SE', track: 'ordinary', measure: 'production', note: 'Jean Dupont' } } as never];
    for (const one of refused) {
      const failure = await inTransaction((tx) => append(tx, one)).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(EventRefused);
      expect(String(failure)).not.toContain('Jean');
    }
    expect((await database.admin.query('SELECT count(*) FROM tlog.entry')).rows).toEqual(before.rows);
  });

  it('refuses to work outside of a transaction that has a clock', async () => {
    await expect(inTransaction((tx) => append(tx, event()), {})).rejects.toThrow('outside of a transaction');
  });

  it('never repeats an id or a nonce', async () => {
    const made = await inTransaction((tx) => appendMany(tx, Array.from({ length: 400 }, () => event())));
    const bodies = await database.admin.query<{ body: Buffer }>('SELECT body FROM tlog.entry ORDER BY entry_id');
    const entries = bodies.rows.map(({ body }) => readEntry(body));
    expect(made.entries).toHaveLength(400);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(new Set(entries.map(({ nonce }) => nonce)).size).toBe(entries.length);
  });

  it('keeps the order of many in one statement', async () => {
    const events = Array.from({ length: 50 }, (_, at) => event({ data: { corridor: `C-${String(at).padStart(2, '0')}`, track: 'ordinary', measure: 'production' } as never }));
    const made = await inTransaction((tx) => appendMany(tx, events));
    const rows = await database.admin.query<{ body: Buffer }>('SELECT body FROM tlog.entry WHERE entry_id >= $1 ORDER BY entry_id', [made.firstEntryId]);
    expect(rows.rows.map(({ body }) => (JSON.parse(textOf(body)) as { data: { corridor: string } }).data.corridor)).toEqual(events.map(({ data }) => (data as { corridor: string }).corridor));
  });
});

describe('what both sides of an act are owed', () => {
  const owed = async (entryId: string): Promise<boolean> => (await database.admin.query('SELECT 1 FROM tlog.receipt_due WHERE entry_id = $1', [entryId])).rows.length === 1;
  const person = { agency: OBJECT, jurisdiction: 'KE', officer: 'A'.repeat(43), role: 'officer' } as const;

  it.each<[string, Partial<AuditEvent>, boolean]>([
    ['a person’s act that concerns another jurisdiction', { actor: person, parties: ['KE', 'SE'] }, true],
    ['a person’s act that concerns the own one alone', { actor: person, parties: ['KE'] }, false],
    ['an act without parties', { actor: person, parties: undefined }, false],
    ['an act of Comity between two', { actor: { service: 'screening' }, parties: ['KE', 'SE'] }, true],
    ['an act of Comity for one', { actor: { service: 'screening' }, parties: ['KE'] }, false],
  ])('is noted, or not, in one statement with %s', async (_, over, due) => {
    const { entryId } = await inTransaction((tx) => append(tx, event(over)));
    expect(await owed(entryId)).toBe(due);
  });

  it('goes with the act when it rolls back', async () => {
    let entryId = '';
    await inTransaction(async (tx) => {
      ({ entryId } = await append(tx, event()));
      throw new Error('the act failed');
    }).catch(() => undefined);
    expect(await owed(entryId)).toBe(false);
  });
});

describe('an event of a job', () => {
  it('stands once under its key, however often the job is done, and the transaction goes on', async () => {
    const asWorker = await new DataSource({ type: 'postgres', url: database.urlAs('comity_worker'), poolSize: 2 }).initialize();
    const once = (key: string): Promise<boolean> =>
      asWorker.transaction(async (tx) => {
        Object.assign(tx.queryRunner!.data, { at: AT, now: AT });
        const appended = await appendOnce(tx, key, { kind: 'log.frozen', actor: { service: 'worker' }, data: { cause: 'signer-fork', size: 3 } });
        await tx.query('select 1');
        return appended;
      });
    const before = await database.admin.query<{ count: string }>('SELECT count(*) FROM tlog.entry');
    expect([await once('a'), await once('a'), await once('b')]).toEqual([true, false, true]);
    const after = await database.admin.query<{ count: string }>('SELECT count(*) FROM tlog.entry');
    expect(Number(after.rows[0]!.count) - Number(before.rows[0]!.count)).toBe(2);
    await asWorker.destroy();
  });
});

describe('the walls of the log', () => {
  const asAdmin = (sql: string): Promise<unknown> => database.admin.query(sql);

  it.each([
    ['UPDATE tlog.entry SET recorded_at = recorded_at', 'tlog: UPDATE'],
    ['DELETE FROM tlog.entry', 'tlog: DELETE'],
    ['TRUNCATE tlog.entry', 'tlog: TRUNCATE'],
    ["DELETE FROM tlog.log", 'tlog: DELETE'],
    ["UPDATE tlog.log SET origin = 'another'", 'may only grow'],
    ['UPDATE tlog.state SET epoch = epoch - 1', 'may only grow'],
    ['DELETE FROM tlog.state', 'tlog: DELETE'],
  ])('refuses %s even to a superuser who left the triggers on', async (sql, message) => {
    await expect(asAdmin(sql)).rejects.toThrow(message);
    await expect(asAdmin(`SET session_replication_role = replica; ${sql}`)).rejects.toThrow(message);
    await asAdmin('RESET session_replication_role');
  });

  it.each(['leaf', 'tile', 'checkpoint', 'cosignature', 'timestamp_token', 'receipt', 'entry_idem'])('refuses to change, delete or empty %s', async (table) => {
    const guards = await database.admin.query<{ tgname: string; tgenabled: string }>('SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = $1::regclass ORDER BY 1', [`tlog.${table}`]);
    expect(guards.rows.filter(({ tgname }) => tgname.startsWith('deny'))).toEqual([
      { tgname: 'deny_all', tgenabled: 'A' },
      { tgname: 'deny_row', tgenabled: 'A' },
    ]);
    await expect(asAdmin(`TRUNCATE tlog.${table} CASCADE`)).rejects.toThrow('tlog: TRUNCATE');
  });

  it('refuses a body whose hash is not the one given', async () => {
    await expect(asAdmin("SELECT tlog.append(1::smallint, '{}'::bytea, sha256('{}'::bytea))")).rejects.toMatchObject({ code: '23514' });
  });

  it('guards every partition that it adds', async () => {
    await asAdmin('SELECT tlog.add_partition()');
    const bare = await database.admin.query(
      `SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'tlog.entry'::regclass
          AND (SELECT count(*) FROM pg_trigger WHERE tgrelid = inhrelid AND tgenabled = 'A' AND tgname IN ('deny_row', 'deny_all')) <> 2`,
    );
    expect(bare.rows).toEqual([]);
  });

  it('lets the application append and read nothing', async () => {
    await expect(source.query('SELECT body FROM tlog.entry')).rejects.toMatchObject({ code: '42501' });
    await expect(source.query('INSERT INTO tlog.queue VALUES (1, 1, $1)', [Buffer.alloc(32)])).rejects.toMatchObject({ code: '42501' });
  });
});

describe('commitments', () => {
  it('open with their salt and value alone, and two to one value have nothing in common', () => {
    const value = { name: 'Sample', born: undefined, list: [1, null] };
    const [one, two] = [commitment('record', value), commitment('record', value)];
    expect([opens(one, 'record', value), opens(one, 'record', { name: 'Sample', list: [1, null] })]).toEqual([true, true]);
    expect([opens(one, 'reasons', value), opens(one, 'record', { ...value, name: 'Simple' }), opens({ ...one, salt: two.salt }, 'record', value)]).toEqual([false, false, false]);
    expect(one.commitment).not.toBe(two.commitment);
    expect(one.commitment).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
  it('name an officer for one quarter only', () => {
    const salt = Buffer.alloc(32, 7);
    expect(officerCommitment(salt, 'https://id.test', 's', '2026-Q4')).not.toBe(officerCommitment(salt, 'https://id.test', 's', '2027-Q1'));
    expect(() => officerCommitment(salt, 'https://id.test', 's', '2026-Q5')).toThrow(RangeError);
    expect(() => officerCommitment(Buffer.alloc(31), 'https://id.test', 's', '2026-Q4')).toThrow(RangeError);
  });
});
