import { CLOSED_POLICY, EVERY_ANSWER } from './headers.js';

/** The codes that the door itself answers with; all others come from the API. @source outside.md 5 */
const PROBLEMS = {
  header: { status: 400, title: 'The request cannot be read', detail: 'A header is repeated, missing or contradicts another one.' },
  query: { status: 400, title: 'The address cannot be read', detail: 'The address or its query is malformed.' },
  'not-found': { status: 404, title: 'Not found', detail: 'There is nothing at this address.' },
  method: { status: 405, title: 'Not this way', detail: 'This address does not take this method.' },
  'time-out': { status: 408, title: 'Too slow', detail: 'The request did not arrive in time.' },
  'media-type': { status: 415, title: 'Not in this form', detail: 'A compressed or otherwise encoded body is not taken.' },
  host: { status: 421, title: 'Not here', detail: 'This server does not answer under that name.' },
  internal: { status: 500, title: 'Something failed', detail: 'The front door failed. Nothing was changed by it.' },
  busy: { status: 503, title: 'Not now', detail: 'A part of Comity does not answer. Nothing was changed by it; ask again.' },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** A request that the door refuses. */
export class Refused extends Error {
  constructor(readonly code: ProblemCode) {
    super(code);
    this.name = 'Refused';
  }
}

/** Status, headers and body of a refusal, as `application/problem+json`. Nothing of the request is repeated. */
export function answerOf(code: ProblemCode): { status: number; headers: Record<string, string>; body: string } {
  const { status, title, detail } = PROBLEMS[code];
  return {
    status,
    headers: {
      ...EVERY_ANSWER,
      'content-type': 'application/problem+json',
      'content-security-policy': CLOSED_POLICY,
      'cache-control': 'no-store',
      ...(status === 503 ? { 'retry-after': '2' } : {}),
    },
    body: JSON.stringify({ type: `urn:comity:problem:${code}`, title, status, detail, code }),
  };
}
