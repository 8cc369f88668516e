import { base64url, chainDigest, FIRST_CHAIN } from '@comity/transparency-log';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DisclosureView, type GrantedLineView, type LineAnswerView, type RequestView, type WorkRowView } from '@comity/contract';
import { type EntryStore } from '../oversight/entry-store.js';
import { LogWatch } from '../oversight/log-watch.js';
import { PartyDigests } from '../oversight/party-digests.js';
import { PEOPLE } from '../testing/people.js';
import { type Answer, startStack, type Stack } from '../testing/stack.js';
import { WholeCase } from '../testing/whole-case.js';

let stack: Stack;
let one: WholeCase;
beforeAll(async () => {
  stack = await startStack();
  one = new WholeCase(stack, 1);
  for (const stage of ['draft referral', 'delivered', 'draft request', 'in review', 'granted'] as const) await one.to(stage);
});
afterAll(() => stack.close());

const request = (person: string): Promise<Answer> => stack.call(person, 'GET', `/requests/${one.ids.request}`);
const versionFor = async (person: string): Promise<number> => ((await request(person)).body as RequestView).version;
const personId = (key: string): string => PEOPLE.find((each) => each.key === key)!.person;
/** A log that is well: nothing waits, so nothing that is released has to wait for it. */
const emptyQueue = (): Promise<unknown> => stack.database.admin.query('delete from tlog.queue');

describe('dispatch', () => {
  it('waits until the time for recall is over; the holding agency knows of nothing before', async () => {
    await stack.work();
    expect((await request('b.desk')).status).toBe(404);
    expect((await request('a.officer')).body.state).toBe('granted');
  });

  it('hands over the granted lines and nothing of what was asked beyond them', async () => {
    await stack.clock(3600);
    await stack.work();
    const seen = (await request('b.desk')).body as RequestView;
    expect(seen.state).toBe('dispatched');
    expect(seen.granted!.map((line) => [line.line, line.category])).toEqual([
      [1, 'subscriber'],
      [2, 'traffic'],
    ]);
    expect(seen.granted![1]!.period!.from).toBe('2026-10-04T00:00:00Z');
    expect(seen.content).toBeNull();
    expect(JSON.stringify(seen)).not.toContain('203.0.113.1"');
    expect(JSON.stringify(seen)).not.toContain('2026-08-05');
    const kinds = (await stack.entries(one.ids.request)).map((entry) => entry.kind);
    expect(kinds.filter((kind) => kind === 'request.dispatched' || kind === 'party_set.grown')).toEqual(['request.dispatched', 'party_set.grown']);
  });

  it('is done once, however often it is asked for', async () => {
    const { rows } = await stack.database.admin.query<{ id: string }>("select id from comity.outbox where kind = 'dispatch'");
    await stack.database.admin.query("update comity.outbox set answered_at = null where kind = 'dispatch'");
    for (const { id } of rows) await stack.worker.answer.answer(id);
    expect((await stack.entries(one.ids.request)).filter((entry) => entry.kind === 'request.dispatched')).toHaveLength(1);
  });
});

describe('the timeline', () => {
  const kinds = async (person: string): Promise<string[]> => {
    const { status, body } = await stack.call(person, 'GET', `/requests/${one.ids.request}/timeline`);
    expect(status).toBe(200);
    return body.items.map(({ kind }: { kind: string }) => kind);
  };

  it('tells the side that asks its own acts and those of others that it is told of, newest first', async () => {
    expect(await kinds('a.officer')).toEqual(['request.dispatched', 'decision.sealed', 'request.screened', 'request.submitted', 'request.created']);
  });

  it('tells the holding agency nothing of what came before the dispatch', async () => {
    expect(await kinds('b.desk')).toEqual(['request.dispatched']);
  });

  it('names no person, and leaves no entry', async () => {
    const before = (await stack.entries(one.ids.request)).length;
    const { body } = await stack.call('a.supervisor', 'GET', `/requests/${one.ids.request}/timeline`);
    expect(Object.keys(body.items[0]).sort()).toEqual(['agency', 'at', 'entryId', 'index', 'jurisdiction', 'kind', 'proof', 'role']);
    expect((await stack.entries(one.ids.request)).length).toBe(before);
  });
});

