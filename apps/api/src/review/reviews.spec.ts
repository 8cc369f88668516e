import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DecisionSeal, type DecisionView, type ReviewView } from '@comity/contract';
import { PEOPLE } from '../testing/people.js';
import { makeReady, type ReadyReview, walkReview } from '../testing/reviewed.js';
import { type Answer, type Stack, startStack } from '../testing/stack.js';
import { plantSubmittedRequest, type SubmittedRequest } from '../testing/submitted-request.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, 60_000);
afterAll(() => stack.close(), 30_000);
beforeEach(() => sql('delete from tlog.queue'));

const sql = async (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  (await stack.database.admin.query<Record<string, unknown>>(text, values)).rows;
const person = (key: string) => PEOPLE.find((one) => one.key === key)!;
const finding = (row: string) => {
  const body: Partial<ReturnType<typeof walkReview>['findings'][number]> = walkReview().findings.find((one) => one.row === row)!;
  delete body.row;
  return body;
};
const codes = (answer: Answer): string[] => ((answer.body as { errors?: { code: string }[] }).errors ?? []).map((one) => one.code);

interface Drawn {
  request: SubmittedRequest;
  id: string;
}
async function drawn(change?: Parameters<typeof plantSubmittedRequest>[1]): Promise<Drawn> {
  const request = await plantSubmittedRequest(stack, change);
  await stack.work();
  const [row] = await sql('select id from comity.review where request_id = $1', request.id);
  return { request, id: row?.['id'] as string };
}
const at = async (id: string): Promise<number> => (await sql('select version from comity.review where id = $1', id))[0]!['version'] as number;
const act = async (key: string, id: string, name: string, body: unknown = {}): Promise<Answer> =>
  stack.call(key, 'POST', `/reviews/${id}/${name}`, body, { version: await at(id) });
const find = async (id: string, row: string, body: unknown = finding(row)): Promise<Answer> =>
  stack.call('c.liaison', 'PUT', `/reviews/${id}/findings/${row}`, body, { version: await at(id) });

describe('the draw', () => {
  it('draws among the eligible, commits to pool and person, and publishes the seed', async () => {
    const { request, id } = await drawn();
    expect(await sql('select state, route from comity.data_request where id = $1', request.id)).toEqual([{ state: 'in_review', route: 'SINGLE_REVIEW' }]);
    const [entry] = (await stack.entries(request.id)).filter(({ kind }) => kind === 'review.allocated');
    expect(entry).toMatchObject({
      actor: { service: 'allocator' },
      on: { type: 'review', id },
      parties: ['KE', 'SE'],
      data: { eligible: 1, position: 'first', seed: expect.stringMatching(/^[\w-]{43}$/) },
    });
    expect(JSON.stringify(entry)).not.toContain(person('c.liaison').person);
  });

  it('hands the reviewer a copy under their own agency without the note on the child and without who asked', async () => {
    const { id } = await drawn((submission) => {
      submission.subjects.bestInterests = 'The child lives with an aunt.';
    });
    const { body } = (await stack.call('c.liaison', 'GET', `/reviews/${id}`)) as { body: ReviewView };
    expect(body.content.lines).toHaveLength(3);
    expect(body.identifiers.map(({ shown }) => shown)).toEqual(['EC-7731-0142', '203.0.113.45']);
    expect(JSON.stringify(body)).not.toMatch(/aunt|AAAAAAAAAA/);
    expect(await sql("select distinct agency_id, class from comity.sealed where record_type = 'review' and record_id = $1 and path = 'request'", id)).toEqual([
      { agency_id: person('c.liaison').agency, class: 'C5' },
    ]);
  });

  it('leaves a request alone that was drawn for already, however often it is rung', async () => {
    const { request } = await drawn();
    await sql(
      "insert into comity.outbox (id, queue, kind, subject, agency_id) select gen_random_uuid(), 'work', 'allocate', $1, agency_id from comity.data_request where id = $1",
      request.id,
    );
    await stack.work();
    expect(await sql('select count(*)::int as n from comity.review where request_id = $1', request.id)).toEqual([{ n: 1 }]);
  });

  it('stops visibly where the route needs work that is not built, and says which', async () => {
    const { request, id } = await drawn((submission) => {
      submission.safeguards.minimisationPlan = 'no';
    });
    expect(id).toBeUndefined();
    expect(await sql('select state, missing_work from comity.data_request where id = $1', request.id)).toEqual([
      { state: 'screened', missing_work: 'second-review' },
    ]);
  });

  it('stays parked where nobody may review it', async () => {
    const { request, id } = await drawn((submission) => {
      submission.language = 'sw';
    });
    expect(id).toBeUndefined();
    expect(await sql('select state from comity.data_request where id = $1', request.id)).toEqual([{ state: 'screened' }]);
    expect(await sql("select attempts from comity.outbox where subject = $1 and kind = 'allocate'", request.id)).toEqual([{ attempts: 1 }]);
  });
});

describe('the claim', () => {
  it('is for the person who was drawn, and for nobody else', async () => {
    const { id } = await drawn();
    for (const [key, status] of [
      ['a.officer', 403],
      ['d.liaison', 404],
      ['c.lead', 404],
      ['c.liaison.second-account', 403],
    ] as const) {
      expect([key, (await act(key, id, 'claim')).status]).toEqual([key, status]);
      expect([key, (await stack.call(key, 'GET', `/reviews/${id}`)).status]).toEqual([key, key === 'c.liaison.second-account' ? 404 : status]);
    }
    expect((await stack.call('d.liaison', 'GET', '/reviews')).body).toEqual({ items: [] });
    expect(await stack.call('d.liaison', 'GET', `/reviews?cursor=${id}`)).toMatchObject({ status: 400, body: { code: 'query' } });
    expect((await stack.call('c.liaison.second-account', 'GET', '/reviews')).body).toEqual({ items: [] });
    expect(await act('c.liaison', id, 'claim')).toMatchObject({ status: 200, body: { id, state: 'claimed', version: 1, log: {} } });
  });

  it('is taken once, however often it is tried at the same time', async () => {
    const { request, id } = await drawn();
    const tried = await Promise.all(Array.from({ length: 20 }, () => stack.call('c.liaison', 'POST', `/reviews/${id}/claim`, {}, { version: 0 })));
    expect(tried.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await stack.entries(request.id)).filter(({ kind }) => kind === 'review.claimed')).toHaveLength(1);
  });

  it('is renewed by work, and can be given back', async () => {
    const { request, id } = await drawn();
    await act('c.liaison', id, 'claim');
    await sql("update comity.review set claimed_until = comity.now() + interval '1 minute' where id = $1", id);
    await find(id, 'W2');
    expect((await sql("select claimed_until > comity.now() + interval '19 minutes' as renewed from comity.review where id = $1", id))[0]).toEqual({
      renewed: true,
    });
    expect(await act('c.liaison', id, 'release')).toMatchObject({ status: 200, body: { state: 'drawn' } });
    expect(await act('c.liaison', id, 'release')).toMatchObject({ status: 409 });
    expect(await find(id, 'W2')).toMatchObject({ status: 409, body: { code: 'step', rules: ['claim-held'] } });
    expect((await stack.entries(request.id)).filter(({ kind }) => kind === 'review.claim_ended').map(({ data }) => data)).toEqual([{ cause: 'released' }]);
  });

  it('that ran out is closed by the next one', async () => {
    const { request, id } = await drawn();
    await act('c.liaison', id, 'claim');
    await sql("update comity.review set claimed_until = comity.now() - interval '1 minute' where id = $1", id);
    expect(await find(id, 'W2')).toMatchObject({ status: 409, body: { rules: ['claim-held'] } });
    expect(await act('c.liaison', id, 'claim')).toMatchObject({ status: 200 });
    expect((await stack.entries(request.id)).filter(({ kind }) => kind.startsWith('review.claim')).map(({ kind }) => kind)).toEqual([
      'review.claimed',
      'review.claim_ended',
      'review.claimed',
    ]);
  });

  it('takes the oldest free review when the next one is asked for', async () => {
    await sql("update comity.review set claimed_until = comity.now() + interval '9 minutes' where ended_at is null");
    const { id } = await drawn();
    expect(await stack.call('c.liaison', 'POST', '/reviews/next', {})).toMatchObject({ status: 200, body: { id } });
    expect(await stack.call('c.liaison', 'POST', '/reviews/next', {})).toMatchObject({ status: 404 });
    expect(await stack.call('d.liaison', 'POST', '/reviews/next', {})).toMatchObject({ status: 404 });
  });
});

