import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DoorConfig } from './config.js';
import { addressPort, openDoor } from './door.js';
import { EVERY_ANSWER } from './headers.js';
import { PortalMissing } from './portal-page.js';

const infra = (name: string): string => new URL(`../../../infra/keycloak/${name}`, import.meta.url).pathname;

let behind: Server;
let door: FastifyInstance;
let port: number;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const seen: { url: string; headers: IncomingMessage['headers']; body: string }[] = [];

const configOf = (upstream: number): DoorConfig => ({
  mode: 'demonstration',
  address: 'http://comity.example:7400',
  issuer: 'http://localhost:7408',
  host: '127.0.0.1',
  port: 0,
  internalPort: 0,
  apiUrl: `http://127.0.0.1:${upstream}`,
  logUrl: `http://127.0.0.1:${upstream}`,
  trustedProxy: false,
  portal: builtPortal(),
  peopleFile: infra('people.json'),
  agenciesFile: infra('agencies.json'),
});

beforeAll(async () => {
  behind = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      seen.push({ url: request.url ?? '', headers: request.headers, body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
  const at = behind.address();
  door = await openDoor(configOf(typeof at === 'object' && at ? at.port : 0), () => undefined);
  await door.listen({ host: '127.0.0.1', port: 0 });
  port = addressPort(door) ?? 0;
  answer = (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json', 'content-security-policy': "default-src 'none'; sandbox" }).end('{"ok":true}');
});
afterAll(async () => {
  await door.close();
  behind.closeAllConnections();
  behind.close();
});

/** A small portal as the build leaves it. */
function builtPortal(): string {
  const folder = mkdtempSync(join(tmpdir(), 'comity-portal-'));
  writeFileSync(
    join(folder, 'index.html'),
    '<meta name="comity-oidc" content="OIDC"><meta name="comity-mode" content="MODE"><cm-root ngcspnonce="NONCE"></cm-root><script src="/main-AAAAAAAA.js" nonce="NONCE"></script>',
  );
  writeFileSync(join(folder, 'main-AAAAAAAA.js'), 'export {};');
  return folder;
}

/** Sends bytes as they are and resolves with all that comes back. */
function raw(lines: string[], body = ''): Promise<{ status: number; head: string; body: string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`));
    socket.setTimeout(15_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (part) => (text += part.toString()));
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', ...rest] = text.split('\r\n\r\n');
      resolve({ status: Number(head.split(' ')[1]), head: head.toLowerCase(), body: rest.join('\r\n\r\n') });
    });
  });
}
const get = (path: string, ...headers: string[]) => raw([`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Connection: close', ...headers]);

describe('hygiene of the front door', () => {
  it.each([
    ['host', ['Host: comity.example:7400']],
    ['authorization', ['Authorization: Bearer a', 'Authorization: Bearer b']],
    ['idempotency-key', ['Idempotency-Key: 1', 'Idempotency-Key: 2']],
    ['if-match', ['If-Match: "1"', 'If-Match: "2"']],
    ['origin', ['Origin: http://a', 'Origin: http://b']],
  ])('refuses a second %s header, which the proxy alone would not see', async (_name, headers) => {
    const before = seen.length;
    const got = await get('/api/v1/me', ...headers);
    expect([got.status, JSON.parse(got.body)]).toMatchObject([400, { code: 'header' }]);
    expect(seen.length).toBe(before);
  });

  it('answers under its own names only', async () => {
    const strange = await raw(['GET /api/v1/me HTTP/1.1', 'Host: evil.example', 'Connection: close']);
    expect([strange.status, JSON.parse(strange.body)]).toMatchObject([421, { code: 'host' }]);
    const named = await raw(['GET /api/v1/me HTTP/1.1', 'Host: comity.example:7400', 'Connection: close']);
    expect(named.status).toBe(200);
  });

  it('refuses a target that is no path, or begins with two slashes', async () => {
    expect((await get('//evil.example/api/v1/me')).status).toBe(400);
    expect((await raw(['GET http://127.0.0.1/api/v1/me HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: close'])).status).toBe(400);
  });

  it('refuses a query that cannot be read', async () => {
    expect((await get('/api/v1/requests?limit=%zz')).status).toBe(400);
    expect((await get('/api/v1/requests?limit=1;cursor=2')).status).toBe(400);
  });

  it('refuses a body on GET, an encoded body, and two lengths', async () => {
    expect((await raw(['GET /api/v1/me HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: close', 'Content-Length: 2'], '{}')).status).toBe(400);
    expect(
      (await raw(['POST /api/v1/requests HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: close', 'Content-Encoding: gzip', 'Content-Length: 2'], '{}'))
        .status,
    ).toBe(415);
    const both = await raw(
      ['POST /api/v1/requests HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: close', 'Content-Length: 2', 'Transfer-Encoding: chunked'],
      '0\r\n\r\n',
    );
    expect(both.status).toBe(400);
    expect(both.head).toContain('strict-transport-security');
  });
});

describe('ways through the door', () => {
  it('passes paths on as they were written', async () => {
    for (const path of ['/api/v1/a%61b', '/api/v1//x', '/api/v1/a%2Fb', '/api/v1/a;b=1?x=%20y']) {
      await get(path);
      expect(seen.at(-1)?.url).toBe(path);
    }
    await get('/log/tile/0/000');
    expect(seen.at(-1)?.url).toBe('/tile/0/000');
  });

  it('takes no other spelling of its own prefixes and no path that climbs', async () => {
    const before = seen.length;
    expect((await get('/%61pi/v1/me')).status).toBe(404);
    expect((await get('/apix')).status).toBe(404);
    expect((await get('/api/../log/checkpoint')).status).toBe(400);
    expect((await get('/log/%2e%2e/x')).status).toBe(400);
    expect(seen.length).toBe(before);
  });

  it('shows the API the name that people open and the address it saw, and not what a client says of itself', async () => {
    await get('/api/v1/me', 'X-Forwarded-For: 203.0.113.9', 'X-Forwarded-Host: evil.example', 'Forwarded: for=203.0.113.9', 'Authorization: Bearer t');
    const headers = seen.at(-1)?.headers ?? {};
    expect(headers).toMatchObject({ host: 'comity.example:7400', 'x-forwarded-for': '127.0.0.1', authorization: 'Bearer t' });
    expect(Object.keys(headers).filter((name) => name === 'forwarded' || name === 'x-forwarded-host')).toEqual([]);
  });

  it('passes a body on unread and keeps the policy of the API', async () => {
    const body = '{"a":1,"a":2}';
    const got = await raw(
      ['POST /api/v1/requests HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: close', 'Content-Type: application/json', `Content-Length: ${body.length}`],
      body,
    );
    expect(got.status).toBe(200);
    expect(seen.at(-1)?.body).toBe(body);
    expect(got.head).toContain("content-security-policy: default-src 'none'; sandbox");
  });

  it('says busy, and does not ask twice, when nobody is behind', async () => {
    const alone = await openDoor(configOf(1), () => undefined);
    await alone.listen({ host: '127.0.0.1', port: 0 });
    const got = await fetch(`http://127.0.0.1:${addressPort(alone)}/api/v1/me`);
    expect([got.status, got.headers.get('retry-after'), ((await got.json()) as { code: string }).code]).toEqual([503, '2', 'busy']);
    await alone.close();
  });

  it('never sends a call again, also when the answer is 503', async () => {
    const usual = answer;
    answer = (_request, response) => response.writeHead(503, { 'retry-after': '1' }).end('{}');
    const before = seen.length;
    expect((await get('/api/v1/me')).status).toBe(503);
    expect(seen.length).toBe(before + 1);
    answer = usual;
  });

  it('lets an event stream through as it comes', async () => {
    const usual = answer;
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: reload\n\n');
      setTimeout(() => response.end('event: ending\n\n'), 300);
    };
    const got = await fetch(`http://127.0.0.1:${port}/api/v1/live`);
    const reader = got.body!.getReader();
    const first = await reader.read();
    expect(Buffer.from(first.value ?? []).toString()).toBe('event: reload\n\n');
    await reader.cancel();
    answer = usual;
  });
});

describe('pages and headers', () => {
  it.each(['/', '/main-AAAAAAAA.js', '/nothing.css', '/api/v1/me', '/log/checkpoint'])('sets every header of the list on %s', async (path) => {
    const got = await fetch(`http://127.0.0.1:${port}${path}`);
    for (const [name, value] of Object.entries(EVERY_ANSWER)) expect([name, got.headers.get(name)]).toEqual([name, value]);
    // A script runs under the policy of its document; everything else says that nothing may.
    const policy = got.headers.get('content-security-policy');
    expect(path.startsWith('/main-') ? policy === null : policy?.includes("default-src 'none'")).toBe(true);
    for (const name of ['server', 'x-powered-by', 'set-cookie']) expect(got.headers.get(name)).toBeNull();
  });

  it('gives each page a nonce of its own and fills the provider in', async () => {
    const load = async () => {
      const got = await fetch(`http://127.0.0.1:${port}/`);
      return { policy: got.headers.get('content-security-policy') ?? '', html: await got.text() };
    };
    const [one, two] = [await load(), await load()];
    expect(one.policy).not.toBe(two.policy);
    expect(one.policy).toContain("connect-src 'self' http://localhost:7408;");
    expect(one.html).toContain('name="comity-oidc" content="{&#34;issuer&#34;:&#34;http://localhost:7408&#34;');
    expect(one.html).toContain('name="comity-mode" content="demonstration"');
    const nonce = /'nonce-([^']+)'/.exec(one.policy)?.[1] ?? 'none';
    expect(one.html.split(`"${nonce}"`)).toHaveLength(3);
    expect(one.html).not.toMatch(/NONCE|OIDC|MODE/);
  });

  it('answers an address of the portal with its page, and a file or a program that is not there with 404', async () => {
    const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    expect(await Promise.all(['/referrals/01900000-0000-7000-8000-000000000000', '/kit', '/gone.js', '/index.html.br', '/log'].map(status))).toEqual([
      200, 200, 404, 404, 200,
    ]);
    expect((await fetch(`http://127.0.0.1:${port}/kit`, { method: 'POST' })).status).toBe(404);
  });

  it('lets a hashed file be kept for ever and the page never', async () => {
    const kept = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).headers.get('cache-control');
    expect([await kept('/main-AAAAAAAA.js'), await kept('/')]).toEqual(['public, max-age=31536000, immutable', 'no-store']);
  });

  it('lists the people by agency', async () => {
    const { agencies } = (await (await fetch(`http://127.0.0.1:${port}/sample-people.json`)).json()) as { agencies: { people: { key: string }[] }[] };
    expect(agencies).toHaveLength(7);
    expect(agencies.flatMap(({ people }) => people.map(({ key }) => key))).toContain('c.liaison.second-account');
  });

  it('does not open without a built portal', async () => {
    await expect(openDoor({ ...configOf(1), portal: tmpdir() }, () => undefined)).rejects.toThrow(PortalMissing);
  });
});
