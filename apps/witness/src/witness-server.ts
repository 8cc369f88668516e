import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { hex, utf8 } from '@comity/transparency-log';
import { addCheckpoint, type Witness } from './add-checkpoint.js';
import { sha256 } from './platform.js';

/** Longest request that is read, in bytes. @source log.md 8.3 */
const LONGEST = 65_536;

/** One line a thing that happened: a code and facts, never what came in. */
export type Say = (code: string, facts?: { [name: string]: string | number }) => void;

/** Bytes of a request, or undefined when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LONGEST) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Serves a witness: `POST /add-checkpoint` for logs, `GET /{hex of the origin's hash}/checkpoint` for whoever watches, `GET /vkey` for comfort,
 * `GET /ready` for whoever runs it. Requests are judged one after the other, so comparing with the stored tree and storing the new one is one step.
 */
export async function openWitnessServer(witness: Witness, where: { host: string; port: number }, say: Say): Promise<{ port: number; close(): Promise<void> }> {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  const watched = new Map([...witness.logs.keys()].map((origin) => [`/${hex(sha256(utf8(origin)))}/checkpoint`, origin]));

  function send(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
    response
      .writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-length': Buffer.byteLength(text) })
      .end(text);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '' } = request;
    if (url === '/add-checkpoint') {
      if (method !== 'POST') return send(response, 405, 'method\n');
      const body = await bodyOf(request);
      if (!body) {
        response.setHeader('connection', 'close');
        return send(response, 413, 'too long\n');
      }
      const reply = await inTurn(() => addCheckpoint(witness, body));
      if (reply.status !== 200) say('refused', { status: reply.status });
      return send(response, reply.status, reply.text, reply.type);
    }
    if (method !== 'GET') return send(response, 405, 'method\n');
    if (url === '/ready') return send(response, 200, 'ready\n');
    if (url === '/vkey') return send(response, 200, `${witness.key.vkey}\n`);
    const origin = watched.get(url);
    const seen = origin === undefined ? undefined : witness.record.of(origin);
    return seen ? send(response, 200, seen.note) : send(response, 404, 'not found\n');
  }

  const server = createServer(
    { maxHeaderSize: 8192, headersTimeout: 5000, requestTimeout: 10_000, connectionsCheckingInterval: 2000, keepAliveTimeout: 5000 },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        say('failed', { fault: error instanceof Error ? error.name : typeof error });
        if (response.headersSent) response.destroy();
        else send(response, 503, 'not now\n');
      });
    },
  );
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(where.port, where.host, resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : where.port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 5000).unref();
      await closed;
      await last;
    },
  };
}
