import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type IdentifierLineView, type ReferralRowView, type ReferralView, type WorkRowView } from '@comity/contract';
import { decryptWith } from '../shared/envelope.js';
import { PEOPLE } from '../testing/people.js';
import { type Call, type Entry, type Stack, startStack } from '../testing/stack.js';

const sample = (name: string): string => readFileSync(new URL(`../../../../samples/${name}`, import.meta.url), 'utf8');
const XML = { type: 'application/xml' };
const GOOD = sample('cybertipline-good.xml');
/** The good report under another number, so that each test has one of its own. */
const report = (number: number): string => GOOD.replaceAll('900000142', String(number));
const agencyOf = (key: string): string => PEOPLE.find((person) => person.key === key)!.agency;

// Each import starts a process of its own, and other suites use the same processors.
jest.setTimeout(60_000);
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

/** Members that answers here have: of a write, a page or a problem. */
interface Body {
  id: string;
  ref: string;
  state: string;
  version: number;
  log?: { entryId: string };
  code: string;
  rules: string[];
  errors: { pointer: string; code: string; detail: string }[];
  items: { id: string }[];
  next: string;
}
type Answer = { status: number; body: Body };
const call = async (who: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, how?: Call): Promise<Answer> => {
  const answer = await stack.call(who, method, path, body, how);
  return { status: answer.status, body: answer.body as Body };
};

const bringIn = (xml: string, how = {}): Promise<Answer> => call('a.officer', 'POST', '/imports?format=cybertipline', xml, { ...XML, ...how });
const act = (who: string, id: string, name: string, version: number, body: unknown = {}): Promise<Answer> =>
  call(who, 'POST', `/referrals/${id}/${name}`, body, { version });
const open = async (who: string, id: string): Promise<ReferralView> => (await call(who, 'GET', `/referrals/${id}`)).body as unknown as ReferralView;
const kinds = (entries: readonly Entry[]): string[] => entries.map(({ kind }) => kind).filter((kind) => !kind.startsWith('auth.'));
const count = async (table: string, where = 'true'): Promise<number> =>
  Number((await stack.database.admin.query<{ n: string }>(`select count(*) as n from comity.${table} where ${where}`)).rows[0]!.n);

/** What the officer adds to an imported draft: nothing that the report could have said. */
const COMPLETION = {
  title: 'Files shared in a demonstration room',
  harmStatus: 'ongoing',
  handling: { codes: ['H1'] },
  evaluation: { source: 'B', information: '2' },
  recipients: [{ agency: agencyOf('b.desk'), why: 'The addresses and the account point there.' }],
};
async function completed(number: number, changes: object = {}): Promise<{ id: string; version: number }> {
  const made = await bringIn(report(number));
  const saved = await call('a.officer', 'PUT', `/referrals/${made.body.id}`, { ...COMPLETION, ...changes }, { version: 0 });
  const done = await act('a.officer', made.body.id, 'complete', saved.body.version);
  expect([made.status, saved.status, done.status]).toEqual([201, 200, 200]);
  return { id: made.body.id, version: done.body.version };
}
const SENDING = { recipient: agencyOf('b.desk'), channel: 'police_to_police' };

