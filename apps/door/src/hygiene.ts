import { type IncomingMessage } from 'node:http';
import { Refused } from './problem.js';

/** Headers that decide something. Node and the proxy show one of two, so two are refused here, where both are still seen. */
const ONCE = ['host', 'authorization', 'content-type', 'content-length', 'idempotency-key', 'if-match', 'origin', 'comity-purpose', 'dpop'];

const plain = (host: string): string => host.toLowerCase().replace(/:(?:80|443)$/, '');

/**
 * Refuses what is malformed. It decides no rights: a request that passes may still be refused by whoever it is for.
 * @param hosts names, with port, under which people may open the door.
 * @throws {Refused} `header`, `host`, `query` or `media-type`.
 * @source security.md 5.2
 */
export function refuseMalformed(request: IncomingMessage, hosts: ReadonlySet<string>): void {
  const seen = new Set<string>();
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at]?.toLowerCase() ?? '';
    if (ONCE.includes(name) && seen.has(name)) throw new Refused('header');
    seen.add(name);
  }
  const host = request.headers.host ?? '';
  if (host === '') throw new Refused('header');
  if (!hosts.has(plain(host))) throw new Refused('host');
  refuseTarget(request.url ?? '');
  if (request.headers['content-encoding'] !== undefined) throw new Refused('media-type');
  const length = request.headers['content-length'];
  const hasBody = request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
  if (hasBody && (request.method === 'GET' || request.method === 'HEAD')) throw new Refused('header');
}

function refuseTarget(target: string): void {
  if (!target.startsWith('/') || target.startsWith('//')) throw new Refused('query');
  const start = target.indexOf('?');
  if (start < 0) return;
  const query = target.slice(start + 1);
  if (query.includes(';')) throw new Refused('query');
  try {
    decodeURIComponent(query.replaceAll('+', ' '));
  } catch {
    throw new Refused('query');
  }
}

/** The names of this door: the address that people open and, where it listens on loopback, loopback's own names. */
export function hostsOf(address: string, listenHost: string, port: number): Set<string> {
  const names = [new URL(address).host];
  if (listenHost === '127.0.0.1') names.push(`127.0.0.1:${port}`, `localhost:${port}`);
  return new Set(names.map(plain));
}
