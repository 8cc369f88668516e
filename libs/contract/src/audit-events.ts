import type * as z from 'zod';
import { ACCESS_EVENTS, ROSTER_EVENTS } from './audit/access-events.js';
import { DISCLOSURE_EVENTS, READING_EVENTS } from './audit/disclosure-events.js';
import { LOG_EVENTS } from './audit/log-events.js';
import { REFERRAL_EVENTS } from './audit/referral-events.js';
import { REQUEST_EVENTS } from './audit/request-events.js';
import { TRAINING_EVENTS } from './audit/training-events.js';

/**
 * The kinds by section, in the order in which the documentation lists them.
 * @source log 5.3
 */
export const AUDIT_SECTIONS = {
  'Sign-in, refusals, terms': ACCESS_EVENTS,
  'Law, agencies, people, certificates': ROSTER_EVENTS,
  'Training and examination': TRAINING_EVENTS,
  'Referral and intake': REFERRAL_EVENTS,
  'Request, screening, review, decision': REQUEST_EVENTS,
  Disclosure: DISCLOSURE_EVENTS,
  'Reading and searching': READING_EVENTS,
  'The log itself': LOG_EVENTS,
} as const;

/**
 * One strict schema a kind of event, without `v`, `id`, `nonce` and `at`, which the append adds. A kind stands here from the
 * act on that emits it. A member that is optional stays optional for ever, so that old entries remain valid.
 */
export const AUDIT_EVENTS = {
  ...ACCESS_EVENTS,
  ...ROSTER_EVENTS,
  ...TRAINING_EVENTS,
  ...REFERRAL_EVENTS,
  ...REQUEST_EVENTS,
  ...DISCLOSURE_EVENTS,
  ...READING_EVENTS,
  ...LOG_EVENTS,
};

export type AuditKind = keyof typeof AUDIT_EVENTS;
export const AUDIT_KINDS = Object.keys(AUDIT_EVENTS).sort() as AuditKind[];

/** An event as an act hands it to the append; narrow it by `kind`. */
export type AuditEvent = { [K in AuditKind]: z.infer<(typeof AUDIT_EVENTS)[K]> }[AuditKind];

/** The event of one kind, for builders that are typed by kind. */
export type AuditEventOf<K extends AuditKind> = z.infer<(typeof AUDIT_EVENTS)[K]>;