describe('the worksheet', () => {
  let one: Drawn;
  beforeAll(async () => {
    one = await drawn();
    await act('c.liaison', one.id, 'claim');
  });

  it.each<[string, string, object, string]>([
    ['a condition that nothing carries', 'W9', { ...finding('W9'), notificationDuty: undefined }, 'condition'],
    ['not met without a ground', 'W2', { ...finding('W2'), finding: 'not_met' }, 'ground'],
    ['cannot tell without a question', 'W7', { ...finding('W7'), finding: 'cannot_tell' }, 'question'],
    ['a row by line without a line', 'W1', { ...finding('W1'), lines: [] }, 'line'],
    ['a row about the whole with a line', 'W2', { ...finding('W2'), lines: [1] }, 'whole-request'],
    ['a line that does not exist', 'W1', { ...finding('W1'), lines: [1, 7] }, 'line-unknown:7'],
    ['a line twice', 'W1', { ...finding('W1'), lines: [1, 1] }, 'line-twice'],
    ['a ground that no list has', 'W2', { ...finding('W2'), finding: 'not_met', ground: 'BECAUSE' }, 'ground-unknown'],
  ])('refuses %s', async (_what, row, body, cause) => {
    const answer = await find(one.id, row, body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'incomplete' } });
    expect(codes(answer)).toContain(cause);
  });

  it('has ten rows', async () => {
    expect(await find(one.id, 'W11', finding('W2'))).toMatchObject({ status: 404 });
  });

  it('shows the checks only after the finding on necessity, and each reading leaves its entry with the purpose', async () => {
    expect((await stack.call('c.liaison', 'GET', `/reviews/${one.id}`)).body).toMatchObject({
      screening: null,
      openPlaces: expect.arrayContaining(['W3:1', 'W10']),
      openFields: expect.arrayContaining(['transfer.tortureRisk']),
    });
    expect(await find(one.id, 'W3')).toMatchObject({ status: 200 });
    expect((await stack.call('c.liaison', 'GET', `/reviews/${one.id}`)).body).toMatchObject({
      screening: { route: 'SINGLE_REVIEW', results: [{ check: 'PRP-05' }] },
      findings: [
        { row: 'W3', line: 1 },
        { row: 'W3', line: 3 },
      ],
    });
    expect(await stack.call('c.liaison', 'GET', `/reviews/${one.id}`, undefined, { purpose: 'tax' })).toMatchObject({ status: 403, body: { code: 'purpose' } });
    const reads = (await stack.entries(one.request.id)).filter(({ kind, on }) => kind === 'audit.read' && on?.id === one.id);
    expect(reads.map(({ why }) => why)).toEqual([{ purpose: 'identify_suspect' }, { purpose: 'identify_suspect' }]);
  });

  it('keeps the words out of the log and lets the latest finding count', async () => {
    await find(one.id, 'W2', { ...finding('W2'), reason: 'An elephant in the room.' });
    const view = (await stack.call('c.liaison', 'GET', `/reviews/${one.id}`)).body as ReviewView;
    expect(view.findings.filter(({ row }) => row === 'W2')).toMatchObject([{ reason: 'An elephant in the room.' }]);
    const entries = (await stack.entries(one.request.id)).filter(({ kind }) => kind === 'review.finding_recorded');
    expect(entries.at(-1)).toMatchObject({
      data: { row: 'W2', finding: 'met', confidence: 'high' },
      commit: { reason: expect.any(String), shareable: expect.any(String) },
    });
    expect(JSON.stringify(entries)).not.toContain('elephant');
  });
});

