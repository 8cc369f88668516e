import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Authorisation, type PlatformFacts, type RequestLine, type RequestSubmission, type RequestView, toInput } from '@comity/contract';
import {
  assess,
  type AssessmentInput,
  DATA_CATEGORIES,
  DEMONSTRATION_PROFILES,
  INPUT_FIELDS,
  isAssessmentInput,
  ORIGINS,
  QUALITIES,
  type Quality,
  SENSITIVE_KINDS,
} from '@comity/proportionality';
import * as fc from 'fast-check';
import { ATTEMPTS } from '../shared/outbox.js';
import { PEOPLE } from '../testing/people.js';
import { type Entry, type Stack, startStack } from '../testing/stack.js';
import { reportOf, submissionOf } from '../testing/walk-submission.js';
import { inputOfLines } from './input-of-lines.js';
import { jointAssessment } from './joint-assessment.js';
import { assessAll, strictest } from './screening-result.js';

// Each import starts a process of its own, and other suites use the same processors.
jest.setTimeout(60_000);
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

const HOLDING = PEOPLE.find(({ key }) => key === 'b.desk')!.agency;
const sql = async <T>(text: string, values: unknown[] = []): Promise<T[]> => (await stack.database.admin.query(text, values)).rows as T[];
const post = async (path: string, body: unknown, how = {}): Promise<{ status: number; body: { id: string; state: string } }> => {
  const answer = await stack.call('a.officer', 'POST', path, body, how);
  return { status: answer.status, body: answer.body as { id: string; state: string } };
};
const open = async (id: string): Promise<RequestView> => (await stack.call('a.officer', 'GET', `/requests/${id}`)).body as RequestView;
const ofKind = (entries: readonly Entry[], kind: string): Entry[] => entries.filter((entry) => entry.kind === kind);

let cases = 0;
type Change = (submission: RequestSubmission) => RequestSubmission;
/** A request of a case of its own, submitted; or another one of the case `of`. */
async function submitted(
  change: Change = (whole) => whole,
  of?: { referral: string; number: number },
): Promise<{ id: string; referral: string; number: number }> {
  const number = of?.number ?? (cases += 1);
  const referral = of?.referral ?? (await post('/imports?format=cybertipline', reportOf(number), { type: 'application/xml' })).body.id;
  const made = await post('/requests', { referral, holdingAgency: HOLDING });
  const submission = change(submissionOf(number, (await open(made.body.id)).identifiers));
  const answer = await post(`/requests/${made.body.id}/submit`, submission, { version: 0 });
  expect([answer.status, answer.body.state]).toEqual([202, 'submitted']);
  return { id: made.body.id, referral, number };
}
const owed = async (id: string): Promise<string> =>
  (await sql<{ id: string }>("select id from comity.outbox where subject = $1 and kind = 'screen'", [id]))[0]!.id;
const screen = async (id: string): Promise<void> => stack.worker.answer.answer(await owed(id));
const found = async (id: string): Promise<{ route: string; version: number; because: string[] }[]> =>
  sql('select route, version, because from comity.screening where request_id = $1', [id]);
const kindsOwed = async (id: string): Promise<string[]> =>
  (await sql<{ kind: string }>('select kind from comity.outbox where subject = $1 order by created_at', [id])).map(({ kind }) => kind);

