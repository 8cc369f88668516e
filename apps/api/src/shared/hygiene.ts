import { type IncomingMessage } from 'node:http';
import { Problem } from './problem.js';

/** Headers that decide something: twice is two meanings, and Node shows only the first. */
const ONCE = ['host', 'authorization', 'content-type', 'content-length', 'idempotency-key', 'if-match', 'origin', 'comity-purpose', 'dpop'];
const JSON_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i;
const IMPORT_TYPE = /^(?:application\/json|application\/xml|text\/csv)(?:; ?charset=utf-8)?$/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded(?:; ?charset=utf-8)?$/i;

/** The two addresses that take more than JSON. */
export const IMPORTS = '/api/v1/imports';
export const BACKCHANNEL = '/api/v1/session/backchannel';

/** Whether a request says that a body follows. */
export function hasBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** `host` in lower case without the port that its scheme means anyway. */
const plain = (host: string): string => host.toLowerCase().replace(/:(?:80|443)$/, '');

/**
 * Refuses what is malformed before anything looks at it. It decides no rights.
 * @param hosts names, with port where it is not the usual one, under which this service may be asked.
 * @throws {Problem} `header`, `host`, `query` or `media-type`.
 * @source security.md 5.2
 */
export function refuseMalformed(request: IncomingMessage, hosts: ReadonlySet<string>): void {
  const seen = new Set<string>();
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at]!.toLowerCase();
    if (seen.has(name) && ONCE.includes(name)) throw new Problem('header');
    seen.add(name);
  }
  const target = request.url ?? '';
  if (!target.startsWith('/') || target.startsWith('//')) throw new Problem('header');
  const host = request.headers.host ?? '';
  if (![...hosts].some((known) => plain(known) === plain(host))) throw new Problem('host');
  refuseQuery(target);
  refuseBody(request, target.split('?', 1)[0]!);
}

function refuseQuery(target: string): void {
  const start = target.indexOf('?');
  if (start < 0) return;
  const query = target.slice(start + 1);
  if (query.includes(';') || query.includes('%00')) throw new Problem('query');
  try {
    decodeURIComponent(query.replaceAll('+', ' '));
  } catch {
    throw new Problem('query');
  }
}

function refuseBody(request: IncomingMessage, path: string): void {
  if (request.headers['content-encoding'] !== undefined) throw new Problem('media-type');
  const type = request.headers['content-type'];
  if (!hasBody(request)) {
    // A media type without a body is harmless on a write that takes none; the body reader refuses the empty text.
    if (type === undefined || request.headers['content-length'] === undefined) return;
  } else if (request.method === 'GET' || request.method === 'HEAD') throw new Problem('header');
  const taken = path === IMPORTS ? IMPORT_TYPE : path === BACKCHANNEL ? FORM_TYPE : JSON_TYPE;
  if (type === undefined ? hasBody(request) : !taken.test(type)) throw new Problem('media-type');
}
