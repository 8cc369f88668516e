/**
 * States of a referral. From `sent` on they are states of one delivery: each recipient has its own.
 * @source exchange 2.1
 */
export const REFERRAL_STATES = [
  'draft',
  'ready',
  'sent',
  'relayed',
  'relay_failed',
  'delivered',
  'not_delivered',
  'retrieved',
  'not_retrieved',
  'accepted',
  'rejected',
  'closed',
  'withdrawn',
  'discarded',
] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

/**
 * States of a data request.
 * @source exchange 2.2
 */
export const REQUEST_STATES = [
  'draft',
  'submitted',
  'screened',
  'awaiting_order',
  'in_review',
  'in_second_review',
  'in_lead_review',
  'granted',
  'refused',
  'returned',
  'lapsed',
  'dispatched',
  'answering',
  'disclosed',
  'receipted',
  'closed',
  'withdrawn',
  'stopped',
  'discarded',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** States in which one or more people are reviewing. */
export const REVIEW_STATES = ['in_review', 'in_second_review', 'in_lead_review'] as const satisfies readonly RequestState[];

export type CaseObject = 'referral' | 'request';
export type StateOf<O extends CaseObject> = O extends 'referral' ? ReferralState : RequestState;
