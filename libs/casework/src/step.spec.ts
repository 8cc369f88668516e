import { describe, expect, it } from 'vitest';
import { step, StepNotAllowed, type StepRow } from './step.js';
import { STEPS } from './steps.js';

type Facts = Record<string, unknown>;
/** For each row the facts that let it pass, and for each of its guards what to change so that this guard refuses. */
type Case = { facts?: Facts; to?: string; negatives?: Record<string, Facts> };

const hashes = { sentHash: 'a', seenHash: 'a' };
const otherHash = { 'hash-equal': { seenHash: 'b' } };
const seal = { route: 'SINGLE_REVIEW', outcome: 'grant', position: 'first', broken: [], closed: [], first: null, common: 1, grants: 0 };
const sealRefused = {
  'decision-rule': { broken: [{ rule: 'four-eyes', problem: 'second-person' }] },
  'outcome-open': { closed: ['reasons'] },
};

const submitted = { missing: [], contradictions: [], unusable: [], certificateValid: true, termsAccepted: true, referralStands: true, corridorCurrent: true };
const notSubmitted = {
  complete: { missing: ['/aim/kind'] },
  consistent: { contradictions: ['/urgency/threat'] },
  'identifiers-usable': { unusable: ['/lines/0'] },
  certificate: { certificateValid: false },
  terms: { termsAccepted: false },
  'referral-stands': { referralStands: false },
  'corridor-current': { corridorCurrent: false },
};

