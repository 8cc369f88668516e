import proxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { answerOf, Refused } from './problem.js';

/** Budgets in milliseconds: one call, a whole import, silence inside an import. @source reliability.md 4; architecture.md 7 */
const CALL_MS = 9000;
const IMPORT_MS = 180_000;
const IDLE_MS = 10_000;

interface Way {
  /** Beginning of the path at the door, and of the path that the program behind gets. */
  prefix: string;
  behind: string;
  upstream: string;
  /** Time until the first line of the answer, and longest silence after it; 0 means until the other side ends. */
  headersMs: number;
  silenceMs: number;
}

/** Ways through the door. More exact prefixes win, so imports and the event stream keep their own budgets. */
function waysOf(apiUrl: string, logUrl: string): Way[] {
  return [
    { prefix: '/api', behind: '/api', upstream: apiUrl, headersMs: CALL_MS, silenceMs: CALL_MS },
    { prefix: '/api/v1/imports', behind: '/api/v1/imports', upstream: apiUrl, headersMs: IMPORT_MS, silenceMs: IDLE_MS },
    { prefix: '/api/v1/live', behind: '/api/v1/live', upstream: apiUrl, headersMs: CALL_MS, silenceMs: 0 },
    { prefix: '/log', behind: '', upstream: logUrl, headersMs: CALL_MS, silenceMs: CALL_MS },
  ];
}

/** Passes `/api` and `/log` on as they came: path raw, body and answer streamed, nothing retried. */
export async function openProxies(door: FastifyInstance, options: { apiUrl: string; logUrl: string; host: string }): Promise<void> {
  for (const way of waysOf(options.apiUrl, options.logUrl)) {
    await door.register(proxy, {
      upstream: way.upstream,
      prefix: way.prefix,
      rewritePrefix: way.behind,
      // OPTIONS and PATCH go on, so that whoever is behind says what it takes.
      httpMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      internalRewriteLocationHeader: false,
      disableRequestLogging: true,
      disableCache: true, // its keys are addresses with ids
      undici: { connections: 128, pipelining: 1, connectTimeout: 2000, headersTimeout: way.headersMs, bodyTimeout: way.silenceMs },
      preHandler: (request, _reply, done) => done(spelled(request, way.prefix) ? undefined : new Refused('not-found')),
      replyOptions: {
        retryDelay: () => null, // a call that may have been done is never sent twice
        rewriteHeaders: (headers) => endToEnd(headers),
        rewriteRequestHeaders: (request, headers) => forwarded(request as FastifyRequest, headers, options.host),
        onError: (reply) => {
          const { status, headers, body } = answerOf('busy');
          void reply.code(status).headers(headers).send(body);
        },
      },
    } satisfies FastifyHttpProxyOptions);
  }
}

/** `/%61pi` and `/api` are one route to the router. Only the plain spelling goes on. */
function spelled(request: FastifyRequest, prefix: string): boolean {
  const path = (request.raw.url ?? '').split('?', 1)[0] ?? '';
  return path === prefix || path.startsWith(`${prefix}/`);
}

/** The program behind sees the name that people opened and the address that the door saw; what a client says about itself is dropped. */
function forwarded<T extends Record<string, unknown>>(request: FastifyRequest, headers: T, host: string): T {
  const kept = Object.entries(headers).filter(([name]) => name !== 'forwarded' && !name.startsWith('x-forwarded-'));
  return { ...Object.fromEntries(kept), host, 'x-forwarded-for': request.ip } as unknown as T;
}

/** Headers about the connection behind say nothing about the one in front: passed on they kept connections open that a client had asked to close. */
function endToEnd<T extends Record<string, unknown>>(headers: T): T {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !['connection', 'keep-alive', 'proxy-connection', 'upgrade'].includes(name))) as T;
}
