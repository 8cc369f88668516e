import { APPROVED, event } from './event.js';
import { code, commitment, count, flag, moment, oneOf, set, STEP, uuid } from './members.js';

/** Answer of the holding side. */
export const DISCLOSURE_EVENTS = {
  'disclosure.line_answered': event('disclosure.line_answered', {
    on: ['answer', 'request', 'disclosure'],
    data: {
      line: count,
      answer: oneOf('data_attached', 'none_held', 'partly', 'not_kept_so_long', 'refused', 'impossible', 'needs_clarification'),
      rows: count,
      searched_from: moment,
      searched_to: moment,
    },
    commit: { rows: commitment },
  }),
  'disclosure.excess_held': event('disclosure.excess_held', {
    on: ['answer', 'request', 'disclosure', 'excess'],
    data: { line: count, rows: count, report: uuid.optional() },
    commit: { rows: commitment },
  }),
  'disclosure.sent': event('disclosure.sent', {
    on: ['disclosure'],
    data: { ...STEP, lines: set(count), rows: count, external: count, key_id: code.optional(), handling: set(code), conditions: set(code), ...APPROVED },
    commit: { package: commitment, manifest: commitment },
  }),
  'disclosure.receipted': event('disclosure.receipted', { on: ['disclosure'], data: { ...STEP, hash_equal: flag }, commit: { package: commitment } }),
};

/** Reading of content and of the log itself. */
export const READING_EVENTS = {
  'audit.read': event('audit.read', {
    on: 'any',
    why: true,
    data: { view: code, classes: set(oneOf('C1', 'C2', 'C3', 'C4', 'C5')), version: count, keys: count },
  }),
  'audit.searched': event('audit.searched', {
    on: 'any',
    onOptional: true,
    why: true,
    data: { type: oneOf('entries', 'cases', 'complaint'), hits: count, approved_by: commitment.optional() },
    commit: { query: commitment },
  }),
};
