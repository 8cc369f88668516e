import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { type FastifyInstance } from 'fastify';
import * as z from 'zod';
import { anEdge } from '../testing/edge.js';
import { limitBodyTime } from './body-time.js';
import { May } from './may.js';
import { Returns } from './returns.js';

const ThingView = z.object({ name: z.string() });

@Controller('things')
class ThingsController {
  @Get()
  @May('referral.list')
  @Returns(ThingView)
  get(): unknown {
    return { name: 'list' };
  }
  @Post()
  @May('referral.create')
  @Returns(ThingView)
  create(@Body({ schema: z.strictObject({ name: z.string() }) }) body: { name: string }): unknown {
    return body;
  }
}

let app: NestFastifyApplication;
let port: number;
let server: FastifyInstance;
beforeAll(async () => {
  app = await anEdge([ThingsController], { beforeInit: shortBodyTime });
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as AddressInfo).port;
});
afterAll(() => app.close());

/** Bodies of these tests have half a second, and a tenth between two parts. */
function shortBodyTime(opened: FastifyInstance): void {
  server = opened;
  server.addHook('onRequest', (request, reply, done) => {
    if (request.headers['x-slow'] !== undefined) limitBodyTime(request, reply, { wholeMs: 500, idleMs: request.headers['x-slow'] === 'idle' ? 100 : 5_000 });
    done();
  });
}

async function open(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
}
/** All that comes back until the server closes, or `ms` are over. */
async function answerOf(socket: Socket, ms = 3_000): Promise<{ text: string; closed: boolean }> {
  let text = '';
  socket.on('data', (part: Buffer) => (text += part.toString('latin1')));
  const closed = await Promise.race([once(socket, 'close').then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, ms, false).unref())]);
  socket.destroy();
  return { text, closed };
}
async function send(bytes: string, ms?: number): Promise<{ text: string; closed: boolean; statuses: number[] }> {
  const socket = await open();
  socket.write(bytes, 'latin1');
  const answer = await answerOf(socket, ms);
  return { ...answer, statuses: [...answer.text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((match) => Number(match[1])) };
}
const host = (): string => `127.0.0.1:${port}`;
const post = (headers: string, body = '{"name":"a"}'): string =>
  `POST /api/v1/things HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;

describe('what no library lets a test send', () => {
  it('a good call under the own host is answered', async () => {
    expect((await send(post('Content-Length: 12\r\n'))).statuses).toEqual([200]);
  });
  it.each([
    ['another host', 'evil.example', 421],
    ['an empty host', '', 421],
    ['the right name on another port', '127.0.0.1:1', 421],
  ])('%s is refused', async (_name, name, status) => {
    expect((await send(`GET /api/v1/things HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`)).statuses).toEqual([status]);
  });
  it.each(['Host', 'Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'Origin', 'Comity-Purpose'])('a second %s is refused', async (name) => {
    const first = { Host: host(), 'Content-Type': 'application/json' }[name] ?? 'x';
    const twice = `${name}: ${first}\r\n${name.toLowerCase()}: ${first}\r\n`;
    const bytes = `POST /api/v1/things HTTP/1.1\r\n${name === 'Host' ? '' : `Host: ${host()}\r\n`}${twice}Connection: close\r\n\r\n`;
    const { statuses, text } = await send(bytes);
    expect(statuses).toEqual([400]);
    expect(text).toContain('"code":"header"');
  });
  it.each([
    ['the absolute form', () => `GET http://${host()}/api/v1/things HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`, 400],
    ['two slashes', () => `GET //api/v1/things HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`, 400],
    ['a star', () => `OPTIONS * HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`, 400],
    ['HTTP/1.0 without a host', () => 'GET /api/v1/things HTTP/1.0\r\n\r\n', 421],
    ['HTTP/1.1 without a host', () => 'GET /api/v1/things HTTP/1.1\r\nConnection: close\r\n\r\n', 421],
    [
      'a body on GET (H11-a)',
      () => `GET /api/v1/things HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}`,
      400,
    ],
    ['a chunked body on GET', () => `GET /api/v1/things HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['a header of 20 kB (H20-a)', () => `GET /api/v1/things HTTP/1.1\r\nHost: ${host()}\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 400],
    ['a request line of 20 kB (H20-c)', () => `GET /api/v1/things?q=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: ${host()}\r\n\r\n`, 400],
    [
      'a length with chunks (H21-a)',
      () =>
        `POST /api/v1/things HTTP/1.1\r\nHost: ${host()}\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/v1/things HTTP/1.1\r\nHost: ${host()}\r\n\r\n`,
      400,
    ],
    ['a folded header (H21-d)', () => `GET /api/v1/things HTTP/1.1\r\nHost: ${host()}\r\nX: a\r\n b\r\n\r\n`, 400],
    ['bare line feeds', () => `GET /api/v1/things HTTP/1.1\nHost: ${host()}\n\n`, 400],
    ['a blank before the colon', () => `GET /api/v1/things HTTP/1.1\r\nHost: ${host()}\r\nContent-Length : 0\r\n\r\n`, 400],
    ['a percent sign that is none', () => `GET /api/v1/things/%zz HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`, 400],
    ['something that is not HTTP', () => 'hello\r\n\r\n', 400],
  ])('%s is refused once, with the headers of every answer', async (_name, bytes, status) => {
    const { statuses, text } = await send(bytes());
    expect(statuses).toEqual([status]);
    expect(text.toLowerCase()).toMatch(/content-type: application\/problem\+json[\s\S]*"code":"(?:header|host)"/);
    expect(text.toLowerCase()).toContain("content-security-policy: default-src 'none'; frame-ancestors 'none'; sandbox");
    expect(text.toLowerCase()).not.toMatch(/^(?:server|x-powered-by|access-control-)/m);
  });
  it.each(['chunked, identity', 'identity', 'xchunked', 'chunked\r\nTransfer-Encoding: identity', 'chunked;q=1'])(
    'the transfer coding %j is refused (H21-b)',
    async (coding) => {
      const { statuses } = await send(post(`Transfer-Encoding: ${coding}\r\n`, '0\r\n\r\n'), 1_000);
      expect(statuses.length).toBeLessThanOrEqual(1);
      expect(statuses.every((status) => [400, 501].includes(status))).toBe(true);
    },
  );
  it.each(['12\r\nContent-Length: 12', '12\r\nContent-Length: 13', '+12', '-2', '0x2', '12,12', ' ', '18446744073709551618'])(
    'the length %j is refused (H21-c)',
    async (length) => {
      const { statuses } = await send(post(`Content-Length: ${length}\r\n`), 1_000);
      expect(statuses.length).toBeLessThanOrEqual(1);
      expect(statuses.every((status) => [400, 413].includes(status))).toBe(true);
    },
  );
  it('two thousand headers do no harm (H20-b)', async () => {
    const many = Array.from({ length: 2001 }, (_, at) => `x${at}: 1\r\n`).join('');
    expect((await send(`GET /api/v1/things HTTP/1.1\r\nHost: ${host()}\r\n${many}\r\n`)).statuses).toEqual([400]);
  });
});

