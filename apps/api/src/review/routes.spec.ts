import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DecisionSeal, type DecisionView, type RequestSubmission, type RequestView } from '@comity/contract';
import { drawnFor, readyBy, type ReadyBy, refusal, REVIEWERS, sealWith } from '../testing/decide.js';
import { PEOPLE } from '../testing/people.js';
import { walkReview } from '../testing/reviewed.js';
import { type Answer, type Stack, startStack } from '../testing/stack.js';
import { plantSubmittedRequest } from '../testing/submitted-request.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, 120_000);
afterAll(() => stack.close(), 30_000);

const sql = async (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  (await stack.database.admin.query<Record<string, unknown>>(text, values)).rows;
const personOf = (key: string): string => PEOPLE.find((one) => one.key === key)!.person;
const codes = ({ body }: Answer): string[] => [
  ...((body as { rules?: string[] }).rules ?? []),
  ...((body as { errors?: { code: string }[] }).errors ?? []).map((one) => one.code),
];
const stateOf = async (id: string): Promise<unknown> => (await sql('select state from comity.data_request where id = $1', id))[0]?.['state'];
const open = async (key: string, id: string): Promise<DecisionView> => (await stack.call(key, 'GET', `/decisions/${id}`)).body as DecisionView;
const idOf = (answer: Answer): string => {
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return (answer.body as { id: string }).id;
};

/** A request whose checks ask for two people, in the language that both liaison officers read. */
const privileged = (submission: RequestSubmission): void => {
  submission.language = 'fr';
  submission.data = { ...submission.data, privilege: 'possible', privilegeKind: 'legal' };
  submission.safeguards = { ...submission.safeguards, privilegeProtocol: 'yes' };
};
async function planted(change: (submission: RequestSubmission) => void): Promise<string> {
  const { id } = await plantSubmittedRequest(stack, change);
  await stack.work();
  return id;
}
const line2 = (seal: DecisionSeal, from: string, to: string, conditions: DecisionSeal['lines'][number]['conditions'] = []): DecisionSeal => ({
  ...seal,
  lines: seal.lines.map((line) => (line.line === 2 ? { ...line, granted: { category: 'traffic', period: { from, to, zone: 'UTC' } }, conditions } : line)),
});

describe('two reviewers', () => {
  let id: string;
  let first: ReadyBy;
  let second: ReadyBy;
  let [one, other] = ['', ''];

  beforeAll(async () => {
    // The person with two accounts comes first here, so that the other account is one of the second agency.
    await sql('update comity.roster set duty = false where person_id = $1', personOf('d.liaison'));
    id = await planted(privileged);
    await sql('update comity.roster set duty = true where person_id = $1', personOf('d.liaison'));
    first = await readyBy(stack, id);
  }, 120_000);

  it('are asked for by the checks, and drawn one after the other out of two agencies and two jurisdictions', async () => {
    expect(await sql('select state, route, missing_work from comity.data_request where id = $1', id)).toEqual([
      { state: 'in_review', route: 'DOUBLE_LOCK', missing_work: null },
    ]);
    const sealed = await sealWith(
      stack,
      first,
      line2(first.seal, '2026-10-04T00:00:00Z', '2026-11-02T23:59:59Z', [{ kind: 'report_deletion', parameter: '180 days' }]),
    );
    expect(sealed).toMatchObject({ status: 200, body: { state: 'in_second_review' } });
    one = idOf(sealed);
    second = await readyBy(stack, id);
    expect(new Set([first.by, second.by])).toEqual(new Set(['c.liaison', 'd.liaison']));
    const reviews = await sql('select jurisdiction, agency_id, position from comity.review where request_id = $1 order by drawn_at', id);
    expect(reviews.map((row) => row['position'])).toEqual(['first', 'second']);
    expect([new Set(reviews.map((row) => row['jurisdiction'])).size, new Set(reviews.map((row) => row['agency_id'])).size]).toEqual([2, 2]);
  });

  it('are blind to each other until both have sealed, and the agency that asked learns nothing', async () => {
    for (const key of [second.by, 'a.officer', 'a.supervisor', 'c.lead'])
      expect([key, (await stack.call(key, 'GET', `/decisions/${one}`)).status]).toEqual([key, 404]);
    const sheet = JSON.stringify((await stack.call(second.by, 'GET', `/reviews/${second.review.id}`)).body);
    expect(sheet).not.toContain(one);
    expect(sheet).not.toContain(walkReview().seal.reasonsInternal);
    expect(second.review.findings.every(({ id: finding }) => !first.review.findings.some((known) => known.id === finding))).toBe(true);
    expect((await stack.call('a.officer', 'GET', `/requests/${id}`)).body).toMatchObject({ state: 'in_second_review', decision: null, decisions: [] });
    expect(await sql('select distinct state from comity.request_line where request_id = $1', id)).toEqual([{ state: 'asked' }]);
  });

  it('are two persons: neither the first again, nor their other account, certified and drawn as it may be', async () => {
    const taken = await sql("select r.* from comity.review r where r.request_id = $1 and r.position = 'second'", id);
    const account = PEOPLE.find(({ key }) => key === 'c.liaison.second-account')!;
    const [officer] = await sql('select id from comity.officer where sub = $1', account.sub);
    const back = async (): Promise<void> => {
      await sql("set session_replication_role = 'replica'");
      await sql(
        'update comity.review set person_id = $2, agency_id = $3, officer_id = $4, jurisdiction = $5 where id = $1',
        ...['id', 'person_id', 'agency_id', 'officer_id', 'jurisdiction'].map((name) => taken[0]![name]),
      );
      await sql(
        'update comity.assignment set person_id = $2, agency_id = $3 where review_id = $1',
        ...['id', 'person_id', 'agency_id'].map((name) => taken[0]![name]),
      );
      await sql('delete from comity.certificate where entry_id = -7');
      await sql("set session_replication_role = 'origin'");
    };
    expect(first.by).toBe('c.liaison');
    await sql("set session_replication_role = 'replica'");
    await sql(
      `insert into comity.certificate select gen_random_uuid(), o.id, o.person_id, o.agency_id, 'iccpr_review', 'f', comity.now() - interval '1 day', comity.now() + interval '1 day',
         'valid', o.id, -7 from comity.officer o where o.sub = $1`,
      account.sub,
    );
    await sql(
      'update comity.review set person_id = $2, agency_id = $3, officer_id = $4, jurisdiction = $5 where id = $1',
      taken[0]!['id'],
      account.person,
      account.agency,
      officer!['id'],
      'XB',
    );
    await sql('update comity.assignment set person_id = $2, agency_id = $3 where review_id = $1', taken[0]!['id'], account.person, account.agency);
    await sql("set session_replication_role = 'origin'");
    await sql('delete from tlog.queue');
    const answer = await stack.call('c.liaison.second-account', 'POST', `/reviews/${second.review.id}/seal`, second.seal, { version: second.review.version });
    await back();
    expect([answer.status, answer.body.code]).toEqual([403, 'second-person']);
  });

  it('grant what both grant: the narrower scope of each line under the conditions of both', async () => {
    const narrower = line2(second.seal, '2026-09-20T00:00:00Z', '2026-10-25T23:59:59Z', [{ kind: 'not_evidence' }]);
    const sealed = await sealWith(stack, second, narrower);
    expect(sealed).toMatchObject({ status: 200, body: { state: 'granted' } });
    other = idOf(sealed);
    const seen = (await stack.call('a.officer', 'GET', `/requests/${id}`)).body as RequestView;
    expect(seen.decisions.map(({ id: decision, position }) => [decision, position])).toEqual([
      [one, 'first'],
      [other, 'second'],
    ]);
    expect(seen.lines.map(({ line, state, change }) => [line, state, change])).toEqual([
      [1, 'granted', 'granted'],
      [2, 'narrowed', 'narrowed'],
      [3, 'refused', 'refused'],
    ]);
    const { together, lines } = await open('a.officer', one);
    expect(lines[1]?.granted?.period).toMatchObject({ from: '2026-10-04T00:00:00Z', to: '2026-11-02T23:59:59Z' });
    expect(together?.with).toBe(other);
    expect(together?.lines[1]).toMatchObject({
      granted: { category: 'traffic', period: { from: '2026-10-04T00:00:00Z', to: '2026-10-25T23:59:59Z' } },
      conditions: [{ kind: 'report_deletion', parameter: '180 days' }, { kind: 'not_evidence' }],
    });
    expect((await open('a.officer', other)).together?.lines).toEqual(expect.arrayContaining([expect.objectContaining({ line: 2, change: 'narrowed' })]));
  });

  it('read each other once both have sealed, with the internal reasons', async () => {
    expect(await open(first.by, other)).toMatchObject({ position: 'second', reasonsInternal: walkReview().seal.reasonsInternal });
    expect(await open(second.by, one)).toMatchObject({ position: 'first', reasonsInternal: walkReview().seal.reasonsInternal });
    expect(await open('a.officer', other)).not.toHaveProperty('reasonsInternal');
  });

  it('send to the holding agency what both granted, and nothing else', async () => {
    await stack.clock(9);
    await stack.work();
    expect(await stateOf(id)).toBe('granted');
    await stack.clock(2);
    await stack.work();
    expect(await stateOf(id)).toBe('dispatched');
    const { granted } = (await stack.call('b.desk', 'GET', `/requests/${id}`)).body as RequestView;
    expect(granted?.map(({ line }) => line)).toEqual([1, 2]);
    expect(granted?.[1]).toMatchObject({ category: 'traffic', period: { from: '2026-10-04T00:00:00Z', to: '2026-10-25T23:59:59Z' } });
    expect(granted?.[1]?.conditions.map(({ kind }) => kind)).toEqual(['report_deletion', 'not_evidence']);
    for (const decision of [one, other]) expect((await stack.call('b.desk', 'GET', `/decisions/${decision}`)).status).not.toBe(200);
  });

  it('leave one entry each, of their own position, and none that tells the first one from the second', async () => {
    const sealed = (await stack.entries(id)).filter(({ kind }) => kind === 'decision.sealed');
    expect(sealed.map(({ data }) => [data['position'], data['from'], data['to'], data['departs']])).toEqual([
      ['first', 'in_review', 'in_second_review', false],
      ['second', 'in_second_review', 'granted', false],
    ]);
  });
});

describe('a second reviewer', () => {
  it('who answers a question otherwise voids what the first sealed: the first reads again, in the next round', async () => {
    const id = await planted(privileged);
    const first = await readyBy(stack, id);
    const decision = idOf(await sealWith(stack, first, first.seal));
    const second = await drawnFor(stack, id);
    const [row] = await sql("select id, version from comity.review where request_id = $1 and position = 'second'", id);
    const claimed = await stack.call(second, 'POST', `/reviews/${String(row!['id'])}/claim`, {}, { version: row!['version'] as number });
    const corrected = await stack.call(
      second,
      'POST',
      `/reviews/${String(row!['id'])}/correct-answer`,
      { answers: [{ path: 'transfer.fairTrialRisk', value: 'possible' }], reason: 'A trial in absence was reported.' },
      { version: (claimed.body as { version: number }).version },
    );
    expect(corrected.status).toBe(200);
    await stack.work();
    expect(await sql('select state, round from comity.data_request where id = $1', id)).toEqual([{ state: 'in_review', round: 2 }]);
    expect(await sql('select state from comity.decision where id = $1', decision)).toEqual([{ state: 'void' }]);
    expect(await sql('select position, state, round, ended_at from comity.review where request_id = $1 order by position', id)).toEqual([
      { position: 'first', state: 'drawn', round: 2, ended_at: null },
      { position: 'second', state: 'claimed', round: 2, ended_at: null },
    ]);
    // The findings are still there; what is read is the newer result. Whoever is drawn instead of the first fits beside the second.
    const again = (await stack.call(first.by, 'GET', `/reviews/${first.review.id}`)).body as { findings: unknown[]; screeningHash: string };
    expect(again.findings.length).toBe(first.review.findings.length);
    expect(again.screeningHash).not.toBe(first.review.screeningHash);
    await stack.clock(4 * 3600 + 1);
    await stack.work();
    const redrawn = await sql("select person_id from comity.review where request_id = $1 and position = 'first' and ended_at is null", id);
    expect(redrawn).toEqual([{ person_id: personOf(first.by) }]);
  });

  it('who refuses what the first granted has a lead decide, who reads both and decides for themself', async () => {
    const id = await planted(privileged);
    const first = await readyBy(stack, id);
    const one = idOf(await sealWith(stack, first, first.seal));
    const second = await readyBy(stack, id);
    const sealed = await sealWith(stack, second, refusal(second));
    expect(sealed).toMatchObject({ status: 200, body: { state: 'in_lead_review' } });
    const lead = await readyBy(stack, id);
    expect(lead.by).toBe('c.lead');
    expect(lead.review.proposals).toEqual([
      { decision: one, position: 'first' },
      { decision: idOf(sealed), position: 'second' },
    ]);
    expect((await open('c.lead', idOf(sealed))).outcome).toBe('refuse');
    const half = { ...lead.seal, read: lead.seal.read!.slice(0, 1) };
    expect(codes(await sealWith(stack, lead, half))).toContain('proposal-read');
    const decided = await sealWith(stack, lead, lead.seal);
    expect(decided).toMatchObject({ status: 200, body: { state: 'granted' } });
    const seen = (await stack.call('a.officer', 'GET', `/requests/${id}`)).body as RequestView;
    expect(seen.decisions).toEqual([{ id: idOf(decided), position: 'lead', outcome: 'grant_in_part' }]);
    expect((await stack.call('a.officer', 'GET', `/decisions/${one}`)).status).toBe(404);
    await stack.clock(11);
    await stack.work();
    expect(await stateOf(id)).toBe('dispatched');
  });

  it('with whom nothing is in common has a lead decide', async () => {
    const id = await planted(privileged);
    const first = await readyBy(stack, id);
    const only = (seal: DecisionSeal, kept: number): DecisionSeal => ({
      ...seal,
      lines: seal.lines.map((line) =>
        line.line === kept ? line : { line: line.line, granted: null, conditions: [], ground: 'NOT_NECESSARY', why: 'Not needed.' },
      ),
    });
    await sealWith(stack, first, only(first.seal, 1));
    const second = await readyBy(stack, id);
    expect(await sealWith(stack, second, only(second.seal, 2))).toMatchObject({ status: 200, body: { state: 'in_lead_review' } });
  });

  it('may have a lead look at the difference before dispatch, and so may the first', async () => {
    const id = await planted(privileged);
    const first = await readyBy(stack, id);
    const one = idOf(await sealWith(stack, first, first.seal));
    const second = await readyBy(stack, id);
    const other = idOf(await sealWith(stack, second, line2(second.seal, '2026-10-10T00:00:00Z', '2026-11-02T23:59:59Z')));
    const refer = (key: string, decision: string, version = 0): Promise<Answer> =>
      stack.call(key, 'POST', `/decisions/${decision}/refer-difference`, { reason: 'The shorter time leaves out the first message.' }, { version });
    for (const key of REVIEWERS.filter((one_) => one_ !== first.by)) expect([key, (await refer(key, one)).status >= 400]).toEqual([key, true]);
    expect(await refer(first.by, one)).toMatchObject({ status: 200, body: { state: 'in_lead_review' } });
    await stack.work();
    await stack.clock(60);
    await stack.work();
    expect(await stateOf(id)).toBe('in_lead_review');
    expect((await stack.entries(id)).find(({ kind }) => kind === 'decision.difference_referred')?.data).toMatchObject({ from: 'granted', lines: [2] });
    const lead = await readyBy(stack, id);
    expect(lead.review.proposals?.map(({ decision }) => decision)).toEqual([one, other]);
    expect(await sealWith(stack, lead, lead.seal)).toMatchObject({ status: 200, body: { state: 'granted' } });
    expect(codes(await refer(second.by, other))).not.toEqual([]);
  });

  it('who grants the same leaves no difference to refer', async () => {
    const id = await planted(privileged);
    const first = await readyBy(stack, id);
    const one = idOf(await sealWith(stack, first, first.seal));
    const second = await readyBy(stack, id);
    await sealWith(stack, second, second.seal);
    const answer = await stack.call(first.by, 'POST', `/decisions/${one}/refer-difference`, { reason: 'To be sure.' }, { version: 0 });
    expect([answer.status, codes(answer)]).toEqual([409, expect.arrayContaining(['scopes-differ'])]);
  });
});

describe('an urgent request', () => {
  it('is never decided by one, and what both grant goes out at once', async () => {
    const id = await planted((submission) => {
      submission.language = 'fr';
      submission.track = 'urgent';
      submission.aim = { ...submission.aim, kind: 'rescue_child', harmStatus: 'imminent' };
      submission.urgency = { threat: 'life', horizonHours: 6, substantiated: 'yes', ordinaryRouteTooSlow: 'yes', exPostReviewBooked: 'yes' };
    });
    const [row] = await sql('select route, track from comity.data_request where id = $1', id);
    expect(row).toEqual({ route: 'DOUBLE_LOCK', track: 'urgent' });
    const first = await readyBy(stack, id);
    expect(await sealWith(stack, first, first.seal)).toMatchObject({ status: 200, body: { state: 'in_second_review' } });
    const second = await readyBy(stack, id);
    expect(await sealWith(stack, second, second.seal)).toMatchObject({ status: 200, body: { state: 'granted' } });
    expect(await stateOf(id)).toBe('dispatched');
  });
});

describe('a recommended refusal', () => {
  const unsuitable = (submission: RequestSubmission): void => {
    submission.language = 'fr';
    submission.necessity.suitable = 'no';
  };
  const departing = ({ seal }: ReadyBy): DecisionSeal => ({ ...seal, departure: 'The account may yet name the holder.' });

  it('is confirmed by a lead, who reads the proposal; the agency that asked learns of it then', async () => {
    const id = await planted(unsuitable);
    const first = await readyBy(stack, id);
    expect(first.review).not.toHaveProperty('proposals');
    const proposal = idOf(await sealWith(stack, first, refusal(first)));
    expect([await stateOf(id), (await stack.call('a.officer', 'GET', `/decisions/${proposal}`)).status]).toEqual(['in_lead_review', 404]);
    expect(await sql('select distinct state from comity.request_line where request_id = $1', id)).toEqual([{ state: 'asked' }]);

    // One lead, however often it is rung for; another when the time runs out.
    await sql(
      "insert into comity.outbox (id, queue, kind, subject, agency_id) select gen_random_uuid(), 'work', 'allocate', $1, agency_id from comity.data_request where id = $1",
      id,
    );
    await stack.work();
    const leads = () => sql("select state from comity.review where request_id = $1 and position = 'lead' order by drawn_at", id);
    expect(await leads()).toEqual([{ state: 'drawn' }]);
    await stack.clock(4 * 3600 + 1);
    await stack.work();
    expect([await leads(), await stateOf(id)]).toEqual([[{ state: 'timed_out' }, { state: 'drawn' }], 'in_lead_review']);

    const lead = await readyBy(stack, id);
    expect([lead.by, lead.review.proposals]).toEqual(['c.lead', [{ decision: proposal, position: 'first' }]]);
    expect(await open('c.lead', proposal)).toMatchObject({ outcome: 'refuse', position: 'first', reasonsInternal: walkReview().seal.reasonsInternal });
    for (const key of REVIEWERS.filter((one) => one !== first.by && one !== 'c.lead'))
      expect([key, (await stack.call(key, 'GET', `/decisions/${proposal}`)).status]).toEqual([key, 404]);
    for (const read of [undefined, [], [`${'A'.repeat(43)}=`]])
      expect(await sealWith(stack, lead, { ...refusal(lead), read })).toMatchObject({ status: 409, body: { code: 'not-current', rules: ['proposal-read'] } });
    expect(await sealWith(stack, lead, departing(lead))).toMatchObject({ status: 403, body: { code: 'second-person' } });

    const confirmed = await sealWith(stack, lead, { ...refusal(lead), read: lead.seal.read });
    expect(confirmed).toMatchObject({ status: 200, body: { state: 'refused' } });
    expect(await open('a.officer', idOf(confirmed))).toMatchObject({ outcome: 'refuse', position: 'lead', departs: false });
    expect((await stack.call('a.officer', 'GET', `/decisions/${proposal}`)).status).toBe(404);
    expect((await stack.entries(id)).filter(({ kind }) => kind === 'decision.sealed').map(({ data }) => [data['position'], data['to']])).toEqual([
      ['first', 'in_lead_review'],
      ['lead', 'refused'],
    ]);
  });

  it('is departed from by two reviewers and the lead, each with reasons, and the log says so', async () => {
    const id = await planted(unsuitable);
    const first = await readyBy(stack, id);
    const bare = await sealWith(stack, first, first.seal);
    expect([bare.status, codes(bare).filter((code) => code.startsWith('departure:'))]).toEqual([409, ['departure:NEC-01']]);
    expect(await sealWith(stack, first, departing(first))).toMatchObject({ status: 200, body: { state: 'in_lead_review' } });
    const second = await readyBy(stack, id);
    expect([second.review.position, second.by === first.by]).toEqual(['second', false]);
    expect(second.review).not.toHaveProperty('proposals');
    expect(await sealWith(stack, second, departing(second))).toMatchObject({ status: 200, body: { state: 'in_lead_review' } });
    const lead = await readyBy(stack, id);
    expect([lead.by, lead.review.proposals?.length]).toEqual(['c.lead', 2]);
    expect((await open('c.lead', lead.review.proposals![0]!.decision)).departure).toBe('The account may yet name the holder.');
    expect(codes(await sealWith(stack, lead, lead.seal))).toContain('departure:NEC-01');
    const granted = await sealWith(stack, lead, departing(lead));
    expect(granted).toMatchObject({ status: 200, body: { state: 'granted' } });
    expect((await stack.entries(id)).filter(({ kind }) => kind === 'decision.sealed').map(({ data }) => [data['position'], data['departs']])).toEqual([
      ['first', true],
      ['second', true],
      ['lead', true],
    ]);
    const seen = await open('a.officer', idOf(granted));
    expect([seen.departs, seen.departure]).toEqual([true, undefined]);
  });

  it('has no grant where the second does not grant', async () => {
    const id = await planted(unsuitable);
    const first = await readyBy(stack, id);
    await sealWith(stack, first, departing(first));
    const second = await readyBy(stack, id);
    await sealWith(stack, second, refusal(second));
    const lead = await readyBy(stack, id);
    expect(await sealWith(stack, lead, departing(lead))).toMatchObject({ status: 403, body: { code: 'second-person' } });
    expect(await sealWith(stack, lead, { ...refusal(lead), read: lead.seal.read })).toMatchObject({ status: 200, body: { state: 'refused' } });
  });
});

describe('an absolute ground', () => {
  it('has no grant at all, whatever is written and however it is narrowed', async () => {
    const id = await planted((submission) => {
      submission.selection.protectedAttributeRole = 'decisive';
    });
    const ready = await readyBy(stack, id);
    const narrow = { ...ready.seal, lines: ready.seal.lines.map((line) => (line.line === 1 ? line : { ...line, granted: null, ground: 'NOT_NECESSARY' })) };
    for (const body of [ready.seal, narrow, { ...ready.seal, outcome: 'grant' as const }]) {
      const answer = await sealWith(stack, ready, { ...body, departure: 'A grave case.' });
      expect([answer.status, codes(answer).includes('absolute:DIS-01')]).toEqual([409, true]);
    }
    expect(personOf(ready.by)).toBe(personOf('c.liaison'));
    expect(
      await sealWith(stack, ready, { ...refusal(ready), lines: refusal(ready).lines.map((line) => ({ ...line, ground: 'DISCRIMINATION' })) }),
    ).toMatchObject({
      status: 200,
      body: { state: 'in_lead_review' },
    });
  });
});
