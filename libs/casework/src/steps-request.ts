import { consentH2, corridorCurrent, free, hashEqual, needs, reason } from './guards.js';
import { REVIEW_STATES } from './lifecycle-states.js';
import { row } from './row.js';
import { type StepFacts } from './step-facts.js';

/** Attempts after which a screening that fails is parked and shown to its officer. */
export const SCREENING_ATTEMPTS = 5;

const sameLines = (granted: readonly number[], sent: readonly number[]): boolean =>
  granted.length > 0 &&
  granted.length === sent.length &&
  [...granted].sort((a, b) => a - b).every((line, index) => [...sent].sort((a, b) => a - b)[index] === line);

/** What a submission is held against, whenever it is frozen. */
const complete = [
  free<StepFacts['request.submit']>('complete', (facts) => facts.missing, 'incomplete'),
  free<StepFacts['request.submit']>('consistent', (facts) => facts.contradictions, 'incomplete'),
  free<StepFacts['request.submit']>('identifiers-usable', (facts) => facts.unusable, 'incomplete'),
  needs<StepFacts['request.submit']>('certificate', (facts) => facts.certificateValid, 'certificate'),
  needs<StepFacts['request.submit']>('terms', (facts) => facts.termsAccepted, 'terms'),
  needs<StepFacts['request.submit']>('referral-stands', (facts) => facts.referralStands),
  corridorCurrent,
] as const;

/** A data request from its draft to its screening, and from the grant to the holding agency. */
export const REQUEST_STEPS = [
  row('request', 'request.create', { from: [null], to: 'draft', who: ['officer'], guards: [], emits: ['request.created'] }),
  row('request', 'request.discard', { from: ['draft'], to: 'discarded', who: ['officer', 'system'], guards: [], emits: ['draft.discarded'] }),
  row('request', 'request.submit', {
    from: ['draft'],
    to: 'submitted',
    who: ['officer', 'supervisor'],
    guards: [...complete],
    emits: ['request.submitted'],
  }),
  row('request', 'request.screen', {
    from: ['submitted'],
    to: 'screened',
    who: ['system'],
    guards: [needs('profiles-known', (facts) => facts.profilesKnown), needs('engine-known', (facts) => facts.engineKnown)],
    emits: ['request.screened'],
  }),
  row('request', 'request.fail_screening', {
    from: ['submitted'],
    to: 'submitted',
    who: ['system'],
    guards: [needs('attempts-used', (facts) => facts.attempts >= SCREENING_ATTEMPTS)],
    emits: ['screening.failed'],
  }),
  row('request', 'request.await_order', {
    from: ['screened'],
    to: 'awaiting_order',
    who: ['system'],
    guards: [needs('order-missing', (facts) => facts.orderChecks.length > 0)],
    emits: ['request.order_awaited'],
  }),
  // The order makes a new version, which is screened like any other: nobody takes it for good before the checks and a person did.
  row('request', 'request.attach_order', {
    from: ['awaiting_order'],
    to: 'submitted',
    who: ['officer'],
    guards: [...complete, free('order-named', (facts) => facts.orderLacks, 'incomplete')],
    emits: ['request.order_attached'],
  }),
  row('request', 'request.insist', { from: ['awaiting_order'], to: 'screened', who: ['officer'], guards: [reason], emits: ['request.insisted'] }),
  row('request', 'request.resubmit', {
    from: ['returned'],
    to: 'submitted',
    who: ['officer'],
    guards: [...complete, free('questions-answered', (facts) => facts.unanswered, 'incomplete')],
    emits: ['request.resubmitted'],
  }),
  row('request', 'request.lapse', {
    from: ['returned'],
    to: 'lapsed',
    who: ['system'],
    guards: [needs('time-over', (facts) => facts.due)],
    emits: ['request.lapsed'],
  }),
  row('request', 'request.ask_reconsideration', {
    from: ['refused'],
    to: 'screened',
    who: ['supervisor'],
    guards: [reason, needs('once', (facts) => facts.earlier === 0), needs('in-time', (facts) => facts.inTime)],
    emits: ['request.reconsideration_asked'],
  }),
  row('request', 'request.withdraw', {
    from: ['submitted', 'screened', 'awaiting_order', ...REVIEW_STATES, 'granted', 'returned'],
    to: 'withdrawn',
    who: ['officer', 'desk'],
    guards: [reason],
    emits: ['request.withdrawn'],
  }),
  row('request', 'request.dispatch', {
    from: ['granted'],
    to: 'dispatched',
    who: ['system'],
    guards: [
      needs('granted-table-only', (facts) => sameLines(facts.grantedLines, facts.packageLines), 'not-granted'),
      consentH2,
      needs('no-stop-order', (facts) => !facts.openStopOrder),
      needs('waiting-times-over', (facts) => facts.waitingTimesOver),
    ],
    emits: ['request.dispatched', 'party_set.grown'],
  }),
  row('request', 'request.take_up', { from: ['dispatched'], to: 'answering', who: ['desk'], guards: [hashEqual], emits: ['request.taken_up'] }),
  row('request', 'request.close', {
    from: ['receipted'],
    to: 'closed',
    who: ['officer'],
    guards: [needs('conditions-settled', (facts) => facts.conditionsSettled), needs('outcome-asked', (facts) => facts.outcomeAsked, 'incomplete')],
    emits: ['request.closed'],
  }),
];
