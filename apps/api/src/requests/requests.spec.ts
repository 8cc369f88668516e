import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type RequestSubmission, type RequestView } from '@comity/contract';
import { PEOPLE } from '../testing/people.js';
import { type Call, type Entry, type Stack, startStack } from '../testing/stack.js';
import { reportOf, submissionOf } from '../testing/walk-submission.js';

// Each import starts a process of its own, and other suites use the same processors.
jest.setTimeout(60_000);
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

interface Body {
  id: string;
  ref: string;
  state: string;
  version: number;
  log?: { entryId: string };
  code: string;
  rules?: string[];
  errors?: { pointer: string; code: string }[];
  items: { id: string; version: number; contentHash: string }[];
  next?: string;
}
type Answer = { status: number; body: Body };
const agencyOf = (key: string): string => PEOPLE.find((person) => person.key === key)!.agency;
const HOLDING = agencyOf('b.desk');

const call = async (who: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, how?: Call): Promise<Answer> => {
  const answer = await stack.call(who, method, path, body, how);
  return { status: answer.status, body: answer.body as Body };
};
const open = async (who: string, id: string, how?: Call): Promise<RequestView> =>
  (await call(who, 'GET', `/requests/${id}`, undefined, how)).body as unknown as RequestView;
const submit = (id: string, body: unknown, how: Call = { version: 0 }, who = 'a.officer'): Promise<Answer> =>
  call(who, 'POST', `/requests/${id}/submit`, body, how);
const kinds = (entries: readonly Entry[]): string[] => entries.map(({ kind }) => kind).filter((kind) => kind !== 'audit.read' && !kind.startsWith('auth.'));
const rows = async (table: string, where: string): Promise<number> =>
  Number((await stack.database.admin.query<{ n: string }>(`select count(*) as n from comity.${table} where ${where}`)).rows[0]!.n);

let cases = 0;
/** A draft from a report of its own, with the submission that fits it. */
async function drafted(): Promise<{ id: string; referral: string; submission: RequestSubmission; made: Answer }> {
  cases += 1;
  const referral = (await call('a.officer', 'POST', '/imports?format=cybertipline', reportOf(cases), { type: 'application/xml' })).body.id;
  const made = await call('a.officer', 'POST', '/requests', { referral, holdingAgency: HOLDING });
  const { identifiers } = await open('a.officer', made.body.id);
  return { id: made.body.id, referral, submission: submissionOf(cases, identifiers), made };
}