describe('screening', () => {
  it('finds that one person may decide about the request of the walk, stores it with its entry, and owes the draw', async () => {
    const { id } = await submitted();
    await screen(id);
    expect(await found(id)).toMatchObject([{ route: 'SINGLE_REVIEW', version: 1 }]);
    expect(await kindsOwed(id)).toEqual(['screen', 'allocate']);
    const [entry] = ofKind(await stack.entries(id), 'request.screened');
    expect([entry?.actor, entry?.parties, entry?.data]).toMatchObject([
      { service: 'screening' },
      ['KE', 'SE'],
      { from: 'submitted', to: 'screened', version: 2, engine: '1.0.0', profiles: ['KE@1.0.0', 'SE@1.0.0', 'UN@1.0.0'], route: 'SINGLE_REVIEW' },
    ]);
    expect(Object.keys(entry?.commit ?? {}).sort()).toEqual(['input', 'result']);
    const view = await open(id);
    expect([view.state, view.version, view.missingWork, view.parked]).toEqual(['screened', 2, null, false]);
  });

  it('is not shown to the agency that asks: no points, no checks', async () => {
    const { id } = await submitted();
    await screen(id);
    expect((await stack.call('a.officer', 'GET', `/requests/${id}/screening`)).status).toBe(404);
    expect(JSON.stringify(await open(id))).not.toMatch(/LEG-|severity|SINGLE_REVIEW/);
  });

  it('happens once, however often it is rung for', async () => {
    const { id } = await submitted();
    const due = await owed(id);
    await Promise.all([1, 2, 3, 4].map(() => stack.worker.answer.answer(due)));
    await stack.worker.answer.answer(due);
    expect([await found(id), ofKind(await stack.entries(id), 'request.screened')].map((list) => list.length)).toEqual([1, 1]);
    expect(await kindsOwed(id)).toEqual(['screen', 'allocate']);
  });

  it('leaves a request alone that is past it, even when the work is owed again', async () => {
    const { id } = await submitted();
    await screen(id);
    await sql("update comity.outbox set answered_at = null where subject = $1 and kind = 'screen'", [id]);
    await screen(id);
    expect(await found(id)).toHaveLength(1);
  });

  it('is done by the reconciler when the ring was lost', async () => {
    const { id } = await submitted();
    await sql("update comity.outbox set created_at = created_at - interval '1 minute' where subject = $1", [id]);
    await stack.worker.reconciler.look();
    expect(await found(id)).toHaveLength(1);
  });

  it('goes on when the schema of the queue was dropped', async () => {
    await sql('drop schema bullmq cascade');
    const { id } = await submitted();
    await sql("update comity.outbox set created_at = created_at - interval '1 minute' where subject = $1", [id]);
    await stack.worker.reconciler.look();
    expect(await found(id)).toMatchObject([{ route: 'SINGLE_REVIEW' }]);
  });
});

describe('a route', () => {
  it('waits for an order where one is missing, and says which checks ask for it', async () => {
    const { id } = await submitted((whole) => ({ ...whole, authorisations: [{ ...whole.authorisations[0]!, covers: [1, 3] }] }));
    await screen(id);
    const view = await open(id);
    expect([view.state, view.missingWork]).toEqual(['awaiting_order', null]);
    expect(ofKind(await stack.entries(id), 'request.order_awaited')[0]?.data).toMatchObject({
      from: 'screened',
      to: 'awaiting_order',
      checks: expect.arrayContaining(['LEG-08']),
    });
    expect(await kindsOwed(id)).toEqual(['screen']);
  });

  it.each<[string, Change]>([
    [
      'DOUBLE_LOCK',
      (whole) => ({
        ...whole,
        data: { ...whole.data, privilege: 'possible', privilegeKind: 'legal' },
        safeguards: { ...whole.safeguards, privilegeProtocol: 'yes' },
      }),
    ],
    ['RETURN_FOR_COMPLETION', (whole) => ({ ...whole, necessity: { ...whole.necessity, scopeMinimised: 'no' } })],
    ['REFUSE_RECOMMENDED', (whole) => ({ ...whole, necessity: { ...whole.necessity, suitable: 'no' } })],
  ])('of %s goes to people all the same', async (route, change) => {
    const { id } = await submitted(change);
    await screen(id);
    expect((await found(id))[0]?.route).toBe(route);
    expect(await kindsOwed(id)).toContain('allocate');
  });

  it('is never milder than two people where the corridor wants two always', async () => {
    const rule = (always: boolean) => sql(`update comity.corridor set body = jsonb_set(body::jsonb, '{reviewRule,secondReviewAlways}', '${String(always)}')`);
    await rule(true);
    const { id } = await submitted();
    await screen(id);
    await rule(false);
    expect((await found(id))[0]?.route).toBe('DOUBLE_LOCK');
  });
});

describe('what is asked in parts', () => {
  it('is looked at together with the other open requests of its case', async () => {
    const many: Change = (whole) => ({ ...whole, subjects: { ...whole.subjects, count: 6 } });
    const first = await submitted(many);
    await screen(first.id);
    const second = await submitted(many, first);
    await screen(second.id);
    // Six persons alone are within the bounds of one reviewer; twelve are not.
    expect([(await found(first.id))[0], (await found(second.id))[0]]).toMatchObject([
      { route: 'SINGLE_REVIEW' },
      { route: 'DOUBLE_LOCK', because: ['FLR-01', 'NEC-09'] },
    ]);
  });

  it('counts earlier requests about the same identifiers, in whatever referral', async () => {
    const first = await submitted();
    await submitted((whole) => whole, first);
    await submitted((whole) => whole, first);
    const fourth = await submitted((whole) => whole, first);
    await screen(fourth.id);
    expect((await found(fourth.id))[0]).toMatchObject({ route: 'DOUBLE_LOCK', because: expect.arrayContaining(['NEC-11']) });
  });
});

