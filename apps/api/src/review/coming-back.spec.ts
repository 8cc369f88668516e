import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DecisionView, type RequestSubmission, type RequestView, type ReviewView, type ScreeningView } from '@comity/contract';
import { drawnFor, readyBy, refusal, returning, sealWith } from '../testing/decide.js';
import { PEOPLE } from '../testing/people.js';
import { type Answer, type Call, type Stack, startStack } from '../testing/stack.js';
import { reportOf, submissionOf } from '../testing/walk-submission.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, 120_000);
afterAll(() => stack.close(), 30_000);

const HOLDING = PEOPLE.find(({ key }) => key === 'b.desk')!.agency;
const sql = async (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  (await stack.database.admin.query<Record<string, unknown>>(text, values)).rows;
const codes = ({ body }: Answer): string[] => [
  ...((body as { rules?: string[] }).rules ?? []),
  ...((body as { errors?: { code: string; pointer: string }[] }).errors ?? []).flatMap((one) => [one.code, one.pointer]),
];
const open = async (id: string): Promise<RequestView> => (await stack.call('a.officer', 'GET', `/requests/${id}`)).body as RequestView;
const act = async (key: string, id: string, name: string, body: unknown, how: Call = {}): Promise<Answer> => {
  const [row] = await sql('select version from comity.data_request where id = $1', id);
  const answer = await stack.call(key, 'POST', `/requests/${id}/${name}`, body, { version: row!['version'] as number, ...how });
  await stack.work();
  return answer;
};
const kinds = async (id: string): Promise<string[]> => (await stack.entries(id)).map(({ kind }) => kind).filter((kind) => kind !== 'audit.read');

let cases = 0;
/** A request of a case of its own, submitted and drawn. */
async function submitted(change: (whole: RequestSubmission) => void = () => undefined): Promise<{ id: string; submission: RequestSubmission }> {
  cases += 1;
  const { id: referral } = (await stack.call('a.officer', 'POST', '/imports?format=cybertipline', reportOf(cases), { type: 'application/xml' })).body as {
    id: string;
  };
  const { id } = (await stack.call('a.officer', 'POST', '/requests', { referral, holdingAgency: HOLDING })).body as { id: string };
  const submission = submissionOf(cases, (await open(id)).identifiers);
  change(submission);
  const answer = await act('a.officer', id, 'submit', submission, { version: 0 });
  expect(answer.status).toBe(202);
  return { id, submission };
}

describe('a returned request', () => {
  let id: string;
  let submission: RequestSubmission;
  let decision: string;
  const QUESTIONS = ['Which fact ties the first of the days to the file?', 'Was the smaller category asked for?'];
  const answers = () => QUESTIONS.map((_, at) => ({ decision, question: at + 1, answer: `Answer ${at + 1}.` }));
  const resubmit = (body: unknown, key = 'a.officer'): Promise<Answer> => act(key, id, 'resubmit', body);

  beforeAll(async () => {
    ({ id, submission } = await submitted((whole) => {
      whole.necessity.scopeMinimised = 'no';
    }));
    const ready = await readyBy(stack, id);
    expect(ready.review.screening?.route).toBe('RETURN_FOR_COMPLETION');
    expect((await stack.call('a.officer', 'GET', `/requests/${id}/screening`)).status).toBe(404);
    const returned = await sealWith(stack, ready, returning(ready, ...QUESTIONS));
    expect(returned.body).toMatchObject({ state: 'returned' });
    decision = (returned.body as { id: string }).id;
  }, 120_000);

  it('shows its questions and what to cure to the agency that asked, without what a reviewer alone answers', async () => {
    const seen = await open(id);
    expect(seen).toMatchObject({ state: 'returned', decision, form: { languages: ['en', 'fr'] } });
    expect(seen.lines.map(({ state }) => state)).toEqual(['asked', 'asked', 'asked']);
    const { questions } = (await stack.call('a.officer', 'GET', `/decisions/${decision}`)).body as DecisionView;
    expect(questions).toEqual(QUESTIONS);
    const cures = (await stack.call('a.officer', 'GET', `/requests/${id}/screening`)).body as ScreeningView;
    expect(cures.results.map(({ check, cure }) => [check, cure])).toEqual([['NEC-08', 'check.NEC-08.cure']]);
    for (const key of ['b.desk', 'third.officer']) expect((await stack.call(key, 'GET', `/requests/${id}/screening`)).status).not.toBe(200);
  });

  it('stops the clock of the decision, and starts that of the answer', async () => {
    const { items } = (await stack.call('a.officer', 'GET', '/work')).body as { items: { id: string; part: string; clock: { rule: string } | null }[] };
    expect(items.find((row) => row.id === id)).toMatchObject({ part: 'answer_questions', clock: { rule: 'HR-answer', length: 336, unit: 'hour' } });
  });

  it('is worked on in peace: what was decided on stays as it was', async () => {
    const { version, content } = await open(id);
    expect((content as RequestSubmission).necessity.scopeMinimised).toBe('no');
    const better = { ...submission, necessity: { ...submission.necessity, scopeMinimised: 'yes' as const } };
    const saved = await stack.call('a.officer', 'PUT', `/requests/${id}`, better, { version });
    expect([saved.status, saved.body.state]).toEqual([200, 'returned']);
    const seen = await open(id);
    expect((seen.content as RequestSubmission).necessity.scopeMinimised).toBe('yes');
    expect(seen.identifiers.length).toBeGreaterThan(2);
    expect((await sql('select frozen_version from comity.data_request where id = $1', id))[0]).toEqual({ frozen_version: 1 });
  });

  it('is not submitted again half answered, incomplete, or by somebody else', async () => {
    const body = { submission, answers: answers() };
    for (const [what, wrong] of [
      [`#/answers/${decision}/2`, { ...body, answers: answers().slice(0, 1) }],
      ['#/answers/2', { ...body, answers: [...answers(), { decision, question: 3, answer: 'Nobody asked.' }] }],
      ['#/answers/2', { ...body, answers: [...answers(), answers()[0]] }],
      ['#/aim/kind', { ...body, submission: { ...submission, aim: { ...submission.aim, kind: undefined } } }],
    ] as const) {
      const answer = await resubmit(wrong);
      expect([answer.status, codes(answer)]).toEqual([422, expect.arrayContaining([what])]);
    }
    for (const key of ['a.supervisor', 'b.officer', 'third.officer', 'c.liaison'])
      expect([key, (await resubmit(body, key)).status >= 403]).toEqual([key, true]);
    expect((await act('a.officer', id, 'submit', submission)).status).toBe(409);
    expect((await open(id)).state).toBe('returned');
  });

  it('is screened anew and reviewed with what changed and how the questions were answered', async () => {
    await stack.clock(86_400);
    const better = structuredClone(submission);
    better.necessity.scopeMinimised = 'yes';
    better.lines[1]!.period!.from = '2026-10-04T00:00:00Z';
    const answer = await resubmit({ submission: better, answers: answers() });
    expect([answer.status, answer.body.state]).toEqual([202, 'submitted']);
    const entry = (await stack.entries(id)).find(({ kind }) => kind === 'request.resubmitted');
    expect(entry?.data).toMatchObject({ from: 'returned', to: 'submitted', answers: 2, fields: ['lines', 'necessity'] });
    expect(await sql('select state, route, frozen_version from comity.data_request where id = $1', id)).toEqual([
      { state: 'in_review', route: 'SINGLE_REVIEW', frozen_version: 2 },
    ]);
    const [row] = await sql('select id from comity.review where request_id = $1 and ended_at is null', id);
    const { changes } = (await stack.call(await drawnFor(stack, id), 'GET', `/reviews/${String(row!['id'])}`)).body as ReviewView;
    expect(changes).toEqual({
      since: 1,
      fields: [
        { path: '/lines/1/period/from', before: '2026-08-05T00:00:00Z', after: '2026-10-04T00:00:00Z' },
        { path: '/necessity/scopeMinimised', before: 'no', after: 'yes' },
      ],
      answers: QUESTIONS.map((question, at) => ({ question, answer: `Answer ${at + 1}.` })),
    });
    const { items } = (await stack.call('a.officer', 'GET', '/work')).body as { items: { id: string; clock: { usedPercent: number } | null }[] };
    // A day went by with the officer, which is none of the ten that the decision may take.
    expect(items.find((one) => one.id === id)?.clock).toMatchObject({ rule: 'HR-decision', state: 'running', usedPercent: 0 });
  });

  it('is decided then like any other', async () => {
    const ready = await readyBy(stack, id);
    const line = ready.seal.lines[1]!;
    const granted = await sealWith(stack, ready, { ...ready.seal, lines: [ready.seal.lines[0]!, line, ready.seal.lines[2]!] });
    expect(granted.body).toMatchObject({ state: 'granted' });
    expect(await kinds(id)).toEqual(expect.arrayContaining(['request.submitted', 'decision.sealed', 'request.resubmitted']));
  });

  it('lapses after fourteen days without an answer, and not before', async () => {
    const other = await submitted();
    const ready = await readyBy(stack, other.id, (walk) => {
      for (const finding of walk.findings) if (finding.row === 'W2') Object.assign(finding, { finding: 'cannot_tell', question: 'Which aim?' });
    });
    expect((await sealWith(stack, ready, returning(ready, 'Which aim?'))).body).toMatchObject({ state: 'returned' });
    await stack.clock(14 * 86_400 - 60);
    await stack.work();
    expect((await open(other.id)).state).toBe('returned');
    await stack.clock(120);
    await stack.work();
    expect((await open(other.id)).state).toBe('lapsed');
    expect(await kinds(other.id)).toContain('request.lapsed');
    expect((await act('a.officer', other.id, 'resubmit', { submission: other.submission, answers: [] })).status).toBe(409);
  });
});

describe('a request that waits for an order', () => {
  const order = (submission: RequestSubmission) => ({ ...submission.authorisations[0]!, reference: 'DEMO-ORDER-2026-0777', covers: [2] });
  const withoutOrder = async () => {
    let whole!: RequestSubmission;
    const { id, submission } = await submitted((made) => {
      whole = structuredClone(made);
      made.authorisations[0]!.covers = [1, 3];
    });
    expect((await open(id)).state).toBe('awaiting_order');
    return { id, submission, whole };
  };
  const attach = (id: string, ...authorisations: unknown[]): Promise<Answer> => act('a.officer', id, 'attach-order', { authorisations });

  it('is closed: nobody is drawn, and nothing but an order or a reason moves it', async () => {
    const { id } = await withoutOrder();
    await sql(
      "insert into comity.outbox (id, queue, kind, subject, agency_id) select gen_random_uuid(), 'work', 'allocate', $1, agency_id from comity.data_request where id = $1",
      id,
    );
    await stack.work();
    expect(await sql('select id from comity.review where request_id = $1', id)).toEqual([]);
    await sql("update comity.data_request set state = 'screened' where id = $1", id);
    await sql("update comity.outbox set answered_at = null where subject = $1 and kind = 'allocate'", id);
    await stack.work();
    expect(await sql('select id from comity.review where request_id = $1', id)).toEqual([]);
  });

  it('takes no order without an authority, a line or a reference of its own', async () => {
    const { id, submission } = await withoutOrder();
    for (const [pointer, wrong] of [
      ['#/authorisations/0/level', { ...order(submission), level: 'none', timing: 'none' }],
      ['#/authorisations/0/covers', { ...order(submission), covers: [] }],
      ['#/authorisations/0/reference', { ...order(submission), reference: submission.authorisations[0]!.reference }],
    ] as const) {
      const answer = await attach(id, wrong);
      expect([answer.status, codes(answer)]).toEqual([422, expect.arrayContaining([pointer])]);
    }
    expect((await attach(id, { ...order(submission), covers: [9] })).status).toBe(422);
    expect((await open(id)).state).toBe('awaiting_order');
  });

  it('is screened anew with the order, and granted only by who says that they read it', async () => {
    const { id, submission } = await withoutOrder();
    expect(await attach(id, order(submission))).toMatchObject({ status: 202, body: { state: 'submitted' } });
    expect((await stack.entries(id)).find(({ kind }) => kind === 'request.order_attached')?.data).toMatchObject({
      from: 'awaiting_order',
      to: 'submitted',
      level: 'judge',
      authority_jurisdiction: 'SE',
      lines: [2],
    });
    expect((await open(id)).state).toBe('in_review');
    const ready = await readyBy(stack, id);
    expect(ready.review.attachedOrders).toEqual(['DEMO-ORDER-2026-0777']);
    const unread = await sealWith(stack, ready, ready.seal);
    expect([unread.status, codes(unread)]).toEqual([409, expect.arrayContaining(['order-unchecked:2'])]);
    const { row, ...finding } = { ...ready.review.findings.find((one) => one.row === 'W1' && one.line === 2)!, order: 'DEMO-ORDER-2026-0777' };
    const said = {
      lines: [2],
      finding: finding.finding,
      reason: 'Read it: a judge, these days, this account.',
      shareable: finding.shareable,
      confidence: 'high',
      order: finding.order,
    };
    const written = await stack.call(ready.by, 'PUT', `/reviews/${ready.review.id}/findings/${row}`, said, { version: ready.review.version });
    const version = (written.body as { version: number }).version;
    expect(await sealWith(stack, { ...ready, review: { ...ready.review, version } }, ready.seal)).toMatchObject({ status: 200, body: { state: 'granted' } });
  });

  it('waits on with an order that does not cover what needs one', async () => {
    const { id, submission } = await withoutOrder();
    expect((await attach(id, { ...order(submission), independent: 'no', canRefuse: 'no' })).status).toBe(202);
    expect((await open(id)).state).toBe('awaiting_order');
  });

  it('is looked at by people when the officer insists, who cannot grant it', async () => {
    const { id } = await withoutOrder();
    expect((await act('a.officer', id, 'insist', { reason: ' ' })).status).toBe(422);
    expect((await act('a.supervisor', id, 'insist', { reason: 'Not needed here.' })).status).toBe(403);
    expect(await act('a.officer', id, 'insist', { reason: 'The law asks for none here.' })).toMatchObject({ status: 202, body: { state: 'screened' } });
    expect(await kinds(id)).toContain('request.insisted');
    const ready = await readyBy(stack, id);
    const granted = await sealWith(stack, ready, ready.seal);
    expect([granted.status, codes(granted)]).toEqual([409, expect.arrayContaining(['severity:LEG-08'])]);
    expect(await sealWith(stack, ready, refusal(ready))).toMatchObject({ status: 200, body: { state: 'in_second_review' } });
  });
});

describe('a refusal', () => {
  const refused = async (): Promise<{ id: string; by: string }> => {
    const { id } = await submitted((whole) => {
      whole.language = 'fr';
    });
    const ready = await readyBy(stack, id);
    expect((await sealWith(stack, ready, refusal(ready))).body).toMatchObject({ state: 'refused' });
    return { id, by: ready.by };
  };
  const ASK = { ground: 'new_fact', reason: 'The provider found the second account.' };
  const ask = (key: string, id: string, body: unknown = ASK): Promise<Answer> => act(key, id, 'ask-reconsideration', body);

  it('is looked at again once, by other people', async () => {
    const { id, by } = await refused();
    for (const key of ['a.officer', 'b.supervisor', 'c.lead']) expect([key, (await ask(key, id)).status >= 403]).toEqual([key, true]);
    expect((await ask('a.supervisor', id, { ...ASK, ground: 'mood' })).status).toBe(422);
    expect(await ask('a.supervisor', id)).toMatchObject({ status: 202, body: { state: 'screened' } });
    expect((await stack.entries(id)).find(({ kind }) => kind === 'request.reconsideration_asked')?.data).toMatchObject({
      from: 'refused',
      to: 'screened',
      ground: 'new_fact',
    });
    const again = await readyBy(stack, id);
    expect([again.by === by, again.review.round]).toEqual([false, 2]);
    expect(await sealWith(stack, again, refusal(again))).toMatchObject({ status: 200, body: { state: 'refused' } });
    const third = await ask('a.supervisor', id);
    expect([third.status, codes(third)]).toEqual([409, expect.arrayContaining(['once'])]);
  });

  it('stands after fourteen days', async () => {
    const { id } = await refused();
    await stack.clock(14 * 86_400 + 60);
    const late = await ask('a.supervisor', id);
    expect([late.status, codes(late)]).toEqual([409, expect.arrayContaining(['in-time'])]);
  });
});

describe('a sealed decision', () => {
  const recall = (key: string, decision: string, version = 0, reason = 'Line 2 was meant to be shorter.'): Promise<Answer> =>
    stack.call(key, 'POST', `/decisions/${decision}/recall`, { reason }, { version });
  const sealed = async (change: (whole: RequestSubmission) => void = () => undefined) => {
    const { id } = await submitted(change);
    const ready = await readyBy(stack, id);
    const answer = await sealWith(stack, ready, ready.seal);
    return { id, ready, decision: (answer.body as { id: string }).id };
  };

  it('is taken back by who sealed it before it goes out, and a new one must follow', async () => {
    const { id, ready, decision } = await sealed();
    for (const key of ['a.officer', 'd.liaison', 'c.lead', 'c.liaison.second-account'].filter((one) => one !== ready.by))
      expect([key, (await recall(key, decision)).status >= 403]).toEqual([key, true]);
    expect((await recall(ready.by, decision, 0, ' ')).status).toBe(422);
    expect((await recall(ready.by, decision, 1)).status).toBe(412);
    expect(await recall(ready.by, decision)).toMatchObject({ status: 200, body: { state: 'in_review', version: 1 } });
    await stack.work();
    expect((await stack.entries(id)).find(({ kind }) => kind === 'decision.recalled')?.data).toMatchObject({
      from: 'granted',
      to: 'in_review',
      position: 'first',
      round: 1,
    });
    expect((await open(id)).decisions).toEqual([]);
    expect((await open(id)).lines.map(({ state }) => state)).toEqual(['asked', 'asked', 'asked']);
    await stack.clock(60);
    await stack.work();
    expect((await open(id)).state).toBe('in_review');
    expect((await recall(ready.by, decision, 1)).status).toBe(403);

    const list = (await stack.call(ready.by, 'GET', '/reviews')).body as { items: { id: string; version: number; round: number }[] };
    const row = list.items.find((one) => one.id === ready.review.id)!;
    expect(row.round).toBe(2);
    const claimed = (await stack.call(ready.by, 'POST', `/reviews/${row.id}/claim`, {}, { version: row.version })).body as { version: number };
    const again = await sealWith(stack, { ...ready, review: { ...ready.review, version: claimed.version } }, refusal(ready));
    expect(again).toMatchObject({ status: 200, body: { state: 'refused' } });
    expect((await open(id)).decision).toBe((again.body as { id: string }).id);
  });

  it('is final after fifteen minutes, and once it has gone out', async () => {
    const { id, ready, decision } = await sealed();
    await stack.clock(11);
    await stack.work();
    expect((await open(id)).state).toBe('dispatched');
    expect(codes(await recall(ready.by, decision))).toContain('state');
    const other = await submitted();
    const late = await readyBy(stack, other.id);
    const refusedOne = (await sealWith(stack, late, refusal(late))).body as { id: string };
    await stack.clock(15 * 60 + 1);
    expect(codes(await recall(late.by, refusedOne.id))).toContain('in-time');
  });

  it('is not taken back once somebody else has sealed too', async () => {
    const { id, ready, decision } = await sealed((whole) => {
      whole.language = 'fr';
      whole.data = { ...whole.data, privilege: 'possible', privilegeKind: 'legal' };
      whole.safeguards = { ...whole.safeguards, privilegeProtocol: 'yes' };
    });
    const second = await readyBy(stack, id);
    const other = (await sealWith(stack, second, second.seal)).body as { id: string };
    expect([codes(await recall(ready.by, decision)), codes(await recall(second.by, other.id))]).toEqual(
      [['alone'], ['alone']].map((one) => expect.arrayContaining(one)),
    );
  });
});
