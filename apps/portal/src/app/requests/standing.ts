import { type REQUEST_STATES, type Role } from '@comity/casework';

type RequestState = (typeof REQUEST_STATES)[number];

/** Who has a request now: the side that asks, the review, the side that holds, the side that asks again, nobody. */
export type Where = 'here' | 'review' | 'there' | 'back' | 'ended';

const WHERE: Readonly<Record<RequestState, Where>> = {
  draft: 'here',
  submitted: 'review',
  screened: 'review',
  awaiting_order: 'back',
  in_review: 'review',
  in_second_review: 'review',
  in_lead_review: 'review',
  granted: 'review',
  refused: 'back',
  returned: 'back',
  lapsed: 'ended',
  dispatched: 'there',
  answering: 'there',
  disclosed: 'back',
  receipted: 'back',
  closed: 'ended',
  withdrawn: 'ended',
  stopped: 'ended',
  discarded: 'ended',
};
export const whereOf = (state: RequestState): Where => WHERE[state];

/** States that end by themselves within seconds, so that it is worth looking again. */
export const MOVING: readonly RequestState[] = ['submitted', 'screened', 'granted'];

export const REQUEST_ACTS = ['withdraw', 'takeUp', 'close', 'reconsider'] as const;
export type RequestAct = (typeof REQUEST_ACTS)[number];

/** From which states, by whom, on which side. The lifecycle of the server decides; this only keeps what it would refuse out of sight. */
const OFFERS: Readonly<Record<RequestAct, { from: readonly RequestState[]; roles: readonly Role[]; own: boolean }>> = {
  withdraw: {
    from: ['submitted', 'screened', 'awaiting_order', 'in_review', 'in_second_review', 'in_lead_review', 'granted', 'returned'],
    roles: ['officer', 'desk'],
    own: true,
  },
  takeUp: { from: ['dispatched'], roles: ['desk'], own: false },
  close: { from: ['receipted'], roles: ['officer'], own: true },
  reconsider: { from: ['refused'], roles: ['supervisor'], own: true },
};

/** Acts to show. @param own whether the record belongs to the person's own agency */
export const offered = (state: RequestState, roles: readonly Role[], own: boolean): readonly RequestAct[] =>
  REQUEST_ACTS.filter((name) => OFFERS[name].from.includes(state) && OFFERS[name].own === own && OFFERS[name].roles.some((role) => roles.includes(role)));