describe('the holding agency', () => {
  const act = async (person: string, name: string, body: unknown): Promise<Answer> =>
    stack.call(person, 'POST', `/requests/${one.ids.request}/${name}`, body, { version: await versionFor('b.desk') });

  it('takes up only the package that it saw', async () => {
    const wrong = await act('b.desk', 'take-up', { packageHash: 'a'.repeat(64) });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'not-current']);
    const { packageHash } = (await request('b.desk')).body as RequestView;
    expect((await act('b.desk', 'take-up', { packageHash })).status).toBe(200);
  });

  it('answers granted lines only', async () => {
    const granted = ((await request('b.officer')).body as RequestView).granted!;
    const answer = await stack.call('b.officer', 'PUT', `/requests/${one.ids.request}/lines/3/answer`, one.rowsFor(granted[0]!), {
      version: await versionFor('b.officer'),
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'not-granted']);
  });

  it('has rows outside the grant held back, said so and logged, and nothing of them sent', async () => {
    const granted = ((await request('b.officer')).body as RequestView).granted!;
    for (const line of granted) {
      const good = one.rowsFor(line);
      const outside = line.period ? [{ ...good.rows[0]!, at: '2026-09-01T00:00:00Z', fields: { ip: '198.51.100.200' } }] : [];
      const body = { ...good, rows: [...good.rows, ...outside] };
      const answer = await stack.call('b.officer', 'PUT', `/requests/${one.ids.request}/lines/${line.line}/answer`, body, {
        version: await versionFor('b.officer'),
      });
      expect([answer.status, answer.body.kept, answer.body.held]).toEqual([200, 1, outside.length]);
    }
    const held = (await stack.entries(one.ids.request)).filter((entry) => entry.kind === 'disclosure.excess_held');
    expect(held.map((entry) => [entry.data['line'], entry.data['rows']])).toEqual([[2, 1]]);
  });

  it.each([
    ['a note of rows without rows', { answer: 'data_attached', rows: [] }, 'rows'],
    ['none, with rows', { answer: 'none_held' }, 'no-rows'],
    ['a refusal without a ground', { answer: 'refused', rows: [] }, 'ground'],
  ])('cannot answer %s', async (_name, change, cause) => {
    const line = ((await request('b.officer')).body as RequestView).granted![0]!;
    const answer = await stack.call(
      'b.officer',
      'PUT',
      `/requests/${one.ids.request}/lines/1/answer`,
      { ...one.rowsFor(line), ...change },
      { version: await versionFor('b.officer') },
    );
    expect([answer.status, answer.body.errors[0].code]).toEqual([422, cause]);
  });

  it('looks at what it answered, with what was held back counted and why', async () => {
    const seen = await stack.call('b.desk', 'GET', `/requests/${one.ids.request}/answers`);
    const answers = seen.body.items as LineAnswerView[];
    expect(answers.map(({ line, rows, held, heldBecause, mine, sentIn }) => [line, rows.length, held, heldBecause, mine, sentIn])).toEqual([
      [1, 1, 0, [], false, null],
      [2, 1, 1, ['period'], false, null],
    ]);
    expect(JSON.stringify(seen.body)).not.toContain('198.51.100.200');
    expect((await stack.entries(one.ids.request)).at(-1)).toMatchObject({ kind: 'audit.read', data: { view: 'answers' } });
    expect((await stack.call('a.officer', 'GET', `/requests/${one.ids.request}/answers`)).status).toBe(403);
  });

  it('has the sending among its work, for who did not answer', async () => {
    const work = (await stack.call('b.desk', 'GET', '/work')).body.items as WorkRowView[];
    expect(work.find(({ id }) => id === one.ids.request)).toMatchObject({ kind: 'answer', part: 'send_answer', lines: 2, clock: null });
  });

  describe('sends', () => {
    const send = async (person: string, lines = [1, 2], ageS = 0): Promise<Answer> => {
      await emptyQueue();
      return stack.call(person, 'POST', `/requests/${one.ids.request}/disclosures`, { lines }, { version: await versionFor('b.desk'), ageS });
    };

    it('not by the person who answered, under whatever role', async () => {
      await stack.database.admin.query('update comity.line_answer set person_id = $1 where line_no = 1', [personId('b.desk')]);
      const answer = await send('b.desk');
      await stack.database.admin.query('update comity.line_answer set person_id = $1', [personId('b.officer')]);
      expect([answer.status, answer.body.code, answer.body.rules]).toEqual([403, 'second-person', ['answerer-not-sender']]);
    });

    it('not with an old sign-in, and not a line that nobody answered', async () => {
      expect((await send('b.desk', [1, 2], 301)).body.code).toBe('step-up');
      expect((await send('b.desk', [1, 3])).body.code).toBe('incomplete');
    });

    it('by somebody else, once, with the rows inside the grant', async () => {
      const sent = await send('b.desk');
      expect(sent.status).toBe(201);
      one.ids.disclosure = sent.body.id as string;
      expect((await send('b.desk')).body.code).toBe('step');
    });
  });
});