describe('a draft', () => {
  let draft: Awaited<ReturnType<typeof drafted>>;
  beforeAll(async () => {
    draft = await drafted();
  });

  it('is made from a referral with a number, and leaves its entry', async () => {
    expect([draft.made.status, draft.made.body]).toEqual([
      201,
      {
        id: draft.id,
        ref: expect.stringMatching(/^DQ-\d{4}-KE-\d{6}$/),
        state: 'draft',
        version: 0,
        log: { entryId: expect.any(String), leafHash: expect.any(String) },
      },
    ]);
    const [entry] = await stack.entries(draft.id);
    expect([entry?.kind, entry?.data, entry?.parties]).toEqual([
      'request.created',
      { corridor: 'KE-SE', track: expect.any(String), measure: 'disclose_stored' },
      ['KE', 'SE'],
    ]);
  });

  it('is filled in with what follows from referral and corridor, and offers what may be asked for', async () => {
    const { content, identifiers, holding, holdingAgency, referral } = await open('a.officer', draft.id);
    expect([holding, holdingAgency, referral]).toEqual(['SE', HOLDING, draft.referral]);
    expect(content).toMatchObject({
      language: 'en',
      channel: 'police_to_police',
      offence: { category: expect.any(String) },
      subjects: { victimAge: 'child' },
      lines: [],
    });
    expect(identifiers.filter(({ normal }) => normal !== null).map(({ type }) => type)).toEqual(expect.arrayContaining(['account_id', 'ipv4', 'email']));
    expect(JSON.stringify(identifiers)).not.toContain('sample.child01');
  });

  it('says what corridor and profiles ask of its form, and keeps answers that are half given', async () => {
    const draft = await drafted();
    const { form } = await open('a.officer', draft.id);
    expect(form).toMatchObject({ dualCriminality: true, languages: ['en', 'fr'], channels: ['police_to_police'] });
    const half = { ...draft.submission, lines: [{ line: 1, collateral: { otherPeople: 3 } }] };
    expect((await call('a.officer', 'PUT', `/requests/${draft.id}`, half, { version: 0 })).status).toBe(200);
    expect((await open('a.officer', draft.id)).content?.lines).toEqual(half.lines);
  });

  it('saves itself whole without an entry, and only from the version that was seen', async () => {
    const before = (await stack.entries(draft.id)).length;
    const saved = await call('a.officer', 'PUT', `/requests/${draft.id}`, { track: 'urgent', aim: { kind: 'identify_victim' } }, { version: 0 });
    expect([saved.status, saved.body]).toEqual([200, { id: draft.id, ref: draft.made.body.ref, state: 'draft', version: 1 }]);
    expect((await stack.entries(draft.id)).length).toBe(before);
    const late = await call('a.officer', 'PUT', `/requests/${draft.id}`, {}, { version: 0 });
    const blind = await call('a.officer', 'PUT', `/requests/${draft.id}`, {});
    expect([late.status, late.body.code, blind.status, blind.body.code]).toEqual([412, 'version', 428, 'if-match']);
    expect((await open('a.officer', draft.id)).content).toEqual({ track: 'urgent', aim: { kind: 'identify_victim' } });
  });

  it('is read with a purpose that stands in the entry of the read', async () => {
    await open('a.officer', draft.id);
    const [read] = (await stack.entries(draft.id)).filter(({ kind }) => kind === 'audit.read').slice(-1);
    expect([read?.why, read?.data]).toEqual([{ purpose: 'identify_victim' }, { view: 'request', classes: ['C2', 'C5'], version: 1, keys: 1 }]);
    const other = await call('a.officer', 'GET', `/requests/${draft.id}`, undefined, { purpose: 'prosecute' });
    expect([other.status, other.body.code]).toEqual([403, 'purpose']);
  });

  it('is thrown away by its author, with its key', async () => {
    const { id } = await drafted();
    const gone = await call('a.officer', 'POST', `/requests/${id}/discard`, {}, { version: 0 });
    expect([gone.status, gone.body.state]).toEqual([200, 'discarded']);
    expect(kinds(await stack.entries(id))).toEqual(['request.created', 'draft.discarded']);
    expect(await rows('record_key', `record_id = '${id}' and wrapped is not null`)).toBe(0);
    expect((await call('a.officer', 'GET', `/requests/${id}`)).status).toBe(404);
  });
});

