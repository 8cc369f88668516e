import { consentH2, corridorCurrent, free, hashEqual, needs, reason } from './guards.js';
import { row } from './row.js';

/** Intake of a referral, and its way to one recipient. Each delivery runs this table by itself from `sent` on. */
export const REFERRAL_STEPS = [
  row('referral', 'referral.create', { from: [null], to: 'draft', who: ['officer', 'supervisor', 'desk'], guards: [], emits: ['referral.created'] }),
  row('referral', 'referral.import', { from: [null], to: 'draft', who: ['officer', 'supervisor', 'desk'], guards: [], emits: ['referral.created'] }),
  row('referral', 'referral.discard', { from: ['draft'], to: 'discarded', who: ['officer', 'system'], guards: [], emits: ['draft.discarded'] }),
  row('referral', 'referral.complete', {
    from: ['draft'],
    to: 'ready',
    who: ['officer'],
    guards: [
      free('required-fields', (facts) => facts.missing, 'incomplete'),
      free('identifiers-checked', (facts) => facts.unchecked, 'incomplete'),
      free('handling-set', (facts) => (facts.handlingSet ? [] : ['#/handling']), 'incomplete'),
      free('evaluation-set', (facts) => (facts.evaluationSet ? [] : ['#/evaluation']), 'incomplete'),
    ],
    emits: ['referral.completed'],
  }),
  row('referral', 'referral.return', { from: ['ready'], to: 'draft', who: ['supervisor'], guards: [reason], emits: ['referral.returned'] }),
  row('referral', 'referral.send', {
    from: ['ready'],
    to: 'sent',
    who: ['supervisor'],
    guards: [
      needs('author-not-approver', (facts) => facts.author !== facts.approver, 'second-person'),
      needs('recipient-named', (facts) => facts.recipients > 0, 'incomplete'),
      corridorCurrent,
      consentH2,
    ],
    emits: ['referral.sent'],
  }),
  row('referral', 'referral.relay', { from: ['sent'], to: 'relayed', who: ['system'], guards: [hashEqual], emits: ['referral.relayed'] }),
  row('referral', 'referral.fail_relay', { from: ['sent'], to: 'relay_failed', who: ['system'], guards: [], emits: ['referral.relay_failed'] }),
  row('referral', 'referral.deliver', {
    from: ['relayed'],
    to: 'delivered',
    who: ['system'],
    guards: [hashEqual],
    emits: ['referral.delivered', 'party_set.grown'],
  }),
  row('referral', 'referral.retrieve', { from: ['delivered'], to: 'retrieved', who: ['desk'], guards: [hashEqual], emits: ['referral.retrieved'] }),
  row('referral', 'referral.accept', { from: ['retrieved'], to: 'accepted', who: ['desk'], guards: [], emits: ['referral.accepted'] }),
  row('referral', 'referral.reject', {
    from: ['retrieved'],
    to: 'rejected',
    who: ['desk'],
    guards: [needs('reject-code', (facts) => facts.codeGiven, 'incomplete'), reason],
    emits: ['referral.rejected'],
  }),
  // After retrieval a withdrawal needs a stop order, which is not built: those states are not in this row.
  row('referral', 'referral.withdraw', {
    from: ['ready', 'sent', 'relayed', 'relay_failed', 'delivered', 'not_delivered', 'not_retrieved'],
    to: 'withdrawn',
    who: ['desk'],
    guards: [reason],
    emits: ['referral.withdrawn'],
  }),
];