describe('an imported report', () => {
  let made: Answer;
  beforeAll(async () => {
    made = await bringIn(GOOD);
  });
  it('becomes a draft with its number, and the answer counts what was read and what was not known', () => {
    expect([made.status, made.body]).toEqual([
      201,
      {
        id: expect.any(String),
        ref: expect.stringMatching(/^RF-\d{4}-KE-\d{6}$/),
        state: 'draft',
        version: 0,
        log: { entryId: expect.any(String), leafHash: expect.any(String) },
        identifiers: 16,
        warnings: expect.arrayContaining(['no_zone: 1']),
        unknownElements: { count: 0, names: [] },
      },
    ]);
  });
  it('leaves one entry that counts and names nothing', async () => {
    const [entry, ...more] = await stack.entries(made.body.id);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      kind: 'referral.created',
      parties: ['KE'],
      data: { source: 'provider_report', channel: 'cybertipline', manifest_items: 2, urgency: 'urgent', handling: [], evaluation: 'unset' },
    });
    expect(entry!.data['identifiers']).toMatchObject({ email: 4, ipv4: 4, ipv6: 1, account_id: 3 });
  });
  it('is opened with typed, normalised identifiers under ids of their own', async () => {
    const seen = await open('a.officer', made.body.id);
    const address = seen.identifiers.find(({ normal, port }) => normal === '203.0.113.45' && port === 51832);
    expect(address).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'ipv4',
      seen: { from: '2026-11-02T18:40:55.000Z', zone: 'UTC' },
      warnings: ['reserved'],
    });
    expect(seen.content.offences).toEqual([{ category: 'csam_distribution', from: '2026-11-02' }]);
    expect(seen.content.manifest).toHaveLength(2);
    expect(seen.texts).toEqual(expect.arrayContaining([{ about: null, what: 'chatImIncident.content', text: expect.stringContaining('demo message 2') }]));
    const [read] = (await stack.entries(made.body.id)).slice(-1);
    expect(read).toMatchObject({ kind: 'audit.read', why: { purpose: 'investigate' }, data: { view: 'referral', classes: ['C2', 'C5'], keys: 2 } });
  });
  it('shows of the victim a count, and lies in the database without a word of anybody', async () => {
    const seen = await open('a.officer', made.body.id);
    expect(seen.sealedForVictims).toBe(8);
    expect(seen.content.subjects).toEqual([expect.objectContaining({ key: 's1' }), { key: 'v1', role: 'victim', age: 'child', label: 'victim 1' }]);
    expect(JSON.stringify(seen)).not.toMatch(/Child 01|child01|sample_child|192\.0\.2\.18|Primary School/);
    const { rows } = await stack.database.admin.query<{ text: string }>(
      `select row_to_json(r)::text as text from comity.referral r union all select row_to_json(i)::text from comity.referral_identifier i union all select row_to_json(m)::text from comity.import_record m
       union all select encode(body, 'escape') from comity.sealed union all select encode(body, 'escape') from tlog.entry`,
    );
    for (const word of ['Child 01', 'Person 31', 'person31', '203.0.113.45', 'demo message', 'Primary School', '900000142', 'EC-7731']) {
      expect([word, rows.some(({ text }) => text.includes(word))]).toEqual([word, false]);
    }
  });
  it("has the victim's values under the agency's public key: the private half opens them, the wrapping key does not", async () => {
    const { rows } = await stack.database.admin.query<{ id: string; wrapped: Buffer; wrapped_by: string }>(
      `select k.id, k.wrapped, k.wrapped_by from comity.record_key k join comity.sealed s on s.key_id = k.id where s.record_id = $1 and s.path = 'victims'`,
      [made.body.id],
    );
    expect(rows).toHaveLength(1);
    const [key] = rows as [(typeof rows)[0]];
    const agency = agencyOf('a.officer');
    expect(key.wrapped_by).toBe(`victims-${agency}`);
    const pair = createPrivateKey(stack.config.secret(`victims-${agency}`).reveal());
    expect(decryptWith(pair, key.wrapped, ['record_key', key.id, 'referral', made.body.id, agency, 'C3'].join('|'))).toHaveLength(32);
    await expect(
      stack.worker.transactions.as({ agencyId: agency }, (tx) => tx.query(`select 1 from comity.sealed where path = 'victims'`)),
    ).resolves.toHaveLength(1);
  });
  it('is indexed by keyed hashes, nothing of a victim and no name among them', async () => {
    expect(await count('referral_identifier', `referral_id = '${made.body.id}'`)).toBe(16);
    expect(await count('referral_identifier', `type = 'display_name' and index_key is not null`)).toBe(0);
    expect(await count('referral_identifier', `referral_id = '${made.body.id}' and index_key is not null`)).toBeGreaterThan(10);
  });
  it('answers what it became when it comes again, under any key, and does nothing', async () => {
    const before = await count('referral');
    const again = await bringIn(GOOD);
    expect([again.status, again.body.id, again.body.log]).toEqual([201, made.body.id, undefined]);
    expect(await count('referral')).toBe(before);
  });
  it('of the same number with other content is refused, and the first stays as it was', async () => {
    const changed = await bringIn(GOOD.replace('demo message 2', 'another message'));
    expect([changed.status, changed.body.code, changed.body.errors[0]?.code]).toEqual([422, 'document', 'conflict']);
    expect(kinds(await stack.entries()).at(-1)).toBe('import.refused');
  });
  it('that comes twice at the same moment becomes one referral', async () => {
    const answers = await Promise.all([bringIn(report(900000150)), bringIn(report(900000150))]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  });
  it('with the same key answers alike, and with another body is refused', async () => {
    const key = '01900000-0000-7000-8000-00000000aaaa';
    const first = await bringIn(report(900000151), { key });
    const second = await bringIn(report(900000151), { key });
    expect(second.body).toEqual(first.body);
    expect((await bringIn(report(900000152), { key })).body.code).toBe('idempotency-reused');
    expect(
      await count('import_record', `referral_id <> '${first.body.id}' and id > (select id from comity.import_record where referral_id = '${first.body.id}')`),
    ).toBe(0);
  });
});

