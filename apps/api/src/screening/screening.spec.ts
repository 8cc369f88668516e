import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type RequestSubmission, type RequestView } from '@comity/contract';
import { ATTEMPTS } from '../shared/outbox.js';
import { PEOPLE } from '../testing/people.js';
import { type Entry, type Stack, startStack } from '../testing/stack.js';
import { reportOf, submissionOf } from '../testing/walk-submission.js';

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
const found = async (id: string): Promise<{ route: string; version: number; because: string[]; missing_work: string | null }[]> =>
  sql('select route, version, because, missing_work from comity.screening where request_id = $1', [id]);
const kindsOwed = async (id: string): Promise<string[]> =>
  (await sql<{ kind: string }>('select kind from comity.outbox where subject = $1 order by created_at', [id])).map(({ kind }) => kind);

describe('screening', () => {
  it('finds that one person may decide about the request of the walk, stores it with its entry, and owes the draw', async () => {
    const { id } = await submitted();
    await screen(id);
    expect(await found(id)).toMatchObject([{ route: 'SINGLE_REVIEW', version: 1, missing_work: null }]);
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
    expect((await stack.call('a.officer', 'GET', `/requests/${id}/screening`)).status).toBe(403);
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

describe('a route whose work is not built', () => {
  it('waits for an order where one is missing, and says which checks ask for it', async () => {
    const { id } = await submitted((whole) => ({ ...whole, authorisations: [{ ...whole.authorisations[0]!, covers: [1, 3] }] }));
    await screen(id);
    const view = await open(id);
    expect([view.state, view.missingWork]).toEqual(['awaiting_order', 'order']);
    expect(ofKind(await stack.entries(id), 'request.order_awaited')[0]?.data).toMatchObject({
      from: 'screened',
      to: 'awaiting_order',
      checks: expect.arrayContaining(['LEG-08']),
    });
    expect(await kindsOwed(id)).toEqual(['screen']);
  });

  it.each([
    [
      'second-review',
      'DOUBLE_LOCK',
      (whole: RequestSubmission) => ({
        ...whole,
        data: { ...whole.data, privilege: 'possible' as const, privilegeKind: 'legal' as const },
        safeguards: { ...whole.safeguards, privilegeProtocol: 'yes' as const },
      }),
    ],
    [
      'return-and-resubmit',
      'RETURN_FOR_COMPLETION',
      (whole: RequestSubmission) => ({ ...whole, necessity: { ...whole.necessity, scopeMinimised: 'no' as const } }),
    ],
  ])('stands still and says that %s is missing', async (missing, route, change) => {
    const { id } = await submitted(change);
    await screen(id);
    const view = await open(id);
    expect([view.state, view.missingWork, (await found(id))[0]?.route]).toEqual(['screened', missing, route]);
    expect(ofKind(await stack.entries(id), 'step.refused')[0]?.data).toMatchObject({ act: 'review.allocate', rules: [missing] });
    expect(await kindsOwed(id)).toEqual(['screen']);
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
