import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ReviewView } from '@comity/contract';
import fc from 'fast-check';
import { PEOPLE } from '../testing/people.js';
import { walkReview } from '../testing/reviewed.js';
import { type Answer, type Stack, startStack } from '../testing/stack.js';
import { plantSubmittedRequest, type SubmittedRequest } from '../testing/submitted-request.js';
import { draw, type Drawable, eligible, positionOf, type RosterLine } from './draw.js';

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

  it('stops visibly where nobody may review it, and says so to the agency that asked', async () => {
    await sql('update comity.roster set duty = false');
    const { request, id } = await drawn();
    expect(id).toBeUndefined();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await stack.clock(3600);
      await stack.work();
    }
    await sql('update comity.roster set duty = true');
    await stack.clock(-5 * 3600);
    expect(await sql('select state, missing_work from comity.data_request where id = $1', request.id)).toEqual([
      { state: 'screened', missing_work: 'reviewer' },
    ]);
    expect((await stack.call('a.officer', 'GET', `/requests/${request.id}`)).body).toMatchObject({ state: 'screened', missingWork: 'reviewer' });
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
    expect(saved).toMatchObject({ status: 200, body: { state: 'claimed', version: 2, standing: { departs: false, letters: null } } });
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

const NOW = Date.UTC(2027, 0, 4);
const DAY = 86_400_000;

const line = (over: Partial<RosterLine> = {}): RosterLine => ({
  personId: 'p1',
  officerId: 'o1',
  agencyId: 'c',
  jurisdiction: 'XA',
  role: 'liaison',
  grantFromMs: NOW - DAY,
  grantToMs: NOW + DAY,
  certificate: { kind: 'iccpr_review', state: 'valid', fromMs: NOW - DAY, toMs: NOW + DAY },
  languages: ['en', 'fr'],
  onDuty: true,
  conflicts: [],
  agencies: ['c'],
  secondedFrom: null,
  disabled: false,
  ...over,
});
const drawable: Drawable = {
  caseIds: ['request', 'referral'],
  language: 'en',
  role: 'liaison',
  parties: { agencyIds: ['a', 'b'], requesting: 'KE', holding: 'SE', reviewersOutside: true, touchedBy: [], recused: [], conflicted: [] },
  sealed: [],
};
const people = (roster: RosterLine[], asked: Drawable = drawable): string[] => eligible(roster, asked, NOW).map((one) => one.personId);
const withParties = (over: Partial<Drawable['parties']>): Drawable => ({ ...drawable, parties: { ...drawable.parties, ...over } });

describe('who can be drawn', () => {
  it('takes a certified liaison officer of neither side who reads the language', () => {
    expect(people([line()])).toEqual(['p1']);
  });

  it.each<[string, Partial<RosterLine>]>([
    ['another role', { role: 'lead' }],
    ['a grant that has ended', { grantToMs: NOW }],
    ['a grant that has not begun', { grantFromMs: NOW + 1 }],
    ['no certificate', { certificate: null }],
    ['a revoked certificate', { certificate: { kind: 'iccpr_review', state: 'revoked', fromMs: NOW - DAY, toMs: NOW + DAY } }],
    ['a certificate of another kind', { certificate: { kind: 'iccpr_basic', state: 'valid', fromMs: NOW - DAY, toMs: NOW + DAY } }],
    ['a certificate that ran out', { certificate: { kind: 'iccpr_review', state: 'valid', fromMs: NOW - DAY, toMs: NOW } }],
    ['no word of the language', { languages: ['ar'] }],
    ['no duty', { onDuty: false }],
    ['an account that is off', { disabled: true }],
    ['an agency that asks', { agencyId: 'a' }],
    ['an agency of the last 24 months that holds', { agencies: ['c', 'b'] }],
    ['the jurisdiction that asks', { jurisdiction: 'KE' }],
    ['a secondment from the jurisdiction that holds', { secondedFrom: 'SE' }],
    ['a declared conflict with the referral', { conflicts: ['referral'] }],
    ['a declared conflict with an agency of the case', { conflicts: ['b'] }],
  ])('leaves out somebody with %s', (_what, over) => {
    expect(people([line(over)])).toEqual([]);
  });

  it('leaves out who has worked on the case, and who stepped back from it', () => {
    expect(people([line()], withParties({ touchedBy: ['p1'] }))).toEqual([]);
    expect(people([line()], withParties({ recused: ['p1'] }))).toEqual([]);
  });

  it('judges a person by all accounts, and counts them once', () => {
    expect(people([line(), line({ officerId: 'o2', agencyId: 'd', jurisdiction: 'XB' })])).toEqual(['p1']);
    expect(people([line(), line({ officerId: 'o2', agencyId: 'a', jurisdiction: 'KE', role: 'officer', certificate: null })])).toEqual([]);
  });

  it('wants the second of two from another agency and jurisdiction than the first', () => {
    const second: Drawable = { ...drawable, sealed: [{ personId: 'p9', agencyId: 'c', jurisdiction: 'XA' }] };
    expect(people([line(), line({ personId: 'p2', officerId: 'o2', agencyId: 'd', jurisdiction: 'XB' })], second)).toEqual(['p2']);
    expect(people([line({ personId: 'p9', agencyId: 'd', jurisdiction: 'XB' })], second)).toEqual([]);
  });
});

describe('the draw', () => {
  it('gives the same person for the same seed and pool, so that an auditor can repeat it', () => {
    const pool = ['p1', 'p2', 'p3', 'p4', 'p5'].map((personId) => line({ personId }));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        const [one, two] = [draw(pool, () => seed)!, draw(pool, () => seed)!];
        expect(one).toEqual(two);
        expect(one.pool[positionOf(Buffer.from(one.seed, 'base64url'), one.pool.length)]).toBe(one.reviewer.personId);
      }),
    );
  });

  it('favours nobody', () => {
    const hits = [0, 0, 0];
    for (let turn = 0; turn < 3000; turn += 1)
      hits[
        positionOf(
          Uint8Array.from({ length: 32 }, (_, at) => (turn >> ((at % 4) * 8)) & 255),
          3,
        )
      ]! += 1;
    for (const count of hits) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('draws nobody from nobody', () => {
    expect(draw([], () => new Uint8Array(32))).toBeUndefined();
    expect(() => positionOf(new Uint8Array(31), 2)).toThrow(RangeError);
  });
});