const CASES: Record<string, Case> = {
  'referral.create': {},
  'referral.import': {},
  'referral.discard': {},
  'referral.complete': {
    facts: { missing: [], unchecked: [], handlingSet: true, evaluationSet: true },
    negatives: {
      'required-fields': { missing: ['/title'] },
      'identifiers-checked': { unchecked: ['3'] },
      'handling-set': { handlingSet: false },
      'evaluation-set': { evaluationSet: false },
    },
  },
  'referral.return': { facts: { reasonGiven: true }, negatives: { reason: { reasonGiven: false } } },
  'referral.send': {
    facts: { author: 'p1', approver: 'p2', recipients: 1, corridorCurrent: true, h2: true, h2Consent: true },
    negatives: {
      'author-not-approver': { approver: 'p1' },
      'recipient-named': { recipients: 0 },
      'corridor-current': { corridorCurrent: false },
      'consent-h2': { h2Consent: false },
    },
  },
  'referral.relay': { facts: hashes, negatives: otherHash },
  'referral.fail_relay': {},
  'referral.deliver': { facts: hashes, negatives: otherHash },
  'referral.retrieve': { facts: hashes, negatives: otherHash },
  'referral.accept': {},
  'referral.reject': {
    facts: { codeGiven: true, reasonGiven: true },
    negatives: { 'reject-code': { codeGiven: false }, reason: { reasonGiven: false } },
  },
  'referral.withdraw': { facts: { reasonGiven: true }, negatives: { reason: { reasonGiven: false } } },
  'request.create': {},
  'request.discard': {},
  'request.submit': { facts: submitted, negatives: notSubmitted },
  'request.screen': {
    facts: { profilesKnown: true, engineKnown: true },
    negatives: { 'profiles-known': { profilesKnown: false }, 'engine-known': { engineKnown: false } },
  },
  'request.fail_screening': { facts: { attempts: 5 }, negatives: { 'attempts-used': { attempts: 4 } } },
  'request.await_order': { facts: { orderChecks: ['LEG-08'] }, negatives: { 'order-missing': { orderChecks: [] } } },
  'request.attach_order': {
    facts: { ...submitted, orderLacks: [] },
    negatives: { ...notSubmitted, 'order-named': { orderLacks: ['#/authorisations'] } },
  },
  'request.insist': { facts: { reasonGiven: true }, negatives: { reason: { reasonGiven: false } } },
  'request.resubmit': {
    facts: { ...submitted, unanswered: [] },
    negatives: { ...notSubmitted, 'questions-answered': { unanswered: ['#/answers/0'] } },
  },
  'request.lapse': { facts: { due: true }, negatives: { 'time-over': { due: false } } },
  'request.ask_reconsideration': {
    facts: { reasonGiven: true, earlier: 0, inTime: true },
    negatives: { reason: { reasonGiven: false }, once: { earlier: 1 }, 'in-time': { inTime: false } },
  },
  'request.withdraw': { facts: { reasonGiven: true }, negatives: { reason: { reasonGiven: false } } },
  'request.dispatch': {
    facts: { grantedLines: [2, 1], packageLines: [1, 2], h2: false, h2Consent: false, openStopOrder: false, waitingTimesOver: true },
    negatives: {
      'granted-table-only': { packageLines: [1, 2, 3] },
      'consent-h2': { h2: true },
      'no-stop-order': { openStopOrder: true },
      'waiting-times-over': { waitingTimesOver: false },
    },
  },
  'request.take_up': { facts: hashes, negatives: otherHash },
  'request.close': {
    facts: { conditionsSettled: true, outcomeAsked: true },
    negatives: { 'conditions-settled': { conditionsSettled: false }, 'outcome-asked': { outcomeAsked: false } },
  },
  'review.allocate': {
    facts: { orderChecks: [], eligible: 1 },
    to: 'in_review',
    negatives: {
      'order-present': { orderChecks: ['LEG-08'] },
      'somebody-eligible': { eligible: 0 },
    },
  },
  'review.time_out': { facts: { due: true, claimed: false }, to: 'screened', negatives: { 'time-over': { due: false }, 'not-claimed': { claimed: true } } },
  'review.claim': { facts: { drawn: true, free: true }, to: 'in_review', negatives: { drawn: { drawn: false }, 'claim-free': { free: false } } },
  'review.release': { facts: { claimHeld: true }, to: 'in_review', negatives: { 'claim-held': { claimHeld: false } } },
  'review.recuse': {
    facts: { drawn: true, codeGiven: true, claimed: false },
    to: 'screened',
    negatives: { drawn: { drawn: false }, 'recusal-code': { codeGiven: false } },
  },
  'review.record_finding': {
    facts: { claimHeld: true, finding: 'met', lacks: [] },
    to: 'in_review',
    negatives: { 'claim-held': { claimHeld: false }, 'finding-complete': { lacks: ['ground'] } },
  },
  'review.correct_answer': {
    facts: { claimHeld: true, reasonGiven: true, firstSealed: false },
    to: 'in_review',
    negatives: { 'claim-held': { claimHeld: false }, reason: { reasonGiven: false } },
  },
  'decision.seal/single': { facts: seal, to: 'granted', negatives: sealRefused },
  'decision.seal/propose': { facts: { ...seal, route: 'REFUSE_RECOMMENDED', outcome: 'refuse' }, negatives: sealRefused },
  'decision.seal/first': { facts: { ...seal, route: 'DOUBLE_LOCK' }, negatives: sealRefused },
  'decision.seal/second': { facts: { ...seal, route: 'DOUBLE_LOCK', position: 'second', first: 'grant' }, to: 'granted', negatives: sealRefused },
  'decision.seal/second_before_lead': { facts: { ...seal, route: 'REFUSE_RECOMMENDED', position: 'second' }, negatives: sealRefused },
  'decision.seal/lead': {
    facts: { ...seal, route: 'REFUSE_RECOMMENDED', position: 'lead', grants: 2 },
    to: 'granted',
    negatives: { ...sealRefused, 'two-granted': { grants: 1 } },
  },
  'decision.recall': {
    facts: { own: true, position: 'first', others: 0, inTime: true, reasonGiven: true },
    to: 'in_review',
    negatives: { 'own-decision': { own: false }, alone: { others: 1 }, 'in-time': { inTime: false }, reason: { reasonGiven: false } },
  },
  'decision.refer_difference': {
    facts: { own: true, differs: true, inTime: true, reasonGiven: true },
    negatives: { 'own-decision': { own: false }, 'scopes-differ': { differs: false }, 'in-time': { inTime: false }, reason: { reasonGiven: false } },
  },
  'disclosure.answer': {
    facts: { lineGranted: true, lacks: [], excessRows: 0 },
    negatives: { 'line-granted': { lineGranted: false }, 'answer-complete': { lacks: ['searched'] } },
  },
  'disclosure.send': {
    facts: { sender: 'p2', answerers: ['p1'], unanswered: [], open: 0, stepUpFresh: true },
    to: 'disclosed',
    negatives: {
      'answerer-not-sender': { sender: 'p1' },
      'lines-named': { answerers: [] },
      'lines-answered': { unanswered: [2] },
      'step-up-fresh': { stepUpFresh: false },
    },
  },
  'disclosure.receipt': {
    facts: { ...hashes, conditionsShown: true, packagesOpen: 0 },
    to: 'receipted',
    negatives: { ...otherHash, 'conditions-shown': { conditionsShown: false } },
  },
};

