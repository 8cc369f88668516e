import { APPROVED, event, REASON } from './event.js';
import { code, commitment, count, flag, oneOf, set, STEP, tally, uuid } from './members.js';

/** A delivery is a row of its own for each recipient; an event may name it or the referral. */
const delivery = ['referral', 'delivery'] as const;
const evidence = { evidence: commitment };

/** Referral and intake. */
export const REFERRAL_EVENTS = {
  'import.refused': event('import.refused', {
    on: ['import'],
    onOptional: true,
    data: { channel: code, cause: code, size: count },
    commit: { file: commitment },
  }),
  'referral.created': event('referral.created', {
    on: ['referral'],
    data: {
      source: code,
      channel: code,
      identifiers: tally,
      manifest_items: count,
      urgency: oneOf('ordinary', 'urgent', 'emergency'),
      handling: set(code),
      evaluation: code,
    },
    commit: { content: commitment },
  }),
  'referral.completed': event('referral.completed', {
    on: ['referral'],
    data: { ...STEP, identifiers: tally, handling: set(code) },
    commit: { content: commitment },
  }),
  'referral.returned': event('referral.returned', { on: ['referral'], data: { ...STEP }, commit: REASON }),
  'referral.sent': event('referral.sent', { on: delivery, data: { ...STEP, recipient: uuid, channel: code, ...APPROVED }, commit: { package: commitment } }),
  'referral.relayed': event('referral.relayed', { on: delivery, data: { ...STEP, channel: code, hash_equal: flag }, commit: evidence }),
  'referral.relay_failed': event('referral.relay_failed', { on: delivery, data: { ...STEP, cause: code }, commit: evidence }),
  'referral.delivered': event('referral.delivered', { on: delivery, data: { ...STEP }, commit: evidence }),
  'referral.retrieved': event('referral.retrieved', { on: delivery, data: { ...STEP }, commit: evidence }),
  'referral.accepted': event('referral.accepted', { on: delivery, data: { ...STEP } }),
  'referral.rejected': event('referral.rejected', {
    on: delivery,
    data: { ...STEP, code: oneOf('not_competent', 'duplicate', 'insufficient', 'handling', 'other') },
    commit: REASON,
  }),
  'referral.withdrawn': event('referral.withdrawn', { on: delivery, data: { ...STEP, stop_order: uuid.optional() }, commit: REASON }),
  'party_set.grown': event('party_set.grown', { on: ['referral', 'request', 'disclosure', 'delivery'], data: { added: set(uuid), cause: code } }),
  'draft.discarded': event('draft.discarded', { on: ['referral', 'request'], data: { object: oneOf('referral', 'request'), cause: oneOf('author', 'age') } }),
};
