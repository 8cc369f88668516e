import { randomBytes } from 'node:crypto';
import { type Socket } from 'node:net';
import { brotliCompressSync, constants } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type DoorConfig } from './config.js';
import { CLOSED_POLICY, EVERY_ANSWER, pagePolicy } from './headers.js';
import { hostsOf, refuseMalformed } from './hygiene.js';
import { readPeople } from './people.js';
import { readPortalPage } from './portal-page.js';
import { answerOf, type ProblemCode, Refused } from './problem.js';
import { openProxies } from './proxies.js';

/** Names of the build carry a hash of what is in them, so they never change. */
const HASHED = /-[\w-]{8}\.(js|css)(\.br)?$/;
const isHashed = (target = ''): boolean => HASHED.test(target);

/**
 * The one origin of Comity: pages, `/api` and `/log`. It refuses what is malformed, sets the headers of pages and holds no rights and no secrets.
 * @param onFault hears the class of an error that nobody expected
 */
export async function openDoor(config: DoorConfig, onFault: (name: string) => void): Promise<FastifyInstance> {
  const door = fastify({
    logger: false,
    exposeHeadRoutes: false,
    trustProxy: config.trustedProxy,
    requestTimeout: 200_000, // a whole import has 180 s; the API's own limits are shorter for everything else
    keepAliveTimeout: 5000,
    forceCloseConnections: true,
    http: { maxHeaderSize: 16_384, headersTimeout: 10_000, connectionsCheckingInterval: 2000 },
    clientErrorHandler: refuseRaw,
  });
  const agencies = readPeople(config.peopleFile, config.agenciesFile);
  const provider: 'keycloak' | 'plain' = /\/realms\/[^/]+$/.test(config.issuer) ? 'keycloak' : 'plain';
  const page = readPortalPage(config.portal, { oidc: { issuer: config.issuer, provider, clientId: 'comity-portal' }, mode: config.mode });
  let hosts: Set<string> | undefined;

  door.addHook('onRequest', (request, _reply, done) => {
    // Known when it listens, because port 0 means a free one.
    hosts ??= hostsOf(config.address, config.host, addressPort(door) ?? config.port);
    try {
      refuseMalformed(request.raw, hosts);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
  door.addHook('onSend', (request, reply, _payload, done) => {
    for (const [name, value] of Object.entries(EVERY_ANSWER)) if (!reply.hasHeader(name)) void reply.header(name, value);
    // A script or style runs under the policy of the document that asks for it, and one with a hashed name is never asked for again.
    if (isHashed(request.raw.url) && reply.statusCode === 200) for (const name of ['etag', 'last-modified', 'accept-ranges']) void reply.removeHeader(name);
    else if (!reply.hasHeader('content-security-policy')) void reply.header('content-security-policy', CLOSED_POLICY);
    void reply.removeHeader('server').removeHeader('x-powered-by');
    done();
  });
  const refuse = (code: ProblemCode) => answerOf(code);
  door.setErrorHandler((error, _request, reply) => {
    const code = error instanceof Refused ? error.code : codeOf(error);
    if (code === 'internal') onFault(error instanceof Error ? error.name : typeof error);
    const { status, headers, body } = refuse(code);
    return reply.code(status).headers(headers).send(body);
  });
  const missing = (reply: FastifyReply) => {
    const { status, headers, body } = refuse('not-found');
    return reply.code(status).headers(headers).send(body);
  };
  // An address of the portal has no file: its page finds out what stands there. What looks like a file, or belongs to a program behind, is not found.
  door.setNotFoundHandler((request, reply) => {
    const path = (request.raw.url ?? '/').split('?', 1)[0] ?? '/';
    if (request.method !== 'GET' || /^\/(api|log)/.test(path) || /[.%]/.test(path)) return missing(reply);
    const nonce = randomBytes(16).toString('base64');
    void reply.headers({ 'content-security-policy': pagePolicy(nonce, config.issuer), 'cache-control': 'no-store' }).type('text/html; charset=utf-8');
    return takesBrotli(request) ? reply.header('content-encoding', 'br').send(brotliCompressSync(page(nonce), FAST)) : reply.send(page(nonce));
  });

  await openProxies(door, { apiUrl: config.apiUrl, logUrl: config.logUrl, host: new URL(config.address).host });
  await door.register(fastifyStatic, {
    root: config.portal,
    index: false,
    wildcard: false,
    globIgnore: ['**/*.html', '**/*.br', '**/*stats.json'],
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  // Only the demonstration has lists of sample people; elsewhere there is nothing at this address.
  const people = JSON.stringify({ agencies });
  const pressed = brotliCompressSync(people);
  door.get('/sample-people.json', (request, reply) => {
    if (agencies.length === 0) return missing(reply);
    void reply.headers({ 'cache-control': 'no-store', vary: 'accept-encoding' }).type('application/json; charset=utf-8');
    return takesBrotli(request) ? reply.header('content-encoding', 'br').send(pressed) : reply.send(people);
  });
  return door;
}

/** Everything that the door presses itself is public, so the length of an answer tells nothing. */
const takesBrotli = (request: FastifyRequest): boolean => /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Port that the door listens on; undefined before it does. */
export function addressPort(door: FastifyInstance): number | undefined {
  const at = door.server.address();
  return typeof at === 'object' && at !== null ? at.port : undefined;
}

function codeOf(error: unknown): ProblemCode {
  const status = (error as { statusCode?: unknown }).statusCode;
  if (status === 400) return 'query'; // the router and the proxy refuse addresses that escape or cannot be decoded
  return status === 404 ? 'not-found' : 'internal';
}

/** Answers what Node's parser refused before any handler saw it. */
function refuseRaw(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const { status, headers, body } = answerOf(error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'time-out' : 'header');
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.end(`HTTP/1.1 ${status} ${status === 408 ? 'Request Timeout' : 'Bad Request'}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}
