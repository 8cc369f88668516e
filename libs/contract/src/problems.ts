type ProblemRow = { readonly status: number; readonly title: string; readonly detail: string };

/**
 * The one list of problems. The code is the contract; title and detail are the words for a person who has no translation.
 * @source outside 5
 */
export const PROBLEMS = {
  unreadable: { status: 400, title: 'Cannot be read', detail: 'The body is not JSON of the strict kind that Comity reads.' },
  header: { status: 400, title: 'Header', detail: 'A header is missing, repeated or malformed.' },
  query: { status: 400, title: 'Query', detail: 'The address has a parameter that is unknown, repeated or malformed.' },
  'idempotency-key': { status: 400, title: 'Idempotency key', detail: 'A write needs an Idempotency-Key that is a UUID.' },
  'sign-in': { status: 401, title: 'Sign in', detail: 'There is no valid sign-in for this call.' },
  'step-up': { status: 401, title: 'Sign in again', detail: 'This act needs a fresh sign-in with the strong factor.' },
  'not-allowed': { status: 403, title: 'Not allowed', detail: 'Your role or your relation to this record does not allow the act.' },
  purpose: { status: 403, title: 'Purpose', detail: 'This record may not be read for that purpose.' },
  terms: { status: 403, title: 'Terms of use', detail: 'Accept the current terms of use first.' },
  certificate: { status: 403, title: 'Certificate', detail: 'This act needs a valid certificate of competence.' },
  'second-person': { status: 403, title: 'Second person', detail: 'Another person has to do this.' },
  'not-found': { status: 404, title: 'Not found', detail: 'There is nothing here that you may see.' },
  method: { status: 405, title: 'Method', detail: 'This address does not take that method.' },
  'time-out': { status: 408, title: 'Too slow', detail: 'The request did not arrive in time.' },
  step: { status: 409, title: 'Not possible now', detail: 'The record is not in a state from which this act can be done.' },
  'not-current': { status: 409, title: 'Not current', detail: 'A hash that you named is no longer the current one. Read again.' },
  'idempotency-reused': { status: 409, title: 'Key used before', detail: 'The same Idempotency-Key came before with another body.' },
  version: { status: 412, title: 'Changed meanwhile', detail: 'Somebody changed the record. Read it again.' },
  'too-large': { status: 413, title: 'Too large', detail: 'The body is larger than this address takes.' },
  'media-type': { status: 415, title: 'Media type', detail: 'This media type or encoding is not taken here.' },
  host: { status: 421, title: 'Wrong host', detail: 'This server does not answer under that name.' },
  contract: { status: 422, title: 'Does not fit', detail: 'The body does not fit the contract.' },
  incomplete: { status: 422, title: 'Incomplete', detail: 'Something that this act needs is missing. All causes are listed.' },
  media: { status: 422, title: 'Media', detail: 'Images, video, archives and programs are not taken, also not inside text.' },
  'opaque-blob': { status: 422, title: 'Opaque text', detail: 'A long run of characters cannot be read by a person.' },
  'not-granted': { status: 422, title: 'Not granted', detail: 'A line, field or row lies outside the grant.' },
  document: { status: 422, title: 'Document', detail: 'The document cannot be imported. Nothing of it was stored.' },
  'if-match': { status: 428, title: 'Version missing', detail: 'A change needs If-Match with the version that you read.' },
  limit: { status: 429, title: 'Too often', detail: 'Wait before you try again.' },
  internal: { status: 500, title: 'Failed', detail: 'Something went wrong here. Nothing was changed.' },
  'log-unavailable': { status: 503, title: 'Log unavailable', detail: 'The audit log is not well, so nothing is released now.' },
  busy: { status: 503, title: 'Busy', detail: 'Comity cannot do this at the moment.' },
  closed: { status: 503, title: 'Closed', detail: 'A gate is closed on purpose.' },
} as const satisfies Record<string, ProblemRow>;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];