describe('a screening that cannot be done', () => {
  it('is parked after its last attempt, with an entry, and the officer sees it', async () => {
    const { id } = await submitted();
    await sql("update comity.profile set valid_to = comity.now() where jurisdiction = 'SE'");
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      await sql('update comity.outbox set due_at = comity.now() where subject = $1', [id]);
      await screen(id);
    }
    await sql("update comity.profile set valid_to = null where jurisdiction = 'SE'");
    const view = await open(id);
    expect([view.state, view.parked]).toEqual(['submitted', true]);
    const [entry] = ofKind(await stack.entries(id), 'screening.failed');
    expect(entry?.data).toMatchObject({ engine: '1.0.0', attempt: ATTEMPTS, cause: expect.any(String) });
    expect(await found(id)).toHaveLength(0);
  });
});

const WALK = JSON.parse(readFileSync(new URL('../../../../samples/walk-submission.json', import.meta.url), 'utf8')) as RequestSubmission;
const PROFILES = [DEMONSTRATION_PROFILES.SE, DEMONSTRATION_PROFILES.KE, DEMONSTRATION_PROFILES.UN];
const PLATFORM: PlatformFacts = {
  requestId: 'a request',
  requestingState: 'KE',
  requestedState: 'SE',
  requestingStateIccpr: 'party',
  priorRequestsSamePerson90d: 0,
  recipientProtection: 'adequate',
  law: Object.fromEntries(QUALITIES.map((quality) => [quality, 'yes'])) as Quality,
};
const severityOf = (input: AssessmentInput): number => assess(input, PROFILES).maxSeverity;

const tri = fc.constantFrom('yes', 'no', 'unknown');
const aDay = fc.integer({ min: 0, max: 200 });
const aPeriod = fc.tuple(aDay, fc.integer({ min: 0, max: 150 })).map(([first, days]) => {
  const at = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day, 12)).toISOString();
  return { from: at(first), to: at(first + days), zone: 'Africa/Nairobi' };
});
/** Any line; its number is given by its place. */
const aLine = fc.record({
  identifier: fc.constantFrom('one', 'two', 'three'),
  category: fc.constantFrom(...DATA_CATEGORIES),
  period: fc.option(aPeriod),
  subject: fc.option(fc.constantFrom('s1', 's2'), { nil: undefined }),
  otherPeople: fc.integer({ min: 0, max: 200 }),
  origin: fc.option(fc.constantFrom(...ORIGINS), { nil: undefined }),
  sensitive: fc.uniqueArray(fc.constantFrom(...SENSITIVE_KINDS), { maxLength: 2 }),
});
const anOrder = fc.record({
  level: fc.constantFrom('police_self', 'senior_officer', 'executive', 'prosecutor', 'independent_admin', 'judge'),
  timing: fc.constantFrom('prior', 'ex_post'),
  covers: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 6 }),
  independent: tri,
  canRefuse: tri,
  verifiesSuspicion: tri,
  standardMet: tri,
  individualReasons: tri,
  fileAccessible: tri,
});
/** Any submission with at least two lines, under answers that vary where lines could hide behind them. */
const aSubmission = fc
  .record({
    lines: fc.array(aLine, { minLength: 2, maxLength: 6 }),
    orders: fc.array(anOrder, { maxLength: 3 }),
    measure: fc.constantFrom('preserve', 'disclose_stored', 'collect_realtime'),
    minimisationPlan: fc.option(tri, { nil: undefined }),
    strictNecessityShown: fc.option(tri, { nil: undefined }),
    periodLinkedToFacts: fc.option(tri, { nil: undefined }),
    retentionDays: fc.option(fc.integer({ min: 1, max: 400 })),
    bystanders: fc.integer({ min: 0, max: 50 }),
    offence: fc.constantFrom('csam_distribution', 'other'),
  })
  .map(({ lines, orders, measure, minimisationPlan, strictNecessityShown, periodLinkedToFacts, retentionDays, bystanders, offence }): RequestSubmission => ({
    ...WALK,
    measure,
    offence: { ...WALK.offence, category: offence, maxPenaltyMonthsRequesting: 40 },
    data: { ...WALK.data, strictNecessityShown, periodLinkedToFacts },
    subjects: { ...WALK.subjects, bystanders },
    safeguards: { ...WALK.safeguards, minimisationPlan, retentionDays },
    authorisations: orders.map((order): Authorisation => ({ ...WALK.authorisations[0]!, ...order })),
    lines: lines.map(({ otherPeople, ...line }, index): RequestLine => ({
      line: index + 1,
      why: 'a test',
      collateral: { otherPeople, children: 0, privileged: 'no', estimatedHow: 'a test' },
      ...line,
    })),
  }));