const keyOf = (row: { act: string; variant?: string }): string => (row.variant ? `${row.act}/${row.variant}` : row.act);
const run = (row: Pick<StepRow, 'object' | 'act'>, from: string | null, facts: Facts) => step(row.object, from as never, row.act, facts as never);
const refusal = (work: () => unknown): StepNotAllowed => {
  try {
    work();
  } catch (error) {
    if (error instanceof StepNotAllowed) return error;
    throw error;
  }
  throw new Error('The step was taken.');
};

describe.each(STEPS.map((row) => [keyOf(row), row] as const))('step %s', (key, row) => {
  const known = CASES[key];

  it('is taken from each of its states and names its entries', () => {
    expect(known).toBeDefined();
    for (const from of row.from) {
      const taken = run(row, from, known?.facts ?? {});
      expect(taken.variant).toBe(row.variant ?? null);
      if (from === row.from[0]) expect(taken.to).toBe(known?.to ?? row.to);
      expect(taken.emits).toEqual(row.emits);
      expect(taken.emits.length).toBeGreaterThan(0);
    }
  });

  it('is refused from every other state', () => {
    const others = STEPS.flatMap((one) => one.from).filter(
      (from) => !STEPS.some((one) => one.object === row.object && one.act === row.act && (one.from as readonly unknown[]).includes(from)),
    );
    for (const from of new Set(others)) expect(refusal(() => run(row, from, known?.facts ?? {})).guard).toBe('state');
  });

  it('is refused by each of its guards alone', () => {
    for (const guard of row.guards) {
      const change = known?.negatives?.[guard.id];
      expect(change, guard.id).toBeDefined();
      const error = refusal(() => run(row, row.from[0] ?? null, { ...known?.facts, ...change }));
      expect(error.failed.map((one) => one.guard)).toEqual([guard.id]);
      expect(error.failed[0].causes.length).toBeGreaterThan(0);
    }
  });
});