describe('a refused import', () => {
  it.each([
    ['cybertipline-doctype.xml', 'document', 'xml-doctype', '#', 'Line 2.'],
    ['cybertipline-image.xml', 'media', 'media', '#/report/internetDetails/chatImIncident/content', 'Line 13.'],
  ])('%s says what and where, keeps nothing, and is in the log', async (name, code, cause, pointer, line) => {
    const tables = ['referral', 'import_record', 'referral_identifier'];
    const before = await Promise.all(tables.map((table) => count(table)));
    const refused = await bringIn(sample(name));
    expect([refused.status, refused.body.code, refused.body.errors]).toEqual([422, code, [{ pointer, code: cause, detail: expect.stringContaining(line) }]]);
    expect(await Promise.all(tables.map((table) => count(table)))).toEqual(before);
    const entry = (await stack.entries()).at(-1)!;
    expect(entry).toMatchObject({ kind: 'import.refused', data: { channel: 'cybertipline', cause, size: Buffer.byteLength(sample(name)) } });
    expect(await count('sealed', `record_id = '${entry.on!.id}' and path = 'file'`)).toBe(1);
  });
  it('of another media type, format or role never reaches the reader', async () => {
    expect((await call('a.officer', 'POST', '/imports?format=cybertipline', '{}')).body.code).toBe('media-type');
    expect((await call('a.officer', 'POST', '/imports?format=vics', GOOD, XML)).body.code).toBe('query');
    expect((await call('o.auditor', 'POST', '/imports?format=cybertipline', GOOD, XML)).body.code).toBe('not-allowed');
  });
});

