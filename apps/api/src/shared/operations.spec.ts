import { Writable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type FastifyRequest } from 'fastify';
import { attemptOf } from './asked.js';
import { count, renderFigures } from './figures.js';
import { type InternalServer, type Mandate, openInternalServer, type Probes } from './internal-server.js';
import { factsOf, type LogFacts, nestLogger, openProgramLog, type ProgramLog } from './program-log.js';

const opened: InternalServer[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});
async function ask(
  path: string,
  probes: Probes,
  mandate?: Mandate,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; body: string; headers: Headers }> {
  const server = await openInternalServer(0, probes, mandate);
  opened.push(server);
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers, method });
  return { status: answer.status, body: await answer.text(), headers: answer.headers };
}
const good = (): Promise<void> => Promise.resolve();

describe('the internal port', () => {
  it('says that the process lives, whatever its probes say', async () => {
    expect((await ask('/live', { database: () => Promise.reject(new Error('CANARY7f3a91')) })).status).toBe(200);
  });
  it('says that it is ready when every probe works', async () => {
    expect(await ask('/ready', { database: good, queue: good })).toMatchObject({ status: 200, body: '{"ready":true,"parts":{"database":true,"queue":true}}' });
  });
  it('names the part that does not work, and not why', async () => {
    expect(await ask('/ready', { database: good, queue: () => Promise.reject(new Error('CANARY7f3a91')) })).toMatchObject({
      status: 503,
      body: '{"ready":false,"parts":{"database":true,"queue":false}}',
    });
  });
  it('counts a probe that hangs as one that does not work', async () => {
    expect((await ask('/ready', { database: () => new Promise(() => undefined) })).status).toBe(503);
  });
  it('shows figures', async () => {
    count('comity_problems_total', { code: 'busy' });
    count('comity_problems_total', { code: 'busy' });
    expect((await ask('/metrics', {})).body).toContain('comity_problems_total{code="busy"} 2\n');
    expect(renderFigures()).toMatch(/^process_resident_memory_bytes \d+\n/);
  });
  it.each([204, 401, 403] as const)('hands the question of the log server on and answers %i', async (status) => {
    const asked: string[] = [];
    const mandate: Mandate = (rawHeaders) => {
      asked.push(...rawHeaders);
      return Promise.resolve(status);
    };
    expect((await ask('/mandate', {}, mandate, { authorization: 'Bearer x' })).status).toBe(status);
    expect(asked).toContain('Bearer x');
  });
  it('closes when the mandate cannot be looked up', async () => {
    expect((await ask('/mandate', {}, () => Promise.reject(new Error('CANARY7f3a91')))).status).toBe(503);
  });
  it('knows nothing else and takes nothing but GET', async () => {
    expect((await ask('/api/v1/me', {})).status).toBe(404);
    expect((await ask('/mandate', {})).status).toBe(404);
    expect((await ask('/live', {}, undefined, {}, 'POST')).status).toBe(405);
  });
});

/** A log and the text that it wrote. */
function aLog(): { log: ProgramLog; text: () => string } {
  let written = '';
  const stream = new Writable({
    write(line: Buffer, _encoding, done) {
      written += line.toString();
      done();
    },
  });
  return { log: openProgramLog('test', stream), text: () => written };
}

describe('the program log', () => {
  it('writes one line of listed members', () => {
    const { log, text } = aLog();
    log.info('listening', { port: 7402, internalPort: 7403, rules: ['P01', 'P02'] });
    expect(JSON.parse(text())).toMatchObject({ level: 'info', program: 'test', code: 'listening', port: 7402, internalPort: 7403, rules: ['P01', 'P02'] });
  });
  it('drops and counts a member that is not listed, and a value that is words', () => {
    const { log, text } = aLog();
    log.warn('w', {
      name: 'CANARY7f3a91',
      id: 'Sample Officer CANARY7f3a91',
      ref: 'a@b.example',
      subject: 'a\nb',
      where: '=CANARY',
      kind: 'screen',
    } as LogFacts);
    expect(JSON.parse(text())).toMatchObject({ kind: 'screen', dropped: 5 });
    expect(text()).not.toMatch(/CANARY|@|\\n/);
  });
  it('says of an error its class, state and place, and never its message or cause', () => {
    const error = Object.assign(new TypeError('CANARY7f3a91', { cause: new Error('CANARY7f3a91') }), { code: '23505', detail: 'CANARY7f3a91' });
    expect(factsOf(error)).toEqual({
      fault: 'TypeError',
      sqlState: '23505',
      where: expect.stringMatching(/^api\/src\/shared\/operations\.spec\.ts:\d+$/) as unknown,
    });
    expect(factsOf('CANARY7f3a91')).toEqual({ fault: 'string' });
  });
  it('keeps the words of the framework out', () => {
    const { log, text } = aLog();
    const nest = nestLogger(log);
    nest.log('CANARY7f3a91', 'NestFactory');
    nest.error(new Error('CANARY7f3a91'), 'ExceptionsHandler');
    nest.warn('CANARY7f3a91', 'Router');
    expect([text().split('\n').length, text().includes('CANARY')]).toEqual([3, false]);
  });
});

describe('the idempotency key', () => {
  const KEY = '7c1f3d2a-5b1e-4a51-9a55-0d4f4c0f7a10';
  const request = (
    changed: Partial<Record<'method' | 'url' | 'bodyDigest', string>> = {},
    headers: Record<string, string> = { 'idempotency-key': KEY },
  ): FastifyRequest => ({ method: 'POST', url: '/api/v1/requests', bodyDigest: 'aa', headers, ...changed }) as unknown as FastifyRequest;
  it('is one key plain, quoted and in upper case', () => {
    const forms = [KEY, `"${KEY}"`, KEY.toUpperCase()].map((key) => attemptOf(request({}, { 'idempotency-key': key }), 'request.create'));
    expect(new Set(forms.map((attempt) => JSON.stringify(attempt))).size).toBe(1);
    expect(forms[0]).toMatchObject({ route: 'request.create', key: KEY });
  });
  it.each([undefined, '', 'x', `${KEY}x`, `"${KEY}`, `${KEY}, ${KEY}`])('is refused as %j', (key) => {
    expect(() => attemptOf(request({}, key === undefined ? {} : { 'idempotency-key': key }), 'request.create')).toThrow(
      expect.objectContaining({ code: 'idempotency-key' }),
    );
  });
  it('is bound to body, address and version', () => {
    const digests = [
      request(),
      request({ bodyDigest: 'bb' }),
      request({ url: '/api/v1/other' }),
      request({}, { 'idempotency-key': KEY, 'if-match': '"1"' }),
    ].map((one) => attemptOf(one, 'request.create')?.digest);
    expect(new Set(digests).size).toBe(4);
  });
  it('is not asked of reads, saves and searches', () => {
    expect(attemptOf(request({ method: 'GET' }, {}), 'request.get')).toBeUndefined();
    expect(attemptOf(request({ method: 'PUT' }, {}), 'request.save')).toBeUndefined();
    expect(attemptOf(request({}, {}), 'audit.search')).toBeUndefined();
  });
});