describe('submit', () => {
  it('freezes what was sent, commits row, version, lines, content, entry and what is owed together, and answers 202', async () => {
    const { id, submission, made } = await drafted();
    const answer = await submit(id, submission);
    expect([answer.status, answer.body]).toEqual([
      202,
      { id, ref: made.body.ref, state: 'submitted', version: 1, log: { entryId: expect.any(String), leafHash: expect.any(String) } },
    ]);
    const entry = (await stack.entries(id)).find(({ kind }) => kind === 'request.submitted');
    expect(entry?.data).toEqual({
      from: 'draft',
      to: 'submitted',
      version: 1,
      lines: 3,
      categories: ['identification_ip', 'subscriber', 'traffic'],
      period_days: 90,
      track: 'ordinary',
      basis: 'budapest',
      corridor_version: 1,
      certificate: expect.any(String),
    });
    expect([
      await rows('request_version', `request_id = '${id}'`),
      await rows('request_line', `request_id = '${id}'`),
      await rows('outbox', `subject = '${id}' and kind = 'screen'`),
    ]).toEqual([1, 3, 1]);
    const { content, contentHash, identifiers } = await open('a.officer', id);
    expect([content, identifiers.length]).toEqual([submission, 2]);
    const versions = await call('a.officer', 'GET', `/requests/${id}/versions`);
    expect(versions.body.items).toMatchObject([{ version: 1, contentHash }]);
  });

  it('says every cause at once: answers left out, answers that contradict each other, identifiers that nobody may ask about', async () => {
    const { id, submission } = await drafted();
    const body = {
      ...submission,
      aim: undefined,
      legalBasis: { ...submission.legalBasis, citation: undefined },
      subjects: { ...submission.subjects, suspectAge: 'unknown' },
      language: 'sv',
      lines: [submission.lines[0], { ...submission.lines[1], period: null, fromFact: undefined }, { ...submission.lines[2], identifier: randomUUID() }],
    };
    const refused = await submit(id, body);
    expect([refused.status, refused.body.code]).toEqual([422, 'incomplete']);
    expect(refused.body.errors?.map(({ pointer }) => pointer).sort()).toEqual(
      [
        '#/aim/harmStatus',
        '#/aim/kind',
        '#/aim/need',
        '#/aim/specific',
        '#/language',
        '#/legalBasis/citation',
        '#/lines/1/fromFact',
        '#/lines/1/period',
        '#/lines/2/identifier',
        '#/offence/consensualPeers',
      ].sort(),
    );
    expect((await open('a.officer', id)).state).toBe('draft');
    const [entry] = (await stack.entries(id)).filter(({ kind }) => kind === 'step.refused');
    expect(entry?.data).toMatchObject({ act: 'request.submit', from: 'draft', status: 422, rules: ['complete', 'consistent', 'identifiers-usable'] });
  });

  it('lists every required answer of an empty form', async () => {
    const { id } = await drafted();
    const refused = await submit(id, {});
    expect([refused.status, refused.body.code, refused.body.errors?.length]).toEqual([422, 'incomplete', 20]);
  });

  it('refuses a body that breaks the contract', async () => {
    const { id, submission } = await drafted();
    const refused = await submit(id, { ...submission, track: 'fast', colour: 'blue' });
    expect([refused.status, refused.body.code]).toEqual([422, 'contract']);
  });

  it('wants a certificate, the terms, a key and the version', async () => {
    const { id, submission } = await drafted();
    const officer = `(select id from comity.officer where sub = '${PEOPLE.find(({ key }) => key === 'a.officer')!.sub}')`;
    const keyless = await submit(id, submission, { version: 0, headers: { 'idempotency-key': '' } });
    const blind = await submit(id, submission, {});
    expect([keyless.status, keyless.body.code, blind.status, blind.body.code]).toEqual([400, 'idempotency-key', 428, 'if-match']);
    await stack.database.admin.query(`update comity.certificate set state = 'suspended' where officer_id = ${officer}`);
    const uncertified = await submit(id, submission);
    await stack.database.admin.query(`update comity.certificate set state = 'valid' where officer_id = ${officer}`);
    await stack.database.admin.query(`update comity.terms_acceptance set withdrawn_at = comity.now() where officer_id = ${officer}`);
    const termless = await submit(id, submission);
    await stack.database.admin.query(`update comity.terms_acceptance set withdrawn_at = null where officer_id = ${officer}`);
    expect([uncertified.status, uncertified.body.code, termless.status, termless.body.code]).toEqual([403, 'certificate', 403, 'terms']);
    expect((await submit(id, submission)).status).toBe(202);
  });

  it('is stopped by a revocation that comes while it runs: the certificate is read again from its row, under lock', async () => {
    const { id, submission } = await drafted();
    const officer = `(select id from comity.officer where sub = '${PEOPLE.find(({ key }) => key === 'a.officer')!.sub}')`;
    const { admin } = stack.database;
    await admin.query('begin');
    await admin.query(`update comity.certificate set state = 'revoked' where officer_id = ${officer}`);
    // The guard of the route still sees the certificate; the act waits for the row that the revocation holds.
    const running = submit(id, submission);
    const waits = 'select from pg_locks where not granted and transactionid = pg_current_xact_id()::xid';
    while ((await admin.query(waits)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await admin.query('commit');
    const refused = await running;
    await admin.query(`update comity.certificate set state = 'valid' where officer_id = ${officer}`);
    expect([refused.status, refused.body.code, refused.body.rules]).toEqual([403, 'certificate', expect.arrayContaining(['certificate'])]);
    expect((await submit(id, submission)).status).toBe(202);
  });

  it('goes no way that no corridor carries', async () => {
    const { id, submission } = await drafted();
    await stack.database.admin.query('update comity.corridor set valid_to = comity.now()');
    const refused = await submit(id, submission);
    await stack.database.admin.query('update comity.corridor set valid_to = null');
    expect([refused.status, refused.body.code, refused.body.rules]).toEqual([409, 'step', ['corridor-current']]);
  });

  it('makes one request of two calls with one key, and none of a key with another body', async () => {
    const { id, submission } = await drafted();
    const key = randomUUID();
    const [first, second] = await Promise.all([submit(id, submission, { version: 0, key }), submit(id, submission, { version: 0, key })]);
    expect([first.status, second.status, first.body]).toEqual([202, 202, second.body]);
    const other = await submit(id, { ...submission, language: 'fr' }, { version: 0, key });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-reused']);
    expect(kinds(await stack.entries(id)).filter((kind) => kind === 'request.submitted')).toHaveLength(1);
    expect(await rows('outbox', `subject = '${id}' and kind = 'screen'`)).toBe(1);
  });

  it('happens once: an old version is refused, and so is a second submission', async () => {
    const { id, submission } = await drafted();
    expect((await submit(id, submission)).status).toBe(202);
    const late = await submit(id, submission);
    const again = await submit(id, submission, { version: 1 });
    expect([late.status, late.body.code, again.status, again.body.code]).toEqual([412, 'version', 409, 'step']);
  });

  it('is not for a supervisor of the unit unless it is urgent', async () => {
    const { id, submission } = await drafted();
    const refused = await submit(id, submission, { version: 0 }, 'a.supervisor');
    expect([refused.status, refused.body.code, refused.body.rules]).toEqual([403, 'not-allowed', ['supervisor-only-if-urgent']]);
  });
});

describe('what belongs to another agency', () => {
  it('does not exist for a third agency, a reviewer who was not drawn, or the holding agency before dispatch', async () => {
    const { id, referral, submission } = await drafted();
    const answers = [
      await call('third.officer', 'GET', `/requests/${id}`),
      await call('b.officer', 'GET', `/requests/${id}`),
      await call('c.liaison', 'GET', `/requests/${id}`),
      await call('c.liaison', 'GET', `/requests/${id}/screening`),
      await submit(id, submission, { version: 0 }, 'third.officer'),
      await call('third.officer', 'POST', `/requests/${id}/discard`, {}, { version: 0 }),
      await call('third.officer', 'POST', '/requests', { referral, holdingAgency: HOLDING }),
      await call('a.officer', 'GET', `/requests/${randomUUID()}`),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [404, 'not-found']));
    const list = await call('third.officer', 'GET', '/requests');
    expect([list.status, list.body.items]).toEqual([200, []]);
  });

  it('is listed a page at a time, newest first', async () => {
    const { id } = await drafted();
    const first = await call('a.officer', 'GET', '/requests?limit=1');
    expect([first.body.items.map((item) => item.id), typeof first.body.next]).toEqual([[id], 'string']);
    const second = await call('a.officer', 'GET', `/requests?limit=1&cursor=${first.body.next!}`);
    expect(second.body.items[0]?.id).not.toBe(id);
  });

  it('goes on from a cursor only for the person who got it, and from no bare id', async () => {
    const { id } = await drafted();
    const first = await call('a.officer', 'GET', '/requests?limit=1');
    for (const [key, cursor] of [
      ['a.supervisor', first.body.next!],
      ['a.officer', id],
    ] as const) {
      expect(await call(key, 'GET', `/requests?cursor=${cursor}`)).toMatchObject({ status: 400, body: { code: 'query' } });
    }
  });
});

describe('withdraw', () => {
  it('takes a submitted request back with a reason, and nothing goes on with it', async () => {
    const { id, submission } = await drafted();
    await submit(id, submission);
    const taken = await call('a.officer', 'POST', `/requests/${id}/withdraw`, { reason: 'The account was named by mistake.' }, { version: 1 });
    expect([taken.status, taken.body.state]).toEqual([200, 'withdrawn']);
    await stack.work();
    expect(kinds(await stack.entries(id))).toEqual(['request.created', 'request.submitted', 'request.withdrawn']);
    expect(await rows('screening', `request_id = '${id}'`)).toBe(0);
  });
});