describe('a written referral', () => {
  const written = {
    title: 'Written by hand',
    subjects: [
      { key: 's1', role: 'suspect', age: 'adult', label: 'user A' },
      { key: 'v1', role: 'victim', age: 'child', label: 'victim 1' },
    ],
    identifiers: [
      { key: 'i1', type: 'email', raw: 'andre\u0301@example.org', subject: 's1' },
      { key: 'i2', type: 'email', raw: 'andr\u00e9@example.org' },
      { key: 'i3', type: 'phone', raw: '0712 345678' },
      { key: 'i4', type: 'username', raw: 'canary-victim', service: 'example-chat', subject: 'v1' },
    ],
  };
  it('keeps raw values as written, gives equal ones one index, and tells why another cannot be used', async () => {
    const made = await call('a.officer', 'POST', '/referrals', written);
    expect([made.status, made.body.state]).toEqual([201, 'draft']);
    const seen = await open('a.officer', made.body.id);
    expect(seen.identifiers.map(({ raw, normal, reason }) => [raw, normal, reason])).toEqual([
      ['andre\u0301@example.org', 'andr\u00e9@example.org', null],
      ['andr\u00e9@example.org', 'andr\u00e9@example.org', null],
      ['0712 345678', null, 'region_not_stated'],
    ]);
    expect(
      Number(
        (
          await stack.database.admin.query<{ n: string }>(`select count(distinct index_key) as n from comity.referral_identifier where referral_id = $1`, [
            made.body.id,
          ])
        ).rows[0]!.n,
      ),
    ).toBe(1);
    expect([seen.sealedForVictims, JSON.stringify(seen).includes('canary-victim')]).toEqual([1, false]);
  });
  it('refuses an invisible character with its place, hidden media, and a hash that every disk holds', async () => {
    const refused = async (body: object): Promise<unknown> => {
      const answer = await call('a.officer', 'POST', '/referrals', { title: 'x', ...body });
      return [answer.status, answer.body.code, answer.body.errors?.[0]?.pointer];
    };
    expect(await refused({ identifiers: [{ key: 'i1', type: 'username', raw: 'a\u202eb', service: 's' }] })).toEqual([422, 'contract', '#/identifiers/0/raw']);
    expect(await refused({ identifiers: [{ key: 'i1', type: 'username', raw: 'a\ufe0fb', service: 's' }] })).toEqual([422, 'contract', '#/identifiers/0/raw']);
    expect(await refused({ summary: `see R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7` })).toEqual([422, 'media', '#/summary']);
    expect(await refused({ manifest: [{ item: 1, hashes: { md5: 'd41d8cd98f00b204e9800998ecf8427e' } }] })).toEqual([
      422,
      'contract',
      '#/manifest/0/hashes/md5',
    ]);
    expect(
      await refused({
        identifiers: [
          { key: 'i1', type: 'email', raw: 'a@example.org' },
          { key: 'i1', type: 'email', raw: 'b@example.org' },
        ],
      }),
    ).toEqual([422, 'contract', '#/identifiers/1/key']);
  });
  it('is saved section by section, without an entry, and an identifier keeps its id while its value stays', async () => {
    const made = await call('a.officer', 'POST', '/referrals', written);
    const before = await open('a.officer', made.body.id);
    const entries = (await stack.entries(made.body.id)).length;
    const saved = await call('a.officer', 'PUT', `/referrals/${made.body.id}`, { title: 'Changed', harmStatus: 'past' }, { version: 0 });
    expect([saved.status, saved.body]).toEqual([200, { id: made.body.id, ref: made.body.ref, state: 'draft', version: 1 }]);
    expect((await stack.entries(made.body.id)).length).toBe(entries);
    const after = await open('a.officer', made.body.id);
    expect([after.content.title, after.content.harmStatus, after.identifiers]).toEqual(['Changed', 'past', before.identifiers]);
    const stale = await call('a.officer', 'PUT', `/referrals/${made.body.id}`, { title: 'Late' }, { version: 0 });
    expect([stale.status, stale.body.code]).toEqual([412, 'version']);
    expect((await call('a.officer', 'PUT', `/referrals/${made.body.id}`, { title: 'Blind' })).body.code).toBe('if-match');
  });
  it('keeps what was read beside an identifier that is named by key, type and value alone', async () => {
    const made = await bringIn(report(900000180));
    const before = await open('a.officer', made.body.id);
    const named = before.identifiers.map(({ key, type, raw, subject }) => ({ key, type, raw, ...(subject ? { subject } : {}) }));
    const added = { key: 'new-1', type: 'email', raw: 'user0142@example.com' };
    const saved = await call('a.officer', 'PUT', `/referrals/${made.body.id}`, { title: 'With one more', identifiers: [...named, added] }, { version: 0 });
    const after = await open('a.officer', made.body.id);
    expect([saved.status, after.identifiers.slice(0, -1)]).toEqual([200, before.identifiers]);
    expect([after.identifiers.at(-1)?.raw, after.unchecked]).toEqual([added.raw, before.unchecked]);
  });
  it('is not complete while something is missing, and names all of it', async () => {
    const made = await call('a.officer', 'POST', '/referrals', written);
    const refused = await act('a.officer', made.body.id, 'complete', 0);
    expect([refused.status, refused.body.code, refused.body.rules]).toEqual([
      422,
      'incomplete',
      ['required-fields', 'identifiers-checked', 'handling-set', 'evaluation-set'],
    ]);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(
      expect.arrayContaining(['#/source', '#/offences', '#/harmStatus', '#/identifiers/2', '#/handling', '#/evaluation']),
    );
    expect((await stack.entries(made.body.id)).at(-1)).toMatchObject({
      kind: 'step.refused',
      data: { act: 'referral.complete', from: 'draft', guard: 'required-fields' },
    });
  });
  it('is thrown away with its keys', async () => {
    const made = await call('a.officer', 'POST', '/referrals', written);
    const gone = await act('a.officer', made.body.id, 'discard', 0);
    expect([gone.status, gone.body.state]).toEqual([200, 'discarded']);
    expect(await count('record_key', `record_id = '${made.body.id}' and wrapped is not null`)).toBe(0);
    expect((await stack.entries(made.body.id)).at(-1)?.kind).toBe('draft.discarded');
  });
});

