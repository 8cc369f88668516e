import { type ProblemCode } from '@comity/contract';

/** Problems that the same person or step helps with; each has its sentence among the shared texts. */
export type Help =
  | 'again'
  | 'certificate'
  | 'changed'
  | 'fix'
  | 'grant'
  | 'log'
  | 'media'
  | 'nobody'
  | 'offline'
  | 'portal'
  | 'purpose'
  | 'role'
  | 'second'
  | 'signIn'
  | 'step'
  | 'terms'
  | 'wait';

const HELP_OF: Readonly<Record<ProblemCode | 'offline' | 'unreadable-answer', Help>> = {
  unreadable: 'portal',
  header: 'portal',
  query: 'portal',
  'idempotency-key': 'portal',
  'sign-in': 'signIn',
  'step-up': 'signIn',
  'not-allowed': 'role',
  purpose: 'purpose',
  terms: 'terms',
  certificate: 'certificate',
  'second-person': 'second',
  'not-found': 'nobody',
  method: 'portal',
  'time-out': 'again',
  step: 'step',
  'not-current': 'changed',
  'idempotency-reused': 'portal',
  version: 'changed',
  'too-large': 'fix',
  'media-type': 'fix',
  host: 'portal',
  contract: 'fix',
  incomplete: 'fix',
  media: 'media',
  'opaque-blob': 'media',
  'not-granted': 'grant',
  document: 'fix',
  'if-match': 'portal',
  limit: 'wait',
  internal: 'again',
  'log-unavailable': 'log',
  busy: 'wait',
  closed: 'log',
  offline: 'offline',
  'unreadable-answer': 'portal',
};

/** Who can help, and what to do next. A code that this portal does not know is a fault of the portal. */
export const helpOf = (code: string): Help => (code in HELP_OF ? HELP_OF[code as keyof typeof HELP_OF] : 'portal');
