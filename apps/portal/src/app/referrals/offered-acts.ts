import { type REFERRAL_STATES, type Role } from '@comity/casework';

type ReferralState = (typeof REFERRAL_STATES)[number];
export const REFERRAL_ACTS = ['complete', 'discard', 'return', 'send', 'retrieve', 'accept', 'reject', 'withdraw'] as const;
export type ReferralAct = (typeof REFERRAL_ACTS)[number];

/** From which state, by whom, in the copy of which side. The lifecycle of the server decides; this only keeps what it would refuse out of sight. */
const OFFERS: Readonly<Record<ReferralAct, { from: readonly ReferralState[]; role: Role; own: boolean }>> = {
  complete: { from: ['draft'], role: 'officer', own: true },
  discard: { from: ['draft'], role: 'officer', own: true },
  return: { from: ['ready'], role: 'supervisor', own: true },
  send: { from: ['ready'], role: 'supervisor', own: true },
  retrieve: { from: ['delivered'], role: 'desk', own: false },
  accept: { from: ['retrieved'], role: 'desk', own: false },
  reject: { from: ['retrieved'], role: 'desk', own: false },
  withdraw: { from: ['ready', 'sent', 'relayed', 'delivered'], role: 'desk', own: true },
};

/** Acts to show. @param own whether the record belongs to the person's own agency */
export const offered = (state: ReferralState, roles: readonly Role[], own: boolean): readonly ReferralAct[] =>
  REFERRAL_ACTS.filter((name) => OFFERS[name].from.includes(state) && OFFERS[name].own === own && roles.includes(OFFERS[name].role));