describe('the agency that asked', () => {
  const open = (person: string): Promise<Answer> => stack.call(person, 'GET', `/disclosures/${one.ids.disclosure}`);
  const receipt = (body: unknown, version: number): Promise<Answer> =>
    stack.call('a.supervisor', 'POST', `/disclosures/${one.ids.disclosure}/receipt`, body, { version });

  it('sees nothing before delivery, and then what was kept and nothing of what was held back', async () => {
    expect((await open('a.supervisor')).status).toBe(404);
    await stack.work();
    const { status, body } = await open('a.supervisor');
    expect([status, body.state]).toEqual([200, 'delivered']);
    expect((body as DisclosureView).answers.flatMap((answer) => answer.rows)).toHaveLength(2);
    expect(JSON.stringify(body)).not.toContain('198.51.100.200');
  });

  it.each(['third.officer', 'c.liaison', 'a.admin'])('alone opens it: %s does not', async (person) => {
    expect([403, 404]).toContain((await open(person)).status);
  });

  it('takes receipt only of the hash it saw, with every condition shown', async () => {
    const seen = (await open('a.supervisor')).body as DisclosureView;
    const conditions = seen.conditions.map((condition) => condition.id);
    expect(conditions).toHaveLength(1);
    expect((await receipt({ packageHash: 'b'.repeat(64), conditions }, seen.version)).body.code).toBe('not-current');
    expect((await receipt({ packageHash: seen.packageHash, conditions: [] }, seen.version)).body.code).toBe('incomplete');
    expect((await receipt({ packageHash: seen.packageHash, conditions }, seen.version)).status).toBe(200);
    expect((await request('a.officer')).body.state).toBe('receipted');
  });

  it('closes, and the granted lines carried their condition all the way', async () => {
    const closed = await stack.call(
      'a.officer',
      'POST',
      `/requests/${one.ids.request}/close`,
      { outcome: 'identified_suspect' },
      { version: await versionFor('a.officer') },
    );
    expect([closed.status, closed.body.state]).toEqual([200, 'closed']);
    const granted = ((await request('b.desk')).body as RequestView).granted as GrantedLineView[];
    expect(granted.flatMap((line) => line.conditions.map((condition) => condition.kind))).toEqual(['report_deletion']);
  });

  it('whose receipts both sides fetch by date, and nobody else', async () => {
    const page = async (who: Parameters<typeof stack.call>[0], query = ''): Promise<{ entryId: string; issuedAt: string; note: string }[]> =>
      (await stack.call(who, 'GET', `/audit/receipts${query}`)).body.items;
    // What the publisher does; here nothing signs.
    const { rowCount } = await stack.database.admin.query(
      "insert into tlog.receipt (entry_id, note) select entry_id, 'note of ' || entry_id from tlog.receipt_due",
    );
    expect(rowCount).toBeGreaterThan(3);
    const [asking, holding] = [await page('a.officer', '?limit=200'), await page('b.desk', '?limit=200')];
    expect(asking.find(({ note }) => !note.startsWith('note of '))).toBeUndefined();
    expect(asking.some(({ entryId }) => holding.some((other) => other.entryId === entryId))).toBe(true);
    const ofCase = await stack.database.admin.query<{ id: string }>(
      "select entry_id::text as id from tlog.entry where convert_from(body, 'UTF8')::jsonb ->> 'case' = $1",
      [one.ids.request],
    );
    const stranger = (await page('third.officer', '?limit=200')).map(({ entryId }) => entryId);
    expect(ofCase.rows.filter(({ id }) => stranger.includes(id))).toEqual([]);
    expect(ofCase.rows.some(({ id }) => asking.some(({ entryId }) => entryId === id))).toBe(true);
    const first = await stack.call('a.officer', 'GET', '/audit/receipts?limit=2');
    const next = await page('a.officer', `?limit=2&cursor=${first.body.next}`);
    expect([...first.body.items, ...next].map(({ entryId }) => entryId)).toEqual(asking.slice(0, 4).map(({ entryId }) => entryId));
    expect(await page('a.officer', `?from=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([]);
    expect((await stack.call('a.officer', 'GET', '/audit/receipts?from=yesterday')).status).toBe(400);
  });

  it('whose case an auditor walks, each act with its proof state', async () => {
    const { body } = await stack.call('o.auditor', 'GET', `/audit/cases/${one.ids.request}`);
    const kinds = (body.entries as { kind: string; proof: string }[]).map((entry) => entry.kind);
    for (const kind of ['request.submitted', 'decision.sealed', 'request.dispatched', 'disclosure.sent', 'disclosure.receipted', 'request.closed'])
      expect(kinds).toContain(kind);
    // No sequencer runs here, so nothing can be more than claimed.
    expect(new Set((body.entries as { proof: string }[]).map((entry) => entry.proof))).toEqual(new Set(['claimed']));
    expect((await stack.call('a.officer', 'GET', `/audit/cases/${one.ids.request}`)).status).toBe(403);
  });
});

describe('the log of the whole case', () => {
  it('gets a digest of each jurisdiction once an hour, over the entries that name it, and no second one for the same', async () => {
    const { rows } = await stack.database.admin.query<{ leafHash: Buffer; body: Buffer }>(
      'select leaf_hash as "leafHash", body from tlog.entry order by entry_id',
    );
    const old = rows.map(({ leafHash, body }, index) => ({
      index,
      leafHash,
      body: Buffer.from(body.toString().replace(/"at":"[^"]+"/, '"at":"2026-01-01T00:00:00.000Z"')),
    }));
    const store = {
      publishedSize: () => Promise.resolve(old.length),
      inOrder: (from: number, to: number) => Promise.resolve(old.slice(from, to)),
    } as unknown as EntryStore;
    const digests = async (): Promise<Record<string, unknown>[]> => (await stack.entries()).filter(({ kind }) => kind === 'log.digest').map(({ data }) => data);
    await new PartyDigests(stack.worker.transactions, store).run();
    await new PartyDigests(stack.worker.transactions, store).run();
    const found = await digests();
    const names = (body: Buffer): string[] => {
      const { parties = [], actor } = JSON.parse(body.toString()) as { parties?: string[]; actor: { jurisdiction?: string } };
      return [...parties, actor.jurisdiction ?? ''];
    };
    const ofKenya = old.filter(({ body }) => names(body).includes('KE')).map(({ leafHash }) => Uint8Array.from(leafHash));
    expect(ofKenya.length).toBeGreaterThan(10);
    expect(found.filter(({ jurisdiction }) => jurisdiction === 'KE')).toMatchObject([
      { jurisdiction: 'KE', from_index: 0, to_index: old.length, count: ofKenya.length, chain: base64url(chainDigest(FIRST_CHAIN, ofKenya)) },
    ]);
    expect(new Set(found.map(({ jurisdiction }) => jurisdiction)).size).toBe(found.length);
    const fresh = { ...store, inOrder: () => Promise.resolve(rows.map((row, index) => ({ index, ...row }))) } as unknown as EntryStore;
    await new PartyDigests(stack.worker.transactions, fresh).run();
    expect(await digests()).toHaveLength(found.length);
  });

  it('says once that it was frozen and why, and the entry waits', async () => {
    await stack.database.admin.query("update tlog.log set frozen_at = clock_timestamp(), frozen_why = 'witness-fork:witness-1'");
    for (let times = 0; times < 2; times++) await new LogWatch(stack.worker.transactions).run();
    const told = (await stack.entries()).filter(({ kind }) => kind === 'log.frozen');
    expect(told.map(({ data }) => data)).toMatchObject([{ cause: 'witness-fork:witness-1', size: 0 }]);
    await stack.database.admin.query('set role tlog_owner; update tlog.log set frozen_at = null, frozen_why = null; reset role');
  });
});