describe('answers of the reviewer', () => {
  let one: Drawn;
  beforeAll(async () => {
    one = await drawn();
    await act('c.liaison', one.id, 'claim');
  });
  const answer = (path: string, value: unknown): Promise<Answer> =>
    act('c.liaison', one.id, 'correct-answer', { answers: [{ path, value }], reason: 'The country note says so.' });

  it.each([
    ['aim.colour', 'red'],
    ['request.requestingState', 'NO'],
    ['transfer.tortureRisk', 'perhaps'],
    ['necessity.reliability', 'rumour'],
  ])('are refused for %s = %s', async (path, value) => {
    expect(await answer(path, value)).toMatchObject({ status: 422, body: { code: 'incomplete' } });
  });

  it('are assessed at once, and the route only gets stricter', async () => {
    expect(await answer('transfer.tortureRisk', 'none')).toMatchObject({ status: 200 });
    const strict = await answer('transfer.tortureRisk', 'real');
    expect(strict).toMatchObject({ status: 200 });
    expect(await answer('transfer.tortureRisk', 'none')).toMatchObject({ status: 200 });
    const screenings = await sql('select version, route, max_severity from comity.screening where request_id = $1 order by version', one.request.id);
    expect(screenings).toEqual([
      { version: 1, route: 'SINGLE_REVIEW', max_severity: 2 },
      { version: 2, route: 'SINGLE_REVIEW', max_severity: 2 },
      { version: 3, route: 'REFUSE_RECOMMENDED', max_severity: 6 },
      { version: 4, route: 'REFUSE_RECOMMENDED', max_severity: 2 },
    ]);
    expect(await sql('select route, missing_work from comity.data_request where id = $1', one.request.id)).toEqual([
      { route: 'REFUSE_RECOMMENDED', missing_work: null },
    ]);
    const entries = (await stack.entries(one.request.id)).filter(({ kind }) => kind === 'request.screened');
    expect(entries.map(({ actor, data }) => [(actor as { role?: string }).role, data['route'], data['from'], data['to']])).toEqual([
      [undefined, 'SINGLE_REVIEW', 'submitted', 'screened'],
      ['liaison', 'SINGLE_REVIEW', 'in_review', 'in_review'],
      ['liaison', 'REFUSE_RECOMMENDED', 'in_review', 'in_review'],
      ['liaison', 'REFUSE_RECOMMENDED', 'in_review', 'in_review'],
    ]);
  });

  it('make a seal wait for the work that is not built, which is named', async () => {
    const two = await drawn();
    await act('c.liaison', two.id, 'claim');
    const strict = {
      answers: [
        { path: 'data.privilege', value: 'possible' },
        { path: 'safeguards.privilegeProtocol', value: 'yes' },
      ],
      reason: 'A lawyer wrote.',
    };
    expect(await act('c.liaison', two.id, 'correct-answer', strict)).toMatchObject({ status: 200 });
    const view = (await stack.call('c.liaison', 'GET', `/reviews/${two.id}`)).body as ReviewView;
    const body = { ...walkReview().seal, requestHash: view.requestHash, screeningHash: view.screeningHash };
    expect(await act('c.liaison', two.id, 'seal', body)).toMatchObject({ status: 503, body: { code: 'closed', rules: ['route-built', 'second-review'] } });
  });

  it('keep what the requester said', async () => {
    const [first] = await sql(
      "select count(*)::int as n from comity.sealed where record_type = 'screening' and path = 'input' and agency_id = $1",
      person('a.officer').agency,
    );
    expect(first!['n']).toBeGreaterThan(0);
    expect(await sql("select count(*)::int as n from comity.reviewer_answer where review_id = $1 and path = 'transfer.tortureRisk'", one.id)).toEqual([
      { n: 3 },
    ]);
  });
});

