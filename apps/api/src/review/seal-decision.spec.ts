import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DecisionSeal } from '@comity/contract';
import { PEOPLE } from '../testing/people.js';
import { makeReady, type ReadyReview } from '../testing/reviewed.js';
import { type Answer, type Call, type Stack, startStack } from '../testing/stack.js';
import { plantSubmittedRequest, type SubmittedRequest } from '../testing/submitted-request.js';

let stack: Stack;
let request: SubmittedRequest;
let ready: ReadyReview;
const LIAISON = PEOPLE.find((one) => one.key === 'c.liaison')!;
const SECOND = PEOPLE.find((one) => one.key === 'c.liaison.second-account')!;

beforeAll(async () => {
  stack = await startStack();
  request = await plantSubmittedRequest(stack);
  await stack.work();
  ready = await makeReady(stack, request.id);
}, 120_000);
afterAll(() => stack.close(), 30_000);

const sql = async (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  (await stack.database.admin.query<Record<string, unknown>>(text, values)).rows;
// No sequencer runs here, so the log's queue grows old; an old queue stops every seal.
beforeEach(() => sql('delete from tlog.queue'));

const seal = (person = 'c.liaison', change: Partial<DecisionSeal> = {}, how: Call = {}, one = ready): Promise<Answer> =>
  stack.call(person, 'POST', `/reviews/${one.review.id}/seal`, { ...one.seal, ...change }, { version: one.review.version, ...how });
const causes = (answer: Answer): string[] => [
  ...((answer.body as { rules?: string[] }).rules ?? []),
  ...((answer.body as { errors?: { code: string }[] }).errors ?? []).map((one) => one.code),
];
const lines = (change: (line: DecisionSeal['lines'][number]) => DecisionSeal['lines'][number]): Partial<DecisionSeal> => ({
  lines: ready.seal.lines.map(change),
});

let undo: string[] = [];
async function meanwhile(text: string, back: string): Promise<void> {
  await sql(text);
  undo.push(back);
}
afterEach(async () => {
  for (const text of undo) await sql(text);
  undo = [];
});

describe('a seal is refused', () => {
  afterEach(async () => expect(await sql('select id from comity.decision')).toEqual([]));

  it.each<[string, number, string]>([
    ['a.officer', 403, 'not-allowed'],
    ['a.supervisor', 403, 'not-allowed'],
    ['b.officer', 403, 'not-allowed'],
    ['b.desk', 403, 'not-allowed'],
    ['third.officer', 403, 'not-allowed'],
    ['o.auditor', 403, 'not-allowed'],
    ['c.admin', 403, 'not-allowed'],
    ['c.liaison.second-account', 403, 'certificate'],
    ['d.liaison', 404, 'not-found'],
    ['c.lead', 404, 'not-found'],
  ])('to %s', async (person, status, code) => {
    expect(await seal(person)).toMatchObject({ status, body: { code } });
  });

  it('to the second account of the same person, certified as it may be', async () => {
    await meanwhile(
      `set session_replication_role = 'replica';
       insert into comity.certificate select gen_random_uuid(), o.id, o.person_id, o.agency_id, 'iccpr_review', 'f', comity.now() - interval '1 day', comity.now() + interval '1 day', 'valid', o.id, -7
         from comity.officer o where o.sub = '${SECOND.sub}';
       set session_replication_role = 'origin'`,
      'delete from comity.certificate where entry_id = -7',
    );
    expect(await seal('c.liaison.second-account')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it.each<[string, Call]>([
    ['the weaker level', { acr: 'comity-1' }],
    ['301 seconds', { ageS: 301 }],
  ])('without a fresh sign-in: %s', async (_what, how) => {
    const answer = await seal('c.liaison', {}, how);
    expect(answer).toMatchObject({ status: 401, body: { code: 'step-up' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer error="insufficient_user_authentication", acr_values="comity-2", max_age="300"');
  });

  it('without the version that was seen, or with an older one', async () => {
    expect(await stack.call('c.liaison', 'POST', `/reviews/${ready.review.id}/seal`, ready.seal)).toMatchObject({ status: 428 });
    expect(await seal('c.liaison', {}, { version: ready.review.version - 1 })).toMatchObject({ status: 412, body: { code: 'version' } });
  });

  it.each(['requestHash', 'screeningHash'] as const)('with an old %s', async (name) => {
    const answer = await seal('c.liaison', { [name]: 'd'.repeat(64) });
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-current' } });
    expect(causes(answer)).toContain(name === 'requestHash' ? 'request-current' : 'screening-current');
  });

  it('when the request was frozen anew since', async () => {
    await meanwhile(
      `update comity.data_request set content_hash = '${'d'.repeat(64)}'`,
      `update comity.data_request set content_hash = '${ready.seal.requestHash}'`,
    );
    expect(causes(await seal())).toContain('request-current');
  });

  it('when a profile of the law has changed since the screening', async () => {
    await meanwhile(
      `update comity.profile set body = jsonb_set(body::jsonb, '{version}', '"9.9.9"') where jurisdiction = 'SE'`,
      `update comity.profile set body = jsonb_set(body::jsonb, '{version}', '"1.0.0"') where jurisdiction = 'SE'`,
    );
    expect(causes(await seal())).toContain('screening-current');
  });

  it.each<[string, string, string, string, number]>([
    [
      'a claim that ran out',
      'claim',
      `update comity.review set claimed_until = comity.now() - interval '1 second'`,
      `update comity.review set claimed_until = comity.now() + interval '20 minutes'`,
      409,
    ],
    [
      'no claim',
      'claim',
      `update comity.review set claimed_until = null`,
      `update comity.review set claimed_until = comity.now() + interval '20 minutes'`,
      409,
    ],
    [
      'a request that is no longer in review',
      'in-turn',
      `update comity.data_request set state = 'in_second_review'`,
      `update comity.data_request set state = 'in_review'`,
      409,
    ],
    [
      'a finding that is missing',
      'worksheet:W5:2',
      `update comity.finding set line_no = 50 where sheet_row = 'W5' and line_no = 2`,
      `update comity.finding set line_no = 2 where line_no = 50`,
      409,
    ],
    [
      'a finding about the whole request that is missing',
      'worksheet:W7',
      `update comity.finding set line_no = 50 where sheet_row = 'W7'`,
      `update comity.finding set line_no = null where sheet_row = 'W7'`,
      409,
    ],
    [
      'an answer of the reviewer that is missing',
      'reviewer-field:transfer.tortureRisk',
      `update comity.reviewer_answer set own_field = false where path = 'transfer.tortureRisk'`,
      `update comity.reviewer_answer set own_field = true`,
      409,
    ],
    [
      'a finding that is not met on a granted line',
      'finding:W3:2',
      `update comity.finding set finding = 'not_met', supports = '{ground}' where sheet_row = 'W3' and line_no = 2`,
      `update comity.finding set finding = 'met_with_condition', supports = '{narrowing}' where sheet_row = 'W3' and line_no = 2`,
      409,
    ],
    [
      'work of the person on the case',
      'no-interest',
      `insert into comity.case_person select referral_id, '${LIAISON.person}', '${LIAISON.agency}' from comity.data_request`,
      `delete from comity.case_person where person_id = '${LIAISON.person}'`,
      403,
    ],
    [
      'a declared conflict',
      'no-interest',
      `update comity.roster set conflicts = (select array_agg(id) from comity.data_request) where person_id = '${LIAISON.person}'`,
      `update comity.roster set conflicts = '{}'`,
      403,
    ],
    [
      'an earlier agency that is a party',
      'no-interest',
      `update comity.roster set agencies_24_months = agencies_24_months || (select holding_agency_id from comity.data_request) where person_id = '${LIAISON.person}'`,
      `update comity.roster set agencies_24_months = array[agency_id]`,
      403,
    ],
  ])('over %s', async (_what, cause, text, back, status) => {
    await meanwhile(text, back);
    const answer = await seal();
    expect(answer.status).toBe(status);
    expect(causes(answer)).toContain(cause);
  });

  it('with a certificate that was revoked between claim and seal', async () => {
    await meanwhile(
      `update comity.certificate set state = 'revoked' where person_id = '${LIAISON.person}'`,
      `update comity.certificate set state = 'valid' where person_id = '${LIAISON.person}'`,
    );
    expect(await seal()).toMatchObject({ status: 403, body: { code: 'certificate' } });
  });

  it('when the role has ended', async () => {
    await meanwhile(
      `update comity.role_grant set ended_at = comity.now() where person_id = '${LIAISON.person}'`,
      `update comity.role_grant set ended_at = null where person_id = '${LIAISON.person}'`,
    );
    expect(await seal()).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  });

  it.each<[string, string, () => Partial<DecisionSeal>]>([
    [
      'a period that begins earlier than asked',
      'wider-period:2',
      () =>
        lines((line) =>
          line.line === 2
            ? { ...line, granted: { category: 'traffic', period: { from: '2026-08-04T00:00:00Z', to: '2026-11-02T23:59:59Z', zone: 'UTC' } } }
            : line,
        ),
    ],
    [
      'a category of a higher rung',
      'wider-category:1',
      () => lines((line) => (line.line === 1 ? { ...line, granted: { category: 'content_stored', period: null } } : line)),
    ],
    [
      'a line that was not asked',
      'line-unknown:4',
      () => ({ lines: [...ready.seal.lines, { line: 4, granted: null, conditions: [], ground: 'NOT_NECESSARY', why: 'There is no such line.' }] }),
    ],
    ['a line that nobody decided', 'line-undecided:3', () => ({ lines: ready.seal.lines.filter((line) => line.line !== 3) })],
    ['a refusal without a ground', 'ground:3', () => lines((line) => ({ ...line, ground: undefined }))],
    ['a note that nobody answered', 'flag:PRP-05', () => ({ flagsAnswered: [] })],
    ['the word grant where a line is narrowed', 'not-as-asked', () => ({ outcome: 'grant' })],
    ['the word refuse where a line is granted', 'line-granted', () => ({ outcome: 'refuse' })],
    ['a return without a question', 'questions', () => ({ outcome: 'return' })],
  ])('with %s', async (_what, cause, change) => {
    const answer = await seal('c.liaison', change());
    expect(answer.status).toBe(409);
    expect(causes(answer)).toContain(cause);
  });

  it('with a ground that no list has', async () => {
    expect(
      causes(
        await seal(
          'c.liaison',
          lines((line) => (line.ground ? { ...line, ground: 'BECAUSE' } : line)),
        ),
      ),
    ).toEqual(['ground-unknown']);
  });

  it('and each refusal leaves its entry', async () => {
    const refused = (await stack.entries()).filter(({ kind }) => kind === 'step.refused' || kind === 'access.refused').map(({ data }) => data);
    // Equal refusals within a minute are one entry and a count.
    expect(refused.filter(({ act }) => act === 'decision.seal').length).toBeGreaterThan(15);
    expect(refused).toContainEqual(expect.objectContaining({ act: 'decision.seal', guard: 'decision-rule', from: 'in_review', status: 409 }));
  });
});

describe('a seal that holds', () => {
  let decision: string;
  let sealed: Answer;

  it('counts once, however often and from whichever account it is tried at the same time', async () => {
    const tried = await Promise.all(Array.from({ length: 20 }, (_, at) => seal(at % 2 ? 'c.liaison' : 'c.liaison.second-account')));
    const won = tried.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    sealed = won[0]!;
    decision = (sealed.body as { id: string }).id;
    expect(sealed.body).toMatchObject({ state: 'granted', version: 0, log: { entryId: expect.any(String), leafHash: expect.any(String) } });
    expect(await sql('select outcome, summary from comity.decision')).toEqual([
      {
        outcome: 'grant_in_part',
        summary: expect.stringMatching(/^2 of 3 lines granted, line 2 for 30 of 90 days; line 3 \(identification of an IP address\) refused/),
      },
    ]);
  });

  it('grants no more than the table says', async () => {
    expect(await sql('select line_no, change, category, ground, period_from, period_to from comity.decision_line order by line_no')).toEqual([
      { line_no: 1, change: 'granted', category: 'subscriber', ground: null, period_from: null, period_to: null },
      {
        line_no: 2,
        change: 'narrowed',
        category: 'traffic',
        ground: null,
        period_from: new Date('2026-10-04T00:00:00Z'),
        period_to: new Date('2026-11-02T23:59:59Z'),
      },
      { line_no: 3, change: 'refused', category: null, ground: 'LESS_INTRUSIVE_MEANS', period_from: null, period_to: null },
    ]);
    expect(await sql('select state from comity.request_line order by line_no')).toEqual([{ state: 'granted' }, { state: 'narrowed' }, { state: 'refused' }]);
  });

  it('leaves the entries of the act: the decision, then the end of the claim', async () => {
    const entries = (await stack.entries(request.id)).filter(({ kind }) => kind === 'decision.sealed' || kind === 'review.claim_ended');
    expect(entries).toMatchObject([
      {
        kind: 'decision.sealed',
        actor: { role: 'liaison', jurisdiction: 'XA' },
        on: { type: 'decision', id: decision },
        parties: ['KE', 'SE'],
        data: {
          from: 'in_review',
          to: 'granted',
          outcome: 'grant_in_part',
          lines: { granted: 1, narrowed: 1, refused: 1 },
          grounds: ['LESS_INTRUSIVE_MEANS'],
          conditions: ['report_deletion'],
          route: 'SINGLE_REVIEW',
          severity: 2,
        },
        commit: {
          request: expect.any(String),
          screening: expect.any(String),
          reasons: expect.any(String),
          record: expect.any(String),
          roster: expect.any(String),
          letter: expect.any(String),
        },
      },
      { kind: 'review.claim_ended', on: { id: ready.review.id }, data: { cause: 'sealed' } },
    ]);
    expect(JSON.stringify(entries)).not.toContain('Interference');
  });

  it('ends the assignment, so that the reviewer reads the request no more and seals no second time', async () => {
    expect(await seal()).toMatchObject({ status: 404 });
    expect((await stack.call('c.liaison', 'GET', '/reviews')).body).toEqual({ items: [] });
    expect(await stack.call('c.liaison', 'GET', `/reviews/${ready.review.id}`)).toMatchObject({ status: 404 });
  });

  it('is read by its writer whole, by nobody of the holding side, and by who asked once it was handed over, without the internal reasons', async () => {
    const own = await stack.call('c.liaison', 'GET', `/decisions/${decision}`);
    expect(own).toMatchObject({ status: 200, body: { outcome: 'grant_in_part', reasonsInternal: expect.any(String), state: 'sealed' } });
    expect(await stack.call('a.officer', 'GET', `/decisions/${decision}`)).toMatchObject({ status: 404 });
    await stack.work();
    const asked = await stack.call('a.officer', 'GET', `/decisions/${decision}`);
    expect(asked).toMatchObject({
      status: 200,
      body: { reasonsShareable: ready.seal.reasonsShareable, lines: [{ change: 'granted' }, { change: 'narrowed' }, { change: 'refused' }] },
    });
    expect(asked.body).not.toHaveProperty('reasonsInternal');
    for (const person of ['b.officer', 'd.liaison', 'c.lead', 'c.liaison.second-account', 'third.officer'])
      expect([person, (await stack.call(person, 'GET', `/decisions/${decision}`)).status]).toEqual([person, 404]);
    const reads = (await stack.entries(request.id)).filter(({ kind, on }) => kind === 'audit.read' && on?.id === decision);
    expect(reads.map(({ why, actor }) => [why, (actor as { jurisdiction: string }).jurisdiction])).toEqual([
      [{ purpose: 'identify_suspect' }, 'XA'],
      [{ purpose: 'identify_suspect' }, 'KE'],
    ]);
  });

  it('asks for the dispatch in the name of the agency that asked, ten seconds of business time later', async () => {
    expect(await sql("select agency_id, extract(epoch from due_at - created_at)::int as wait from comity.outbox where kind = 'dispatch'")).toEqual([
      { agency_id: PEOPLE.find((one) => one.key === 'a.officer')!.agency, wait: 10 },
    ]);
  });
});

describe('where the log is not well', () => {
  it('nothing is sealed', async () => {
    const another = await plantSubmittedRequest(stack);
    await stack.work();
    const waiting = await makeReady(stack, another.id);
    await sql("update tlog.log set frozen_at = clock_timestamp(), frozen_why = 'test'");
    expect(await seal('c.liaison', {}, {}, waiting)).toMatchObject({ status: 503, body: { code: 'log-unavailable' } });
  }, 30_000);
});