describe('a completed referral', () => {
  it('is frozen: it cannot be saved, and it can be returned with a reason and completed again', async () => {
    const { id, version } = await completed(900000160);
    expect((await call('a.officer', 'PUT', `/referrals/${id}`, { title: 'Late' }, { version })).body.code).toBe('step');
    const back = await act('a.supervisor', id, 'return', version, { reason: 'Say why this agency.' });
    expect([back.status, back.body.state]).toEqual([200, 'draft']);
    expect((await open('a.officer', id)).returned).toBe('Say why this agency.');
    const saved = await call('a.officer', 'PUT', `/referrals/${id}`, { title: 'Better' }, { version: back.body.version });
    const again = await act('a.officer', id, 'complete', saved.body.version);
    expect([again.status, again.body.state]).toEqual([200, 'ready']);
    expect(kinds(await stack.entries(id))).toEqual([
      'referral.created',
      'referral.completed',
      'step.refused',
      'referral.returned',
      'audit.read',
      'referral.completed',
    ]);
  });
  it('is approved by no author, by no officer, for no agency that it does not name, and not with H2', async () => {
    const { id, version } = await completed(900000161);
    expect((await act('a.officer', id, 'send', version, SENDING)).body.code).toBe('not-allowed');
    const own = await call('a.supervisor', 'POST', '/imports?format=cybertipline', report(900000162), XML);
    expect((await act('a.supervisor', own.body.id, 'send', own.body.version, SENDING)).body).toMatchObject({ status: 403, code: 'second-person' });
    const other = await act('a.supervisor', id, 'send', version, { ...SENDING, recipient: agencyOf('third.officer') });
    expect([other.body.code, other.body.rules]).toEqual(['incomplete', expect.arrayContaining(['recipient-named', 'corridor-current'])]);
    expect((await act('a.supervisor', id, 'send', version, { ...SENDING, recipient: agencyOf('c.liaison') })).body.code).toBe('contract');
    const closed = await completed(900000163, { handling: { codes: ['H2'] } });
    expect((await act('a.supervisor', closed.id, 'send', closed.version, SENDING)).body).toMatchObject({ code: 'step', rules: ['consent-h2'] });
    expect(await count('delivery', `referral_id in ('${id}', '${closed.id}')`)).toBe(0);
  });
});