describe('private work', () => {
  const save = async (id: string, draft: unknown): Promise<Answer> => stack.call('c.liaison', 'PUT', `/reviews/${id}`, draft, { version: await at(id) });
  const { seal, findings, answers } = walkReview();

  it('needs the claim, leaves no entry, and is read again by its writer', async () => {
    const { request, id } = await drawn();
    const draft = { findings: [{ row: 'W1', lines: [1], reason: 'Half a thought' }], decision: { lines: [] } };
    expect(await save(id, draft)).toMatchObject({ status: 409, body: { code: 'step', rules: ['claim-held'] } });
    await act('c.liaison', id, 'claim');
    const before = (await stack.entries(request.id)).length;
    const saved = await save(id, draft);
    expect(saved).toMatchObject({ status: 200, body: { state: 'claimed', version: 2, standing: { missingWork: null, letters: null } } });
    expect(saved.body).not.toHaveProperty('log');
    expect((await stack.entries(request.id)).length).toBe(before);
    expect(((await stack.call('c.liaison', 'GET', `/reviews/${id}`)).body as ReviewView).draft).toEqual(draft);
  });

  it('says how its decision stands, in the codes that refuse the seal; checks close nothing before the finding on necessity', async () => {
    const { id } = await drawn();
    await act('c.liaison', id, 'claim');
    const standing = async (draft: unknown): Promise<ReviewView['standing']> => ((await save(id, draft)).body as ReviewView).standing;
    const first = await standing({ decision: { lines: [] } });
    expect(first.closed.grant).toEqual(expect.arrayContaining(['worksheet:W3:1', 'line-undecided:2', 'reviewer-field:aim.ulteriorIndicators', 'reasons']));
    expect(first.closed.grant.filter((code) => /^(flag|severity|absolute)/.test(code))).toEqual([]);
    for (const { row, ...body } of findings) await find(id, row, body);
    await act('c.liaison', id, 'correct-answer', answers);
    const { flagsAnswered: _flags, ...unanswered } = seal;
    expect((await standing({ decision: unanswered })).closed.grant_in_part).toEqual(['flag:PRP-05']);
    const whole = await standing({ decision: seal });
    expect(whole).toMatchObject({ closed: { grant_in_part: [], grant: ['not-as-asked'] }, broken: [] });
    expect(whole.letters?.map(({ lang, text }) => [lang, text.includes(seal.reasonsShareable)])).toEqual([
      ['en', true],
      ['ar', true],
    ]);
    expect(JSON.stringify(whole.letters)).not.toContain(seal.reasonsInternal);
  });
});