describe('time', () => {
  it('a body that never ends is given up with 408 (H23-b)', async () => {
    const socket = await open();
    socket.write(post('Content-Length: 1000\r\nX-Slow: whole\r\n', '{'));
    const drip = setInterval(() => socket.write(' '), 50);
    const { text, closed } = await answerOf(socket, 4_000);
    clearInterval(drip);
    expect(text).toMatch(/^HTTP\/1\.1 408[\s\S]*"code":"time-out"/);
    expect(closed).toBe(true);
  });
  it('a body that stops is given up with 408', async () => {
    const socket = await open();
    socket.write(post('Content-Length: 1000\r\nX-Slow: idle\r\n', '{'));
    const { text, closed } = await answerOf(socket, 4_000);
    expect(text).toMatch(/^HTTP\/1\.1 408[\s\S]*"code":"time-out"/);
    expect(closed).toBe(true);
  });
  it('a slow body within its time is taken', async () => {
    const socket = await open();
    socket.write(post('Content-Length: 12\r\nX-Slow: whole\r\n', '{"name'));
    setTimeout(() => socket.write('":"a"}'), 200);
    expect((await answerOf(socket)).text).toMatch(/^HTTP\/1\.1 200/);
  });
  it('the limits of the server are those of the design', () => {
    const { headersTimeout, requestTimeout, keepAliveTimeout, timeout } = server.server;
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, timeout }).toEqual({
      headersTimeout: 10_000,
      requestTimeout: 180_000,
      keepAliveTimeout: 5_000,
      timeout: 30_000,
    });
  });
});
