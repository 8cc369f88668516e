import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DataSource } from 'typeorm';
import { createPrivateKey } from 'node:crypto';
import { opens } from '@comity/audit';
import { dataSource, urlFor } from '../database/data-source.js';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { PEOPLE } from '../testing/people.js';
import { decryptWith } from './envelope.js';
import { KeyRing } from './key-ring.js';
import { newId } from './new-id.js';
import { Seal, type SealedPlace } from './seal.js';
import { Transactions } from './transactions.js';

let database: TestDatabase;
let source: DataSource;
let transactions: Transactions;
let seal: Seal;
const person = PEOPLE.find((one) => one.key === 'a.officer')!;
const stranger = PEOPLE.find((one) => one.key === 'b.officer')!;
const own = { agencyId: person.agency, personId: person.person };

beforeAll(async () => {
  database = await openTestDatabase();
  source = await dataSource(urlFor(database.url, { role: 'comity_api', password: database.secret('db-comity_api') }), { poolSize: 4, name: 'test' }).initialize();
  transactions = new Transactions(source, database.secret('context-key'));
  seal = new Seal(new KeyRing(database.secret));
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

const place = (over: Partial<SealedPlace> = {}): SealedPlace => ({
  agencyId: person.agency,
  record: { type: 'request', id: newId() },
  version: 1,
  class: 'C5',
  path: 'content',
  ...over,
});
const put = (at: SealedPlace, value: unknown, entryId: string | null = '1'): Promise<string> =>
  transactions.as(own, async (tx) => {
    const prepared = await seal.prepare(tx, at, value);
    await prepared.write(entryId);
    return prepared.commitment;
  });

describe('a sealed value', () => {
  it('opens for its own agency, with the salt that opens its commitment', async () => {
    const at = place();
    const commitment = await put(at, { words: 'canary-c5-7731' });
    const opened = await transactions.as(own, (tx) => seal.open<{ words: string }>(tx, at));
    expect(opened.value).toEqual({ words: 'canary-c5-7731' });
    expect(opens({ commitment, salt: opened.salt }, 'content', opened.value)).toBe(true);
  });

  it('lies in the database without a word of it', async () => {
    await put(place(), { words: 'canary-c5-7732' });
    const { rows } = await database.admin.query<{ body: Buffer }>('select body from comity.sealed');
    expect(rows.some((row) => row.body.includes('canary-c5-7732'))).toBe(false);
  });

  it('is out of sight for another agency', async () => {
    const at = place();
    await put(at, 'x');
    await expect(transactions.as({ agencyId: stranger.agency, personId: stranger.person }, (tx) => seal.open(tx, at))).rejects.toThrow(/does not open/);
  });

  it.each([
    ['another record', (id: string) => `update comity.sealed set record_id = '${newId()}' where record_id = '${id}' returning record_id`],
    ['another path', (id: string) => `update comity.sealed set path = 'other' where record_id = '${id}' returning record_id`],
    ['a laxer handling', (id: string) => `update comity.sealed set handling = '' where record_id = '${id}' returning record_id`],
    ['changed bytes', (id: string) => `update comity.sealed set body = set_byte(body, 20, get_byte(body, 20) # 1) where record_id = '${id}' returning record_id`],
  ])('does not open after it was moved to %s', async (_name, move) => {
    const at = place({ handling: ['H2'] });
    await put(at, 'x', null);
    const { rows } = await database.admin.query<{ record_id: string }>(move(at.record.id));
    const moved = { ...at, record: { ...at.record, id: rows[0]!.record_id }, path: _name === 'another path' ? 'other' : at.path };
    await expect(transactions.as(own, (tx) => seal.open(tx, moved))).rejects.toThrow(/does not open/);
  });

  it('is erased with its record key', async () => {
    const at = place();
    await put(at, 'x');
    await database.admin.query('update comity.record_key set wrapped = null where record_id = $1', [at.record.id]);
    await expect(transactions.as(own, (tx) => seal.open(tx, at))).rejects.toThrow(/does not open/);
  });

  it('may be sealed again as a draft, and never once an entry covers it', async () => {
    const at = place();
    await put(at, 'first', null);
    await put(at, 'second', '7');
    await expect(put(at, 'third', '8')).rejects.toThrow(/never sealed again/);
  });

  it("of a victim opens for nobody in the API, and for the holder of the agency's private key", async () => {
    const at = place({ class: 'C3', path: 'victims' });
    await put(at, 'canary-c3-1');
    await expect(transactions.as(own, (tx) => seal.open(tx, at))).rejects.toThrow(/does not open/);
    const { rows } = await database.admin.query<{ id: string; wrapped: Buffer }>('select id, wrapped from comity.record_key where record_id = $1', [at.record.id]);
    const key = createPrivateKey(database.secret(`victims-${person.agency}`));
    const bound = ['record_key', rows[0]!.id, 'request', at.record.id, person.agency, 'C3'].join('|');
    expect(decryptWith(key, rows[0]!.wrapped, bound)).toHaveLength(32);
  });
});
