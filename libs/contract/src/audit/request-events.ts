import { event, REASON } from './event.js';
import { code, commitment, count, flag, instant, jurisdiction, oneOf, set, STEP, tally, uuid } from './members.js';

const position = oneOf('first', 'second', 'lead', 'after_the_fact', 'calibration');
const route = oneOf('SINGLE_REVIEW', 'DOUBLE_LOCK', 'AUTHORISATION_REQUIRED', 'RETURN_FOR_COMPLETION', 'REFUSE_RECOMMENDED');
const severity = count.max(6);
const approvedBy = { approved_by: commitment.optional() };

/** Request, screening, review and decision. */
export const REQUEST_EVENTS = {
  'request.created': event('request.created', { on: ['request'], data: { corridor: code, track: code, measure: code } }),
  'request.submitted': event('request.submitted', {
    on: ['request'],
    data: {
      ...STEP,
      lines: count,
      categories: set(code),
      period_days: count,
      track: code,
      basis: code,
      corridor_version: count,
      certificate: uuid,
      ...approvedBy,
    },
    commit: { content: commitment },
  }),
  'request.screened': event('request.screened', {
    on: ['request', 'screening'],
    data: { ...STEP, engine: code, profiles: set(code), route, severity, because: set(code) },
    commit: { input: commitment, result: commitment },
  }),
  'screening.failed': event('screening.failed', { on: ['request', 'screening'], data: { engine: code, cause: code, attempt: count } }),
  'request.order_awaited': event('request.order_awaited', { on: ['request'], data: { ...STEP, checks: set(code) } }),
  'request.order_attached': event('request.order_attached', {
    on: ['request'],
    data: { ...STEP, level: code, authority_jurisdiction: jurisdiction, lines: set(count) },
    commit: { order: commitment },
  }),
  'request.insisted': event('request.insisted', { on: ['request'], data: { ...STEP }, commit: REASON }),
  'request.resubmitted': event('request.resubmitted', {
    on: ['request'],
    data: { ...STEP, answers: count, fields: set(code) },
    commit: { content: commitment },
  }),
  'request.lapsed': event('request.lapsed', { on: ['request'], data: { ...STEP, clock: uuid.optional() } }),
  'request.reconsideration_asked': event('request.reconsideration_asked', {
    on: ['request'],
    data: { ...STEP, ground: oneOf('new_fact', 'error_of_law') },
    commit: REASON,
  }),
  'request.withdrawn': event('request.withdrawn', { on: ['request'], data: { ...STEP }, commit: REASON }),
  'review.allocated': event('review.allocated', {
    on: ['review'],
    data: { position, eligible: count, seed: code.or(commitment) },
    commit: { pool: commitment, drawn: commitment },
  }),
  'review.claimed': event('review.claimed', { on: ['review', 'claim'], data: { until: instant } }),
  'review.claim_ended': event('review.claim_ended', { on: ['review', 'claim'], data: { cause: oneOf('released', 'timed_out', 'sealed', 'recused') } }),
  'review.recused': event('review.recused', { on: ['review', 'recusal'], data: { code, by: oneOf('self', 'lead') }, commit: REASON }),
  'review.finding_recorded': event('review.finding_recorded', {
    on: ['review', 'finding'],
    data: {
      row: oneOf('W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9', 'W10'),
      line: count.optional(),
      finding: oneOf('met', 'met_with_condition', 'not_met', 'cannot_tell'),
      ground: code.optional(),
      confidence: oneOf('low', 'medium', 'high'),
      checks: set(code),
    },
    commit: { reason: commitment, shareable: commitment },
  }),
  'decision.sealed': event('decision.sealed', {
    on: ['decision'],
    data: {
      ...STEP,
      outcome: oneOf('grant', 'grant_in_part', 'return', 'refuse'),
      position,
      round: count,
      lines: tally,
      grounds: set(code),
      conditions: set(code),
      severity,
      route,
      certificate: uuid,
      departs: flag,
      ...approvedBy,
    },
    commit: { request: commitment, screening: commitment, reasons: commitment, record: commitment, roster: commitment, letter: commitment.optional() },
  }),
  'decision.recalled': event('decision.recalled', { on: ['decision'], data: { ...STEP, position, round: count }, commit: REASON }),
  'decision.difference_referred': event('decision.difference_referred', { on: ['decision'], data: { ...STEP, lines: set(count) }, commit: REASON }),
  'request.dispatched': event('request.dispatched', {
    on: ['request'],
    data: { ...STEP, lines: set(count), holding: uuid, channel: code, handling: set(code) },
    commit: { package: commitment },
  }),
  'request.taken_up': event('request.taken_up', { on: ['request'], data: { ...STEP, clock: uuid.optional() } }),
  'request.closed': event('request.closed', { on: ['request'], data: { ...STEP, outcome: code.optional() } }),
};
