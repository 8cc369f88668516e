import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ANSWER_HEADERS } from './headers.js';
import { renderFigures } from './figures.js';

/** What has to work before calls are sent here, by name. A probe that rejects or takes too long makes the process not ready. */
export type Probes = Readonly<Record<string, () => Promise<void>>>;

/** Whether the caller's token belongs to an auditor with full mandate: 204 yes, 401 who, 403 no. @param rawHeaders as they came, names and values in turn. */
export type Mandate = (rawHeaders: readonly string[]) => Promise<204 | 401 | 403>;

/** The listener that operators and neighbours ask; never behind the front door. */
export interface InternalServer {
  port: number;
  close(): Promise<void>;
}

const PROBE_MS = 2_000;

async function works(probe: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('probe: too slow')), PROBE_MS);
  });
  try {
    await Promise.race([probe(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Serves `/live` (the loop turns), `/ready` (every probe works), `/metrics`, and `/mandate` where a `mandate` is given. Loopback only.
 * @param port 0 for a free one.
 */
export async function openInternalServer(port: number, probes: Probes, mandate?: Mandate): Promise<InternalServer> {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, type = 'application/json', body = ''): void => {
      response.writeHead(status, { ...ANSWER_HEADERS, 'content-type': type }).end(body);
    };
    if (request.method !== 'GET') return send(405);
    switch (request.url) {
      case '/live':
        return send(200, undefined, '{"live":true}');
      case '/ready': {
        const parts = await Promise.all(Object.entries(probes).map(async ([name, probe]) => [name, await works(probe)] as const));
        const ready = parts.every(([, good]) => good);
        return send(ready ? 200 : 503, undefined, JSON.stringify({ ready, parts: Object.fromEntries(parts) }));
      }
      case '/metrics':
        return send(200, 'text/plain; version=0.0.4', renderFigures());
      case '/mandate':
        return mandate ? send(await mandate(request.rawHeaders)) : send(404);
      default:
        return send(404);
    }
  }
  const server = createServer(
    { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 2_000, keepAliveTimeout: 5_000 },
    (request, response) => {
      answer(request, response).catch(() => {
        if (!response.headersSent) response.writeHead(503, { ...ANSWER_HEADERS });
        response.end();
      });
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
