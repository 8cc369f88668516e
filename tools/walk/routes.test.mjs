// One request of each kind over HTTP against a product of its own: who has to decide, what closes each way, and what reaches the other side in the end.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ownProduct } from '../start/testing.mjs';
import { openClient } from './client.mjs';
import { granting, prepare, refuseSeal, refusing, seal } from './decide.mjs';
import { creationFor, prepareReferrals } from './drafts.mjs';
import { openDatabase } from './evidence.mjs';
import { submissionFor } from './walk.mjs';

const product = ownProduct();
const CASES = 7;
let api, database, cases;

before(async () => {
  const { code, out, err } = await product.start();
  assert.equal(code, 0, out + err);
  const run = product.run();
  database = await openDatabase(run);
  api = openClient(run, { secrets: join(product.state, 'own') });
  cases = await prepareReferrals(api, CASES);
});
after(async () => {
  await database?.close();
  await product.remove();
});

/** Submits a case of its own, bent. @returns its id and what was submitted */
async function submit(change = () => {}) {
  const made = cases.pop();
  const { id, version } = await api.pass('a.officer', 'POST', '/requests', creationFor(made));
  const submission = submissionFor(made.made, made.identifiers);
  change(submission);
  await api.pass('a.officer', 'POST', `/requests/${id}/submit`, submission, { version });
  return { id, submission };
}
const reach = (id, state) => api.until('a.officer', `/requests/${id}`, (body) => body.state === state, `the request is ${state}`, 60);
/** Kinds of entries that a case left, without reads, findings and claims. */
const left = async (id) =>
  (await database.entries())
    .filter((entry) => entry.case === id && !/^(audit\.read|review\.(finding_recorded|claimed|claim_ended|allocated)|request\.screened)$/.test(entry.kind))
    .map(({ kind, data }) => (kind === 'decision.sealed' ? `${kind} ${data.position} ${data.outcome}${data.departs ? ' departs' : ''}` : kind));
const french = (submission) => {
  submission.language = 'fr';
};

