/**
 * The one list of problems: every refusal and failure that an answer can have. `title` and `detail` are the words of the answer in English; the portal
 * translates by code. Neither names a record, a person or what came in.
 * @source outside.md 5
 */
export const PROBLEMS = {
  unreadable: { status: 400, title: 'The body cannot be read', detail: 'It is not JSON as this service reads it: strict, UTF-8, no repeated names.' },
  header: { status: 400, title: 'A header or the address cannot be used', detail: 'A header is repeated, missing or malformed, or the address is.' },
  query: { status: 400, title: 'The query cannot be used', detail: 'A name is unknown or repeated, or a value has the wrong form.' },
  'idempotency-key': { status: 400, title: 'The idempotency key is missing', detail: 'Every POST carries Idempotency-Key, a UUID that the client makes.' },
  'sign-in': { status: 401, title: 'Sign in', detail: 'There is no sign-in that counts.' },
  'step-up': { status: 401, title: 'Sign in again', detail: 'This act asks for a fresh sign-in with the strong factor.' },
  'not-allowed': { status: 403, title: 'Not allowed', detail: 'A rule refuses this act to this person.' },
  purpose: { status: 403, title: 'The purpose is not allowed', detail: 'This role may not read for this purpose.' },
  terms: { status: 403, title: 'The terms wait for acceptance', detail: 'The current terms of use have not been accepted.' },
  certificate: { status: 403, title: 'A certificate is missing', detail: 'This act asks for a valid certificate of competence.' },
  'second-person': { status: 403, title: 'Another person has to do this', detail: 'This act asks for somebody who did not take part before.' },
  'not-found': { status: 404, title: 'Not found', detail: 'There is no such thing here for you.' },
  method: { status: 405, title: 'This method is not offered', detail: 'The address exists and does not take this method.' },
  'time-out': { status: 408, title: 'Too slow', detail: 'The request did not arrive in time.' },
  step: { status: 409, title: 'Not in this state', detail: 'The record is in a state that does not take this step.' },
  'not-current': { status: 409, title: 'What was seen is not current', detail: 'The request or its screening has changed since.' },
  'idempotency-reused': { status: 409, title: 'The idempotency key was used before', detail: 'It belongs to another call.' },
  version: { status: 412, title: 'Changed since', detail: 'The record has a newer version than the one that was seen.' },
  'too-large': { status: 413, title: 'Too large', detail: 'The body is larger than this address takes.' },
  'media-type': { status: 415, title: 'This media type is not taken', detail: 'The body is of another type than this address takes, or is compressed.' },
  host: { status: 421, title: 'Not this host', detail: 'The request names a host that this service is not.' },
  'if-match': { status: 428, title: 'If-Match is missing', detail: 'A change names the version that was seen in If-Match.' },
  contract: { status: 422, title: 'Against the contract', detail: 'A member is unknown, missing or out of range.' },
  incomplete: { status: 422, title: 'Not complete', detail: 'Something that is required has not been answered.' },
  media: { status: 422, title: 'Media is not taken', detail: 'An image, film or sound is in it. None is ever taken.' },
  'opaque-blob': { status: 422, title: 'Opaque text is not taken', detail: 'A long run of letters in it cannot be read as words.' },
  'not-granted': { status: 422, title: 'Outside the grant', detail: 'A line, field or row lies outside what was granted.' },
  document: { status: 422, title: 'The document is refused', detail: 'The import cannot be taken as it is.' },
  limit: { status: 429, title: 'Too many', detail: 'A limit is reached.' },
  internal: { status: 500, title: 'A fault here', detail: 'It has been noted under the number of this answer.' },
  'log-unavailable': { status: 503, title: 'The log cannot be written', detail: 'Without its entry no act is done.' },
  busy: { status: 503, title: 'Busy', detail: 'Try again in a moment.' },
  closed: { status: 503, title: 'Closed', detail: 'A part that this act depends on is missing, so it is closed.' },
} as const satisfies Record<string, { status: number; title: string; detail: string }>;
export type ProblemCode = keyof typeof PROBLEMS;
