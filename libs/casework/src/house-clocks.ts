import { type ClockRule } from './clocks.js';
import { type Track } from './lists.js';

const house = (id: string, trigger: string, metBy: readonly string[], length: number, unit: ClockRule['unit'], onExpiry: ClockRule['onExpiry']): ClockRule => ({
  id,
  version: 1,
  regime: 'house',
  trigger,
  metBy,
  length,
  unit,
  rollForward: false,
  // While it lies with the agency that asks, nobody who decides owes anything.
  suspensions: trigger === 'request.submitted' ? [{ from: 'request.returned', to: 'request.resubmitted' }] : [],
  warnAtPercent: [50, 20],
  onExpiry,
  status: 'house',
});
/** Days after which a returned request lapses, and in which a refused one can be looked at again. @source exchange 2.2 */
export const ANSWER_DAYS = 14;

type ByTrack = Readonly<Record<Track, ClockRule>>;

/**
 * Deadlines that are ours and not a law's. They are configuration; a profile may give others for the decision.
 * @source exchange 3.3 "House rules", 2.2
 */
export const HOUSE_CLOCKS: Readonly<Record<'relay' | 'delivery' | 'retrieval' | 'decision' | 'answer' | 'claim_taken', ByTrack>> = {
  relay: {
    ordinary: house('HR-relay', 'referral.sent', ['referral.relayed'], 5, 'minute', 'negative_evidence'),
    urgent: house('HR-relay-urgent', 'referral.sent', ['referral.relayed'], 5, 'minute', 'negative_evidence'),
    emergency: house('HR-relay-emergency', 'referral.sent', ['referral.relayed'], 1, 'minute', 'negative_evidence'),
  },
  delivery: {
    ordinary: house('HR-delivery', 'referral.sent', ['referral.delivered'], 1, 'hour', 'negative_evidence'),
    urgent: house('HR-delivery-urgent', 'referral.sent', ['referral.delivered'], 30, 'minute', 'negative_evidence'),
    emergency: house('HR-delivery-emergency', 'referral.sent', ['referral.delivered'], 5, 'minute', 'negative_evidence'),
  },
  retrieval: {
    ordinary: house('HR-retrieval', 'referral.sent', ['referral.retrieved'], 3, 'working_day', 'negative_evidence'),
    urgent: house('HR-retrieval-urgent', 'referral.sent', ['referral.retrieved'], 4, 'hour', 'negative_evidence'),
    emergency: house('HR-retrieval-emergency', 'referral.sent', ['referral.retrieved'], 15, 'minute', 'negative_evidence'),
  },
  decision: {
    ordinary: house('HR-decision', 'request.submitted', ['decision.sealed'], 10, 'working_day', 'notice'),
    urgent: house('HR-decision-urgent', 'request.submitted', ['decision.sealed'], 24, 'hour', 'notice'),
    emergency: house('HR-decision-emergency', 'request.submitted', ['decision.sealed'], 24, 'hour', 'notice'),
  },
  // In hours, so that the time ends at the moment at which the request lapses.
  answer: {
    ordinary: house('HR-answer', 'request.returned', ['request.resubmitted'], 24 * ANSWER_DAYS, 'hour', 'lapse'),
    urgent: house('HR-answer', 'request.returned', ['request.resubmitted'], 24 * ANSWER_DAYS, 'hour', 'lapse'),
    emergency: house('HR-answer', 'request.returned', ['request.resubmitted'], 24 * ANSWER_DAYS, 'hour', 'lapse'),
  },
  // Working hours of a rota are not built: the ordinary rule runs in hours, which is the stricter reading for the one who is drawn.
  claim_taken: {
    ordinary: house('HR-claim', 'review.allocated', ['review.claimed'], 4, 'hour', 'draw_again'),
    urgent: house('HR-claim-urgent', 'review.allocated', ['review.claimed'], 15, 'minute', 'draw_again'),
    emergency: house('HR-claim-emergency', 'review.allocated', ['review.claimed'], 15, 'minute', 'draw_again'),
  },
};

/** Minutes for which a claim lasts; every piece of work renews it. @source exchange 1.16 */
export const CLAIM_MINUTES = 20;
/** Minutes in which a person can call back their own decision before it is dispatched. @source exchange 2.2 */
export const RECALL_MINUTES = 15;
/** Minutes in which either of two reviewers can refer a difference between their grants to a lead. @source exchange 2.2 */
export const DIFFERENCE_MINUTES = 240;
/** Days after which a draft that nobody touched is discarded. */
export const DRAFT_DAYS = 60;