describe('the way to another agency', () => {
  let id: string;
  let sent: Answer;
  beforeAll(async () => {
    const ready = await completed(900000170);
    id = ready.id;
    sent = await act('a.supervisor', id, 'send', ready.version, SENDING);
  });

  it('begins with the approval of another person; until delivery the recipient knows of nothing', async () => {
    expect([sent.status, sent.body.state]).toEqual([200, 'sent']);
    expect((await call('b.desk', 'GET', `/referrals/${id}`)).status).toBe(404);
    expect((await call('b.desk', 'GET', '/referrals')).body.items).toEqual([]);
    expect((await act('b.desk', id, 'retrieve', 0, { packageHash: '0'.repeat(64) })).body.code).toBe('not-found');
  });
  it('leaves evidence of relay and delivery, each with an equal hash, and each once', async () => {
    await stack.work();
    await stack.work();
    const seen = await open('a.officer', id);
    const [delivery] = seen.deliveries;
    expect(seen.state).toBe('delivered');
    expect([delivery?.relayed?.hash, delivery?.delivered?.hash, delivery?.retrieved]).toEqual([delivery?.packageHash, delivery?.packageHash, null]);
    const entries = await stack.entries(id);
    expect(kinds(entries).filter((kind) => /relayed|delivered|grown/.test(kind))).toEqual(['referral.relayed', 'referral.delivered', 'party_set.grown']);
    expect(entries.find(({ kind }) => kind === 'referral.relayed')).toMatchObject({
      actor: { service: 'worker' },
      parties: ['KE', 'SE'],
      data: { from: 'sent', to: 'relayed', hash_equal: true },
    });
  });
  it('gives the recipient a copy under its own key: the package without what is the sender alone', async () => {
    const seen = await open('b.desk', id);
    expect(seen).toMatchObject({
      state: 'delivered',
      version: 2,
      agency: agencyOf('a.officer'),
      handling: ['H1'],
      content: { title: COMPLETION.title, harmStatus: 'ongoing' },
    });
    expect(seen.content.priorReports).toBeUndefined();
    expect(seen.identifiers).toEqual((await open('a.officer', id)).identifiers);
    expect(JSON.stringify(seen)).not.toMatch(/Child 01|sample_child|Primary School/);
    expect(await count('sealed', `record_id = '${id}' and agency_id = '${agencyOf('b.desk')}'`)).toBe(2);
    expect(await count('sealed', `record_id = '${id}' and agency_id = '${agencyOf('b.desk')}' and path = 'victims'`)).toBe(0);
    expect((await call('b.desk', 'GET', '/referrals')).body.items).toEqual([expect.objectContaining({ id, state: 'delivered', version: 2 })]);
  });
  it('ends with a receipt of the right hash and an acceptance, by the desk alone', async () => {
    const { packageHash } = (await open('b.desk', id)).deliveries[0]!;
    expect((await act('b.officer', id, 'retrieve', 2, { packageHash })).body.code).toBe('not-allowed');
    expect((await act('b.desk', id, 'accept', 2)).body.code).toBe('step');
    expect((await act('b.desk', id, 'retrieve', 2, { packageHash: 'f'.repeat(64) })).body).toMatchObject({ code: 'not-current', rules: ['hash-equal'] });
    const got = await act('b.desk', id, 'retrieve', 2, { packageHash });
    expect([got.status, got.body.state, got.body.version]).toEqual([200, 'retrieved', 3]);
    const taken = await act('b.desk', id, 'accept', 3);
    expect([taken.status, taken.body.state]).toEqual([200, 'accepted']);
    expect((await open('a.supervisor', id)).state).toBe('accepted');
    expect(kinds(await stack.entries(id)).filter((kind) => /retrieved|accepted/.test(kind))).toEqual(['referral.retrieved', 'referral.accepted']);
  });
  it('is out of sight of everybody else', async () => {
    const statuses = ['third.officer', 'c.liaison', 'd.liaison', 'o.auditor'].map(async (stranger) => (await call(stranger, 'GET', `/referrals/${id}`)).status);
    expect(await Promise.all(statuses)).toEqual([404, 404, 404, 403]);
    const seen = await stack.worker.transactions.as({ agencyId: agencyOf('third.officer') }, (tx) => tx.query<unknown[]>('select id from comity.sealed'));
    expect(seen).toEqual([]);
  });
  it('can end with a rejection in words, which lie sealed', async () => {
    const ready = await completed(900000171);
    await act('a.supervisor', ready.id, 'send', ready.version, SENDING);
    await stack.work();
    const { packageHash } = (await open('b.desk', ready.id)).deliveries[0]!;
    await act('b.desk', ready.id, 'retrieve', 2, { packageHash });
    const no = await act('b.desk', ready.id, 'reject', 3, { code: 'duplicate', reason: 'canary-reject-reason' });
    expect([no.status, no.body.state]).toEqual([200, 'rejected']);
    const entry = (await stack.entries(ready.id)).at(-1);
    expect([entry?.kind, entry?.data['code'], JSON.stringify(entry).includes('canary')]).toEqual(['referral.rejected', 'duplicate', false]);
  });
  it('is called back by the desk with a reason until a recipient took receipt, and what lay in the mailbox is closed', async () => {
    const ready = await completed(900000173);
    const sending = await act('a.supervisor', ready.id, 'send', ready.version, SENDING);
    await stack.work();
    const { packageHash } = (await open('b.desk', ready.id)).deliveries[0]!;
    const why = { reason: 'canary-withdraw-reason' };
    expect((await act('a.officer', ready.id, 'withdraw', sending.body.version, why)).body.code).toBe('not-allowed');
    expect((await act('b.desk', ready.id, 'withdraw', sending.body.version, why)).body.code).toBe('not-allowed');
    expect((await act('a.supervisor', ready.id, 'withdraw', sending.body.version, { reason: '' })).status).toBe(422);
    const back = await act('a.supervisor', ready.id, 'withdraw', sending.body.version, why);
    expect([back.status, back.body.state]).toEqual([200, 'withdrawn']);
    const entries = (await stack.entries(ready.id)).filter(({ kind }) => kind === 'referral.withdrawn');
    expect(entries.map(({ on, parties, data }) => [on?.type, parties, data['from'], data['to']])).toEqual([
      ['delivery', ['KE', 'SE'], 'delivered', 'withdrawn'],
      ['referral', ['KE'], 'sent', 'withdrawn'],
    ]);
    expect(JSON.stringify(entries)).not.toContain('canary');
    expect((await call('b.desk', 'GET', `/referrals/${ready.id}`)).body.code).toBe('not-found');
    expect((await act('b.desk', ready.id, 'retrieve', 3, { packageHash })).body.code).toBe('not-found');
    expect((await act('a.supervisor', ready.id, 'withdraw', back.body.version, why)).body.code).toBe('step');
  });
  it('is not called back once a recipient took receipt, nor carried on once it was called back', async () => {
    const gone = await completed(900000175);
    const away = await act('a.supervisor', gone.id, 'send', gone.version, SENDING);
    await stack.work();
    await act('b.desk', gone.id, 'retrieve', 2, { packageHash: (await open('b.desk', gone.id)).deliveries[0]!.packageHash });
    const late = (await act('a.supervisor', gone.id, 'withdraw', away.body.version, { reason: 'Too late.' })).body;
    expect([late.code, late.rules]).toEqual(['step', ['state']]);
    const ready = await completed(900000174);
    const sending = await act('a.supervisor', ready.id, 'send', ready.version, SENDING);
    expect((await act('a.supervisor', ready.id, 'withdraw', sending.body.version, { reason: 'Wrong agency.' })).status).toBe(200);
    await stack.work();
    expect((await call('b.desk', 'GET', `/referrals/${ready.id}`)).status).toBe(404);
    expect(kinds(await stack.entries(ready.id)).filter((kind) => /relayed|delivered/.test(kind))).toEqual([]);
  });
  it('stops visibly when the frozen content no longer has the hash that was approved', async () => {
    const ready = await completed(900000172);
    await act('a.supervisor', ready.id, 'send', ready.version, SENDING);
    await stack.database.admin.query(`update comity.delivery set package_hash = repeat('0', 64) where referral_id = $1`, [ready.id]);
    await stack.work();
    expect((await open('a.officer', ready.id)).state).toBe('relay_failed');
    expect((await stack.entries(ready.id)).map(({ kind, data }) => [kind, data['cause']])).toEqual(expect.arrayContaining([['referral.relay_failed', 'hash']]));
    expect((await call('b.desk', 'GET', `/referrals/${ready.id}`)).status).toBe(404);
  });
  it('refuses a purpose that is not the aim of the record, and logs the refusal', async () => {
    const refused = await call('a.officer', 'GET', `/referrals/${id}`, undefined, { purpose: 'immigration' });
    expect([refused.status, refused.body.code]).toEqual([403, 'purpose']);
    expect((await stack.entries(id)).at(-1)).toMatchObject({ kind: 'access.refused', data: { act: 'referral.get' } });
  });
});