describe('stepping back', () => {
  it('ends the review for good and has another person drawn', async () => {
    const { request, id } = await drawn();
    await sql(`update comity.roster set languages = '{en,fr,ar}' where person_id = $1`, person('d.liaison').person);
    await act('c.liaison', id, 'claim');
    expect(await act('c.liaison', id, 'recuse', { code: 'knows_person' })).toMatchObject({ status: 200, body: { state: 'recused' } });
    expect(await sql('select state from comity.data_request where id = $1', request.id)).toEqual([{ state: 'screened' }]);
    await stack.work();
    expect(await sql('select person_id, state from comity.review where request_id = $1 order by drawn_at', request.id)).toEqual([
      { person_id: person('c.liaison').person, state: 'recused' },
      { person_id: person('d.liaison').person, state: 'drawn' },
    ]);
    expect((await stack.entries(request.id)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['review.recused', 'review.claim_ended']));
    expect(await stack.call('c.liaison', 'GET', `/reviews/${id}`)).toMatchObject({ status: 404 });
    await sql(`update comity.roster set languages = '{fr,ar}' where person_id = $1`, person('d.liaison').person);
  });

  it('happens by itself when nobody claims in time, also after somebody answered and gave it back', async () => {
    const { request, id } = await drawn();
    await act('c.liaison', id, 'claim');
    expect(await act('c.liaison', id, 'correct-answer', walkReview().answers)).toMatchObject({ status: 200 });
    await act('c.liaison', id, 'release');
    await stack.clock(4 * 3600 + 1);
    await stack.work();
    expect(await sql('select id = $2 as first, state from comity.review where request_id = $1 order by drawn_at', request.id, id)).toEqual([
      { first: true, state: 'timed_out' },
      { first: false, state: 'drawn' },
    ]);
    expect((await stack.entries(request.id)).filter(({ kind }) => kind === 'review.claim_ended').map(({ data }) => data['cause'])).toEqual([
      'released',
      'timed_out',
    ]);
    const next = (await sql("select id from comity.review where request_id = $1 and state = 'drawn'", request.id))[0]!['id'] as string;
    expect(await stack.call('c.liaison', 'GET', `/reviews/${next}`)).toMatchObject({ status: 200, body: { findings: [], answered: [] } });
  });
});