// The cases run beside each other: most of their time they wait for somebody to be drawn, or for the dispatch.
test('routes', { concurrency: CASES }, async (t) => {
  await Promise.all([
    t.test('single review: one person decides', async () => {
      const { id } = await submit();
      await seal(api, await prepare(api, id));
      await reach(id, 'dispatched');
      assert.deepEqual(await left(id), [
        'request.created',
        'request.submitted',
        'decision.sealed first grant_in_part',
        'request.dispatched',
        'party_set.grown',
      ]);
    }),

    t.test('double lock with differing scopes: what both grant goes out, under the conditions of both', async () => {
      const { id } = await submit((submission) => {
        french(submission);
        Object.assign(submission.data, { privilege: 'possible', privilegeKind: 'legal' });
        submission.safeguards.privilegeProtocol = 'yes';
      });
      const first = await prepare(api, id);
      const one = await seal(api, first, granting(first, '2026-10-04T00:00:00Z', '2026-11-02T23:59:59Z', [{ kind: 'report_deletion', parameter: '180 days' }]));
      assert.equal(one.state, 'in_second_review');
      const second = await prepare(api, id, 'second');
      assert.deepEqual([first.by, second.by].sort(), ['c.liaison', 'd.liaison']);
      for (const person of [second.by, 'a.officer']) await api.refuse(person, 'GET', `/decisions/${one.id}`, undefined, {}, 404);
      const two = await seal(api, second, granting(second, '2026-09-20T00:00:00Z', '2026-10-25T23:59:59Z', [{ kind: 'not_evidence' }]));
      assert.equal(two.state, 'granted');
      await reach(id, 'dispatched');
      const { granted } = await api.pass('b.desk', 'GET', `/requests/${id}`);
      assert.deepEqual(
        granted.map(({ line, period, conditions }) => [line, period?.from ?? null, period?.to ?? null, conditions.map(({ kind }) => kind)]),
        [
          [1, null, null, []],
          [2, '2026-10-04T00:00:00Z', '2026-10-25T23:59:59Z', ['report_deletion', 'not_evidence']],
        ],
      );
      const { together } = await api.pass('a.officer', 'GET', `/decisions/${one.id}`);
      assert.deepEqual([together.with, together.lines.map(({ change }) => change)], [two.id, ['granted', 'narrowed', 'refused']]);
    }),

    t.test('authorisation: closed until the order is attached and a person says that they read it', async () => {
      const { id, submission } = await submit((made) => {
        made.authorisations[0].covers = [1, 3];
      });
      const { version } = await reach(id, 'awaiting_order');
      const order = { ...submission.authorisations[0], reference: 'DEMO-ORDER-2026-0777', covers: [2] };
      await api.refuse(
        'a.officer',
        'POST',
        `/requests/${id}/attach-order`,
        { authorisations: [{ ...order, level: 'none', timing: 'none' }] },
        { version },
        422,
      );
      await api.pass('a.officer', 'POST', `/requests/${id}/attach-order`, { authorisations: [order] }, { version });
      const ready = await prepare(api, id);
      assert.ok((await refuseSeal(api, ready, {}, 409)).includes('order-unchecked:2'));
      const { row, line, id: _id, at: _at, ...finding } = ready.view.findings.find((one) => one.row === 'W1' && one.line === 2);
      const read = { ...finding, lines: [line], order: order.reference };
      const { version: seen } = await api.pass(ready.by, 'PUT', `/reviews/${ready.view.id}/findings/${row}`, read, { version: ready.view.version });
      assert.equal((await seal(api, { ...ready, view: { ...ready.view, version: seen } })).state, 'granted');
      assert.deepEqual((await left(id)).slice(1, 4), ['request.submitted', 'request.order_awaited', 'request.order_attached']);
    }),

    t.test('return and resubmit: questions, cures, a new version, and what changed for whoever reads it', async () => {
      const { id, submission } = await submit((made) => {
        made.necessity.scopeMinimised = 'no';
      });
      const ready = await prepare(api, id);
      assert.ok((await refuseSeal(api, ready, {}, 409)).includes('severity:NEC-08'));
      const question = 'Which fact ties the first of the days to the file?';
      const { id: decision } = await seal(api, ready, { outcome: 'return', lines: [], questions: [question] });
      const { version } = await reach(id, 'returned');
      const { questions } = await api.until('a.officer', `/decisions/${decision}`, () => true, 'the letter is handed over');
      const cures = await api.pass('a.officer', 'GET', `/requests/${id}/screening`);
      assert.deepEqual([questions, cures.results.map(({ check }) => check)], [[question], ['NEC-08']]);
      submission.necessity.scopeMinimised = 'yes';
      const answers = [{ decision, question: 1, answer: 'The first message that the provider knows of.' }];
      await api.refuse('a.officer', 'POST', `/requests/${id}/resubmit`, { submission, answers: [] }, { version }, 422);
      await api.pass('a.officer', 'POST', `/requests/${id}/resubmit`, { submission, answers }, { version });
      const again = await prepare(api, id);
      assert.deepEqual(again.view.changes, {
        since: 1,
        fields: [{ path: '/necessity/scopeMinimised', before: 'no', after: 'yes' }],
        answers: [{ question, answer: answers[0].answer }],
      });
      assert.equal((await seal(api, again)).state, 'granted');
    }),

    t.test('absolute refusal: no grant, whatever is written; the lead confirms', async () => {
      const { id } = await submit((made) => {
        made.selection.protectedAttributeRole = 'decisive';
      });
      const ready = await prepare(api, id);
      assert.ok((await refuseSeal(api, ready, { departure: 'A grave case.' }, 409)).includes('absolute:DIS-01'));
      assert.equal((await seal(api, ready, refusing(ready, 'DISCRIMINATION'))).state, 'in_lead_review');
      const lead = await prepare(api, id, 'lead');
      assert.ok((await refuseSeal(api, lead, { departure: 'A grave case.' }, 409)).includes('absolute:DIS-01'));
      assert.equal((await seal(api, lead, refusing(lead, 'DISCRIMINATION'))).state, 'refused');
      assert.deepEqual((await left(id)).slice(-2), ['decision.sealed first refuse', 'decision.sealed lead refuse']);
    }),

    t.test('departure: two reviewers and the lead against the recommendation, each with reasons', async () => {
      const { id } = await submit((made) => {
        french(made);
        made.necessity.suitable = 'no';
      });
      const departure = { departure: 'The account may yet name the holder.' };
      const first = await prepare(api, id);
      assert.ok((await refuseSeal(api, first, {}, 409)).includes('departure:NEC-01'));
      await seal(api, first, departure);
      const second = await prepare(api, id, 'second');
      assert.notEqual(second.by, first.by);
      assert.equal((await seal(api, second, departure)).state, 'in_lead_review');
      const lead = await prepare(api, id, 'lead');
      assert.equal((await seal(api, lead, departure)).state, 'granted');
      assert.deepEqual(
        (await left(id)).filter((kind) => kind.startsWith('decision')),
        ['first', 'second', 'lead'].map((position) => `decision.sealed ${position} grant_in_part departs`),
      );
    }),

    t.test('urgent: never one alone, and no waiting before the dispatch', async () => {
      const { id } = await submit((made) => {
        french(made);
        made.track = 'urgent';
        Object.assign(made.aim, { kind: 'rescue_child', harmStatus: 'imminent' });
        made.transfer.rescueOnly = true;
        Object.assign(made.urgency, {
          threat: 'life',
          horizonHours: 6,
          facts: 'A message names the house and the evening.',
          substantiated: 'yes',
          ordinaryRouteTooSlow: 'yes',
          whyTooSlow: 'The evening is today.',
          exPostReviewBooked: 'yes',
        });
      });
      assert.equal((await seal(api, await prepare(api, id))).state, 'in_second_review');
      assert.equal((await seal(api, await prepare(api, id, 'second'))).state, 'granted');
      await reach(id, 'dispatched');
      const [{ wait }] = await database.rows(
        "select extract(epoch from due_at - created_at)::float as wait from comity.outbox where kind = 'dispatch' and subject = $1",
        [id],
      );
      assert.ok(wait < 1, `the dispatch waited ${wait} s`);
    }),
  ]);
});