describe('steps with several ways', () => {
  it('lists every guard that refuses, so that a person hears all causes at once', () => {
    const error = refusal(() =>
      run({ object: 'request', act: 'request.submit' }, 'draft', { ...CASES['request.submit']?.facts, missing: ['/a', '/b'], certificateValid: false }),
    );
    expect(error.failed).toEqual([
      { guard: 'complete', problem: 'incomplete', causes: ['/a', '/b'] },
      { guard: 'certificate', problem: 'certificate', causes: ['certificate'] },
    ]);
    expect([error.name, error.problem, error.from]).toEqual(['StepNotAllowed', 'incomplete', 'draft']);
  });

  it('hands on the problem of the first rule that a seal breaks', () => {
    const facts = { ...seal, broken: [{ rule: 'step-up', problem: 'step-up' }] };
    expect(refusal(() => run({ object: 'request', act: 'decision.seal' }, 'in_review', facts)).problem).toBe('step-up');
  });

  it('ends a single review by its outcome', () => {
    const end = (outcome: string) => run({ object: 'request', act: 'decision.seal' }, 'in_review', { ...seal, outcome }).to;
    expect(['grant', 'grant_in_part', 'return', 'refuse'].map(end)).toEqual(['granted', 'granted', 'returned', 'refused']);
  });

  it('lets one person return an incomplete request and asks two to grant it', () => {
    const seals = (outcome: string) =>
      run({ object: 'request', act: 'decision.seal' }, 'in_review', { ...seal, route: 'RETURN_FOR_COMPLETION', outcome }).variant;
    expect([seals('return'), seals('grant')]).toEqual(['single', 'first']);
  });

  it.each([
    ['grant', 'grant_in_part', 'granted'],
    ['refuse', 'refuse', 'refused'],
    ['return', 'grant', 'returned'],
    ['grant', 'return', 'returned'],
    ['return', 'refuse', 'in_lead_review'],
    ['refuse', 'return', 'in_lead_review'],
    ['grant', 'refuse', 'in_lead_review'],
    ['refuse', 'grant', 'in_lead_review'],
  ])('leads two decisions %s and %s to %s', (first, outcome, to) => {
    expect(run({ object: 'request', act: 'decision.seal' }, 'in_second_review', { ...seal, route: 'DOUBLE_LOCK', position: 'second', first, outcome }).to).toBe(
      to,
    );
  });

  it('leads two grants that have nothing in common to a lead', () => {
    const facts = { ...seal, route: 'DOUBLE_LOCK', position: 'second', first: 'grant', common: 0 };
    expect(run({ object: 'request', act: 'decision.seal' }, 'in_second_review', facts).to).toBe('in_lead_review');
  });

  it('gives a recalled decision back to whoever sealed it, also where a lead sealed after others', () => {
    const facts = { own: true, inTime: true, reasonGiven: true };
    expect(run({ object: 'request', act: 'decision.recall' }, 'refused', { ...facts, position: 'lead', others: 2 }).to).toBe('in_lead_review');
    expect(run({ object: 'request', act: 'decision.recall' }, 'in_lead_review', { ...facts, position: 'first', others: 0 }).to).toBe('in_review');
  });

  it('lets a lead refuse without two grants', () => {
    expect(
      run({ object: 'request', act: 'decision.seal' }, 'in_lead_review', { ...seal, route: 'REFUSE_RECOMMENDED', position: 'lead', outcome: 'refuse' }).to,
    ).toBe('refused');
  });

  it('keeps the state of a later position when its reviewer is lost or drawn', () => {
    expect(run({ object: 'request', act: 'review.recuse' }, 'in_second_review', { drawn: true, codeGiven: true, claimed: true })).toMatchObject({
      to: 'in_second_review',
      emits: ['review.recused', 'review.claim_ended'],
    });
    expect(run({ object: 'request', act: 'review.allocate' }, 'in_second_review', CASES['review.allocate']?.facts ?? {}).to).toBe('in_second_review');
  });

  it('voids a first decision when a second reviewer corrects an answer', () => {
    const facts = { claimHeld: true, reasonGiven: true };
    expect(run({ object: 'request', act: 'review.correct_answer' }, 'in_second_review', { ...facts, firstSealed: true }).to).toBe('in_review');
    expect(run({ object: 'request', act: 'review.correct_answer' }, 'in_second_review', { ...facts, firstSealed: false }).to).toBe('in_second_review');
  });

  it('keeps answering while granted lines are open, and logs rows that were held back', () => {
    expect(run({ object: 'request', act: 'disclosure.send' }, 'answering', { ...CASES['disclosure.send']?.facts, open: 1 }).to).toBe('answering');
    expect(run({ object: 'request', act: 'disclosure.receipt' }, 'disclosed', { ...CASES['disclosure.receipt']?.facts, packagesOpen: 1 }).to).toBe('disclosed');
    expect(run({ object: 'request', act: 'disclosure.answer' }, 'answering', { lineGranted: true, lacks: [], excessRows: 1 }).emits).toContain(
      'disclosure.excess_held',
    );
  });

  it('sends nothing that is empty, short of a line, or another line', () => {
    const sends =
      (packageLines: number[], grantedLines = [1, 2]) =>
      () =>
        run({ object: 'request', act: 'request.dispatch' }, 'granted', { ...CASES['request.dispatch']?.facts, packageLines, grantedLines });
    for (const work of [sends([], []), sends([1]), sends([1, 3]), sends([1, 1])]) expect(refusal(work).guard).toBe('granted-table-only');
  });
});