describe('pasted lines', () => {
  it('are answered one by one under their numbers, and nothing is kept', async () => {
    const before = await count('referral');
    const lines = [
      'USER0142@Example.COM',
      '',
      '192.0.2.44:51832 2026-03-14T21:03:00Z',
      '192.0.2.44;14.03. 21:03',
      '192.0.2.999',
      'a\u202eb',
      'user0142',
      'username;user0142;example-chat',
    ];
    const answer = await call('a.officer', 'POST', '/referrals/check-identifiers', { lines });
    const read = answer.body.items as unknown as IdentifierLineView[];
    expect(read.map(({ line, type, normal, reason, refused }) => [line, type, normal ?? reason ?? refused])).toEqual([
      [1, 'email', 'USER0142@example.com'],
      [3, 'ipv4', '192.0.2.44'],
      [4, 'ipv4', '192.0.2.44'],
      [5, 'ipv4', 'ipv4_form'],
      [6, null, 'format_character'],
      [7, null, 'type_not_stated'],
      [8, 'username', 'user0142'],
    ]);
    expect([read[1]!.port, read[1]!.seen?.from, read[2]!.time, read[2]!.warnings.includes('no_zone'), read[4]!.position]).toEqual([
      51_832,
      '2026-03-14T21:03:00.000Z',
      '14.03. 21:03',
      true,
      1,
    ]);
    expect(await count('referral')).toBe(before);
  });
});