const without = (submission: RequestSubmission, index: number): RequestSubmission => ({
  ...submission,
  lines: submission.lines.filter((_, at) => at !== index),
});

describe('the input of a submission', () => {
  it('of the walk fits the engine, has the days of its lines, and leads to a single review', () => {
    const input = toInput(WALK, PLATFORM);
    expect([isAssessmentInput(input), input.data.categories, input.data.periodDays, input.subjects.count, input.authorisation.level]).toEqual([
      true,
      ['identification_ip', 'subscriber', 'traffic'],
      90,
      2,
      'judge',
    ]);
    expect(assess(input, PROFILES).route).toBe('SINGLE_REVIEW');
  });

  it('always fits the engine, whatever the lines', () => {
    fc.assert(fc.property(aSubmission, (submission) => isAssessmentInput(toInput(submission, PLATFORM))));
  });

  it('never becomes milder by one more line', () => {
    fc.assert(
      fc.property(aSubmission, fc.nat(), (submission, at) => {
        const fewer = without(submission, at % submission.lines.length);
        expect(severityOf(toInput(submission, PLATFORM))).toBeGreaterThanOrEqual(severityOf(toInput(fewer, PLATFORM)));
      }),
      { numRuns: 300 },
    );
  });

  it('of one line alone is never stricter than that of all', () => {
    fc.assert(
      fc.property(aSubmission, (submission) => {
        const result = assessAll(toInput(submission, PLATFORM), submission, PROFILES);
        expect(strictest(result).maxSeverity).toBe(result.whole.maxSeverity);
      }),
    );
  });

  it('is not made milder by splitting a request in two', () => {
    fc.assert(
      fc.property(aSubmission, (submission) => {
        const [first, ...rest] = submission.lines;
        const half = (lines: RequestLine[]): RequestSubmission => ({ ...submission, lines });
        const joint = jointAssessment([half([first!]), half(rest)], PLATFORM, PROFILES);
        expect(joint!.assessment.maxSeverity).toBeGreaterThanOrEqual(severityOf(toInput(submission, PLATFORM)));
      }),
    );
  });

  it('has no order where one line is covered by none', () => {
    const uncovered = { ...WALK, authorisations: [{ ...WALK.authorisations[0]!, covers: [1, 3] }] };
    expect(toInput(uncovered, PLATFORM).authorisation).toMatchObject({ level: 'none', timing: 'none', individualReasons: 'unknown' });
    expect(assess(toInput(uncovered, PLATFORM), PROFILES).route).toBe('AUTHORISATION_REQUIRED');
  });

  it('counts the days of the calendar in the zone of the line', () => {
    const late = (zone: string): RequestSubmission => ({
      ...WALK,
      lines: [{ ...WALK.lines[1]!, line: 1, period: { from: '2026-03-01T20:30:00Z', to: '2026-03-01T21:30:00Z', zone } }],
    });
    expect([toInput(late('UTC'), PLATFORM).data.periodDays, toInput(late('Africa/Nairobi'), PLATFORM).data.periodDays]).toEqual([1, 2]);
  });

  it('holds the nine answers of a reviewer at their mildest, and hands an emergency on as urgent', () => {
    const mild = {
      'aim.ulteriorIndicators': 'none',
      'selection.proxyRisk': 'no',
      'transfer.deathPenaltyRisk': 'none',
      'transfer.tortureRisk': 'none',
      'transfer.persecutionRisk': 'none',
    };
    const rest = { 'transfer.politicalOffence': 'no', 'transfer.fairTrialRisk': 'none', 'transfer.neBisInIdem': 'no', 'transfer.essentialInterests': 'no' };
    const input = toInput({ ...WALK, track: 'emergency' }, PLATFORM) as unknown as Record<string, Record<string, unknown>>;
    const reviewers = INPUT_FIELDS.filter(({ by }) => by === 'reviewer').map(({ path }) => path);
    expect(Object.fromEntries(reviewers.map((path) => [path, input[path.split('.')[0]!]![path.split('.')[1]!]]))).toEqual({ ...mild, ...rest });
    expect(input['request']!['track']).toBe('urgent');
  });

  it('keeps the second answer of a reviewer in the input of a line alone', () => {
    const input = toInput(WALK, PLATFORM);
    const corrected = { ...input, transfer: { ...input.transfer, tortureRisk: 'real' as const } };
    const line = inputOfLines(corrected, WALK, [WALK.lines[0]!]);
    expect([line.transfer.tortureRisk, line.data.categories, line.data.periodDays]).toEqual(['real', ['subscriber'], 0]);
  });
});
