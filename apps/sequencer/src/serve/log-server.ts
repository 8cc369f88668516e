import { createServer, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { formatTlogProof, parseCount, parseTilePath, TILE_WIDTH, writeBundle, type TileAddress } from '@comity/transparency-log';
import { factsOf, type ProgramLog } from '../shared/program-log.js';
import { RowMissing, type LogReader } from '@comity/audit';
import { type Mandate } from './mandate.js';

export interface LogServerOptions {
  reader: LogReader;
  /** Keys of the log, one a line of text each. */
  vkeys: () => Promise<string[]>;
  /** Key that receipts are signed with. */
  receiptVkey: () => Promise<string>;
  /** Text of the witness policy in force. */
  policy: string;
  mandate: (authorization: string) => Promise<Mandate>;
  log: ProgramLog;
}

interface Answer {
  status: number;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
}

const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
const BYTES = 'application/octet-stream';
const IMMUTABLE = 'max-age=31536000, immutable';
const NOT_FOUND: Answer = { status: 404, headers: TEXT, body: 'not found\n' };
const REFUSED: Record<Exclude<Mandate, 'full'>, Answer> = {
  unknown: { status: 401, headers: { ...TEXT, 'www-authenticate': 'Bearer' }, body: 'sign in\n' },
  refused: { status: 403, headers: TEXT, body: 'not allowed\n' },
  unavailable: { status: 503, headers: { ...TEXT, 'retry-after': '5' }, body: 'not now\n' },
};
const pack = promisify(gzip);

/** Whether the caller takes gzip: named, and not with weight 0. */
function takesGzip(header = ''): boolean {
  return header.split(',').some((one) => /^\s*gzip\s*(;|$)/.test(one) && !/;\s*q=0(\.0*)?\s*$/.test(one));
}

/** Answers the log's read interface. Every path has one spelling; a query, an escape or a dot segment has none. @source log.md 6.3 */
export function answerer({ reader, vkeys, receiptVkey, policy, mandate, log }: LogServerOptions): (request: IncomingMessage) => Promise<Answer> {
  async function entries(address: TileAddress, request: IncomingMessage): Promise<Answer> {
    const { authorization } = request.headers;
    const allowed = authorization === undefined ? 'unknown' : await mandate(authorization);
    if (allowed !== 'full') return REFUSED[allowed];
    const published = await reader.published();
    if (!published) return NOT_FOUND;
    if ((address.n + 1) * TILE_WIDTH <= (await reader.minIndex())) return { status: 410, headers: TEXT, body: 'gone\n' };
    const bodies = await reader.entries(address, published.size);
    if (!bodies) return NOT_FOUND;
    const bundle = Buffer.from(writeBundle(bodies));
    const headers = { 'content-type': BYTES, 'cache-control': `private, ${IMMUTABLE}`, vary: 'accept-encoding, authorization' };
    if (!takesGzip(request.headers['accept-encoding']?.toString())) return { status: 200, headers, body: bundle };
    return { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body: await pack(bundle, { level: 1 }) }; // a full check asks for thousands: the fastest level is nearly as small
  }

  async function hashes(address: TileAddress & { level: number }): Promise<Answer> {
    const published = await reader.published();
    const tile = published && (await reader.tile(address, published.size));
    return tile ? { status: 200, headers: { 'content-type': BYTES, 'cache-control': IMMUTABLE }, body: tile } : NOT_FOUND;
  }

  async function proof(index: number): Promise<Answer> {
    // One checkpoint for size, root and proof: a tree that grows meanwhile does not get in between.
    const published = await reader.published();
    if (!published || index >= published.size) return NOT_FOUND;
    return { status: 200, headers: TEXT, body: formatTlogProof({ index, hashes: await reader.proof(index, published.size), checkpoint: published.note }) };
  }

  return async (request) => {
    const path = request.url ?? '';
    if (request.method !== 'GET') return { status: 405, headers: { ...TEXT, allow: 'GET' }, body: 'method\n' };
    try {
      if (path === '/checkpoint') {
        const published = await reader.published();
        return published ? { status: 200, headers: TEXT, body: published.note } : NOT_FOUND;
      }
      if (path === '/vkeys') return { status: 200, headers: TEXT, body: (await vkeys()).map((vkey) => `${vkey}\n`).join('') };
      if (path === '/receipt-vkey') return { status: 200, headers: TEXT, body: `${await receiptVkey()}\n` };
      if (path === '/policy') return { status: 200, headers: TEXT, body: policy };
      if (path === '/retention') return { status: 200, headers: TEXT, body: `${await reader.minIndex()}\n` };
      const index = path.startsWith('/proof/') ? parseCount(path.slice('/proof/'.length)) : undefined;
      if (index !== undefined) return await proof(index);
      const address = path.startsWith('/tile/') ? parseTilePath(path.slice(1)) : undefined;
      if (!address) return NOT_FOUND;
      return address.level === 'entries' ? await entries(address, request) : await hashes({ ...address, level: address.level });
    } catch (error) {
      if (error instanceof RowMissing) {
        log.error('row-missing', { path: error.path });
        return NOT_FOUND;
      }
      log.error('serve-failed', factsOf(error));
      return REFUSED.unavailable;
    }
  };
}

/** Opens the listener that the front door forwards to. @returns the port it got. */
export async function openLogServer(options: LogServerOptions, host: string, port: number): Promise<{ port: number; close(): Promise<void> }> {
  const answer = answerer(options);
  const server = createServer({ maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2000, keepAliveTimeout: 5000 }, (request, response) => {
    request.resume();
    void answer(request).then(({ status, headers, body = '' }) => {
      response.writeHead(status, { 'x-content-type-options': 'nosniff', 'content-length': Buffer.byteLength(body), ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 5000).unref();
      }),
  };
}