describe('a recommended refusal', () => {
  let request: SubmittedRequest;
  let first: ReadyReview;
  let lead: ReadyReview;
  let proposal: string;

  const refusal = ({ seal }: ReadyReview): DecisionSeal => ({
    ...seal,
    outcome: 'refuse',
    lines: seal.lines.map(({ line }) => ({ line, granted: null, conditions: [], ground: 'NOT_NECESSARY', why: 'The data cannot serve the aim.' })),
    readBy: '2026-12-24T00:00:00Z',
  });
  const seal = (key: string, { review }: ReadyReview, body: DecisionSeal): Promise<Answer> => act(key, review.id, 'seal', body);
  const state = async (): Promise<unknown> => (await sql('select state from comity.data_request where id = $1', request.id))[0]!['state'];

  beforeAll(async () => {
    request = await plantSubmittedRequest(stack, (submission) => {
      submission.necessity.suitable = 'no';
    });
    await stack.work();
    first = await makeReady(stack, request.id);
  }, 120_000);

  it('is reviewed by one person, who has no proposals to read', async () => {
    expect(await sql('select state, route, missing_work from comity.data_request where id = $1', request.id)).toEqual([
      { state: 'in_review', route: 'REFUSE_RECOMMENDED', missing_work: null },
    ]);
    expect(first.review).not.toHaveProperty('proposals');
  });

  it('is not turned into a grant: without reasons it is closed, with them the work of a departure is missing', async () => {
    const bare = await seal('c.liaison', first, first.seal);
    expect(bare.status).toBe(409);
    expect(codes(bare)).toContain('departure:NEC-01');
    const reasoned = await seal('c.liaison', first, { ...first.seal, departure: 'The account may yet name the holder.' });
    expect(reasoned).toMatchObject({ status: 503, body: { code: 'closed', rules: ['route-built', 'departure'] } });
    expect(await state()).toBe('in_review');
  });

  it('is proposed by the first and goes to a lead; the agency that asked learns nothing yet', async () => {
    const answer = await seal('c.liaison', first, refusal(first));
    expect(answer).toMatchObject({ status: 200, body: { state: 'in_lead_review' } });
    proposal = (answer.body as { id: string }).id;
    await stack.work();
    expect(await sql('select position, state, person_id from comity.review where request_id = $1 order by drawn_at', request.id)).toEqual([
      { position: 'first', state: 'sealed', person_id: person('c.liaison').person },
      { position: 'lead', state: 'drawn', person_id: person('c.lead').person },
    ]);
    expect(await stack.call('a.officer', 'GET', `/decisions/${proposal}`)).toMatchObject({ status: 404 });
    expect(await sql('select distinct state from comity.request_line where request_id = $1', request.id)).toEqual([{ state: 'asked' }]);
    const allocated = (await stack.entries(request.id)).filter(({ kind }) => kind === 'review.allocated').map(({ data }) => data['position']);
    expect(allocated).toEqual(['first', 'lead']);
  });

  it('draws one lead, however often it is rung, and another when the time runs out', async () => {
    await sql(
      "insert into comity.outbox (id, queue, kind, subject, agency_id) select gen_random_uuid(), 'work', 'allocate', $1, agency_id from comity.data_request where id = $1",
      request.id,
    );
    await stack.work();
    const leads = () => sql("select state from comity.review where request_id = $1 and position = 'lead' order by drawn_at", request.id);
    expect(await leads()).toEqual([{ state: 'drawn' }]);
    await stack.clock(4 * 3600 + 1);
    await stack.work();
    expect([await leads(), await state()]).toEqual([[{ state: 'timed_out' }, { state: 'drawn' }], 'in_lead_review']);
  });

  it('is read by the lead who is drawn, with the internal reasons, and by no other reviewer', async () => {
    lead = await makeReady(stack, request.id, 'c.lead');
    expect(lead.review.proposals).toEqual([{ decision: proposal, position: 'first' }]);
    expect(await stack.call('c.lead', 'GET', `/decisions/${proposal}`)).toMatchObject({
      status: 200,
      body: { outcome: 'refuse', position: 'first', reasonsInternal: walkReview().seal.reasonsInternal },
    });
    for (const other of ['d.liaison', 'c.liaison.second-account']) expect((await stack.call(other, 'GET', `/decisions/${proposal}`)).status).not.toBe(200);
  });

  it('is not confirmed unread, nor turned into a grant by the lead alone', async () => {
    for (const read of [undefined, [], [`${'A'.repeat(43)}=`]]) {
      expect(await seal('c.lead', lead, { ...refusal(lead), read })).toMatchObject({ status: 409, body: { code: 'not-current', rules: ['proposal-read'] } });
    }
    const { log } = (await stack.call('c.lead', 'GET', `/decisions/${proposal}`)).body as DecisionView;
    const alone = await seal('c.lead', lead, { ...lead.seal, departure: 'The account may yet name the holder.', read: [log.leafHash] });
    expect(alone).toMatchObject({ status: 403, body: { code: 'second-person' } });
    expect(await state()).toBe('in_lead_review');
  });

  it('is refused when the lead confirms it, and only then reaches the agency that asked', async () => {
    const { log } = (await stack.call('c.lead', 'GET', `/decisions/${proposal}`)).body as DecisionView;
    const answer = await seal('c.lead', lead, { ...refusal(lead), read: [log.leafHash] });
    expect(answer).toMatchObject({ status: 200, body: { state: 'refused' } });
    await stack.work();
    const confirmed = (answer.body as { id: string }).id;
    expect(await stack.call('a.officer', 'GET', `/decisions/${confirmed}`)).toMatchObject({ status: 200, body: { outcome: 'refuse', position: 'lead' } });
    expect(await stack.call('a.officer', 'GET', `/decisions/${proposal}`)).toMatchObject({ status: 404 });
    expect(await stack.call('a.officer', 'GET', `/requests/${request.id}`)).toMatchObject({ body: { state: 'refused', decision: confirmed } });
    const sealed = (await stack.entries(request.id)).filter(({ kind }) => kind === 'decision.sealed');
    expect(sealed.map(({ actor, data }) => [(actor as { role?: string }).role, data['position'], data['from'], data['to']])).toEqual([
      ['liaison', 'first', 'in_review', 'in_lead_review'],
      ['lead', 'lead', 'in_lead_review', 'refused'],
    ]);
  });
});

describe('an absolute ground', () => {
  it('has no grant at all, whatever is written', async () => {
    const request = await plantSubmittedRequest(stack, (submission) => {
      submission.selection.protectedAttributeRole = 'decisive';
    });
    await stack.work();
    const ready = await makeReady(stack, request.id);
    const answer = await act('c.liaison', ready.review.id, 'seal', { ...ready.seal, departure: 'A grave case.' });
    expect(answer.status).toBe(409);
    expect(codes(answer)).toContain('absolute:DIS-01');
  });
});
