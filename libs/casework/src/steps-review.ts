import { claimHeld, free, needs, reason } from './guards.js';
import { REVIEW_STATES, type RequestState } from './lifecycle-states.js';
import { type Outcome } from './lists.js';
import { row } from './row.js';
import { type SealFacts } from './step-facts.js';

const FINAL: Readonly<Record<Outcome, RequestState>> = { grant: 'granted', grant_in_part: 'granted', return: 'returned', refuse: 'refused' };
const grants = (outcome: Outcome | null): boolean => outcome === 'grant' || outcome === 'grant_in_part';

/** Where two blind decisions lead: agreement stands as far as it goes, one return beside no refusal returns, anything else goes to a lead. */
const afterTwo = ({ first, outcome, common }: SealFacts): RequestState => {
  if (grants(first) && grants(outcome)) return common > 0 ? 'granted' : 'in_lead_review';
  if (first === 'refuse' && outcome === 'refuse') return 'refused';
  if ((first === 'return' || outcome === 'return') && first !== 'refuse' && outcome !== 'refuse') return 'returned';
  return 'in_lead_review';
};

const alone = (facts: SealFacts): boolean => facts.route === 'SINGLE_REVIEW' || (facts.route === 'RETURN_FOR_COMPLETION' && facts.outcome === 'return');
const seal = {
  guards: [
    free<SealFacts>(
      'decision-rule',
      (facts) => facts.broken.map((one) => one.rule),
      (facts) => facts.broken[0]?.problem ?? 'step',
    ),
    free<SealFacts>('outcome-open', (facts) => facts.closed),
  ],
  emits: ['decision.sealed', 'review.claim_ended'],
};
const afterLoss = (_facts: unknown, state: RequestState): RequestState => (state === 'in_review' ? 'screened' : state);

/** Drawing a reviewer, the claim, the worksheet and the seals. */
export const REVIEW_STEPS = [
  row('request', 'review.allocate', {
    from: ['screened', 'in_second_review', 'in_lead_review'],
    to: (_facts, state) => (state === 'screened' ? 'in_review' : state),
    who: ['system'],
    guards: [needs('order-present', (facts) => facts.orderChecks.length === 0), needs('somebody-eligible', (facts) => facts.eligible > 0)],
    emits: ['review.allocated'],
  }),
  row('request', 'review.time_out', {
    from: REVIEW_STATES,
    to: afterLoss,
    who: ['system'],
    guards: [needs('time-over', (facts) => facts.due), needs('not-claimed', (facts) => !facts.claimed)],
    emits: ['review.claim_ended'],
  }),
  row('request', 'review.claim', {
    from: REVIEW_STATES,
    to: (_facts, state) => state,
    who: ['liaison', 'lead'],
    guards: [needs('drawn', (facts) => facts.drawn, 'not-allowed'), needs('claim-free', (facts) => facts.free)],
    emits: ['review.claimed'],
  }),
  row('request', 'review.release', {
    from: REVIEW_STATES,
    to: (_facts, state) => state,
    who: ['liaison', 'lead'],
    guards: [claimHeld],
    emits: ['review.claim_ended'],
  }),
  row('request', 'review.recuse', {
    from: REVIEW_STATES,
    to: afterLoss,
    who: ['liaison', 'lead'],
    guards: [needs('drawn', (facts) => facts.drawn, 'not-allowed'), needs('recusal-code', (facts) => facts.codeGiven, 'incomplete')],
    emits: ['review.recused'],
    alsoEmits: [{ kind: 'review.claim_ended', when: (facts) => facts.claimed }],
  }),
  row('request', 'review.record_finding', {
    from: REVIEW_STATES,
    to: (_facts, state) => state,
    who: ['liaison', 'lead'],
    guards: [claimHeld, free('finding-complete', (facts) => facts.lacks, 'incomplete')],
    emits: ['review.finding_recorded'],
  }),
  row('request', 'review.correct_answer', {
    from: REVIEW_STATES,
    // A first decision was made on the older answers, so it no longer counts and its author reads again.
    to: (facts, state) => (state === 'in_second_review' && facts.firstSealed ? 'in_review' : state),
    who: ['liaison', 'lead'],
    guards: [claimHeld, reason],
    emits: ['request.screened'],
  }),
  row('request', 'decision.seal', { variant: 'single', from: ['in_review'], to: (facts) => FINAL[facts.outcome], who: ['liaison'], when: alone, ...seal }),
  row('request', 'decision.seal', {
    variant: 'propose',
    from: ['in_review'],
    to: 'in_lead_review',
    who: ['liaison'],
    when: (facts) => facts.route === 'REFUSE_RECOMMENDED',
    ...seal,
  }),
  row('request', 'decision.seal', { variant: 'first', from: ['in_review'], to: 'in_second_review', who: ['liaison'], when: (facts) => !alone(facts), ...seal }),
  row('request', 'decision.seal', { variant: 'second', from: ['in_second_review'], to: afterTwo, who: ['liaison'], ...seal }),
  row('request', 'decision.seal', {
    variant: 'second_before_lead',
    from: ['in_lead_review'],
    to: 'in_lead_review',
    who: ['liaison'],
    when: (facts) => facts.position === 'second',
    ...seal,
  }),
  row('request', 'decision.seal', {
    variant: 'lead',
    from: ['in_lead_review'],
    to: (facts) => FINAL[facts.outcome],
    who: ['lead'],
    when: (facts) => facts.position === 'lead',
    guards: [
      ...seal.guards,
      needs('two-granted', (facts) => facts.route !== 'REFUSE_RECOMMENDED' || !grants(facts.outcome) || facts.grants >= 2, 'second-person'),
    ],
    emits: seal.emits,
  }),
  row('request', 'decision.recall', {
    from: [...REVIEW_STATES, 'granted', 'refused', 'returned'],
    to: ({ position }) => (position === 'lead' ? 'in_lead_review' : 'in_review'),
    who: ['liaison', 'lead'],
    guards: [
      needs('own-decision', (facts) => facts.own, 'not-allowed'),
      needs('alone', (facts) => facts.position === 'lead' || facts.others === 0),
      needs('in-time', (facts) => facts.inTime),
      reason,
    ],
    emits: ['decision.recalled'],
  }),
  row('request', 'decision.refer_difference', {
    from: ['granted'],
    to: 'in_lead_review',
    who: ['liaison'],
    guards: [
      needs('own-decision', (facts) => facts.own, 'not-allowed'),
      needs('scopes-differ', (facts) => facts.differs),
      needs('in-time', (facts) => facts.inTime),
      reason,
    ],
    emits: ['decision.difference_referred'],
  }),
];