describe('my work', () => {
  const work = async (who: string): Promise<WorkRowView[]> => (await call(who, 'GET', '/work')).body.items as unknown as WorkRowView[];
  const partOf = async (who: string, id: string): Promise<string | undefined> => (await work(who)).find((row) => row.id === id)?.part;

  it('follows a referral from hand to hand, and the receipt has a clock', async () => {
    const { id, version } = await completed(900000181);
    expect([await partOf('a.supervisor', id), await partOf('a.officer', id), await partOf('b.desk', id)]).toEqual([
      'approve_referral',
      'follow_referral',
      undefined,
    ]);
    await act('a.supervisor', id, 'send', version, SENDING);
    await stack.work();
    const [row] = (await work('b.desk')).filter((one) => one.id === id);
    expect(row).toMatchObject({
      part: 'take_receipt',
      from: 'KE',
      to: 'SE',
      clock: { rule: 'HR-retrieval-urgent', state: 'running', unit: 'hour', length: 4 },
    });
    expect(await partOf('third.officer', id)).toBeUndefined();
  });
});

describe('a list', () => {
  it('shows what its filter names, with what is owed', async () => {
    const listed = async (query: string): Promise<ReferralRowView[]> =>
      (await call('b.desk', 'GET', `/referrals?${query}`)).body.items as unknown as ReferralRowView[];
    const delivered = await listed('side=received&state=delivered&with=KE');
    expect(delivered.length).toBeGreaterThan(0);
    expect(delivered.every((row) => row.state === 'delivered' && row.from === 'KE' && row.to.join() === 'SE' && row.clock?.state === 'running')).toBe(true);
    expect(await listed('side=own')).toEqual([]);
  });
  it('goes on where its cursor says, for the person who got it', async () => {
    const first = await call('a.officer', 'GET', '/referrals?limit=2');
    expect(first.body.items).toHaveLength(2);
    const second = await call('a.officer', 'GET', `/referrals?limit=2&cursor=${first.body.next}`);
    expect(second.body.items[0]!.id < first.body.items[1]!.id).toBe(true);
    expect((await call('a.supervisor', 'GET', `/referrals?cursor=${first.body.next}`)).body.code).toBe('query');
  });
});
