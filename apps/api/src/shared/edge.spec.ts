import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import * as z from 'zod';
import { anEdge, aLog } from '../testing/edge.js';
import { Purpose } from './asked.js';
import { IMPORTS } from './hygiene.js';
import { May, Public } from './may.js';
import { Problem } from './problem.js';
import { Returns } from './returns.js';
import { Id, Target } from './target.js';

const Thing = z.strictObject({ name: z.string().min(1).max(20), days: z.int().min(1).max(730), list: z.array(z.string().max(10)).max(5).optional() });
type Thing = z.infer<typeof Thing>;
const ListQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/)
    .transform(Number)
    .optional(),
});
const ThingView = z.object({ id: z.string(), name: z.string(), version: z.int() });
const ID = '0193a5b0-7c1e-7abc-8def-0123456789ab';
const view = { id: ID, name: 'one', version: 3, secret: 'CANARY7f3a91' };

@Controller()
class ThingsController {
  @Get('things')
  @May('referral.list')
  @Returns(ThingView, { list: true })
  list(@Query({ schema: ListQuery }) query: { limit?: number }): unknown {
    return { items: Array.from({ length: query.limit ?? 1 }, () => view), total: 99 };
  }
  @Post('things')
  @May('referral.create')
  @Returns(ThingView, { status: 201 })
  create(@Body({ schema: Thing }) body: Thing): unknown {
    return { ...view, name: body.name };
  }
  @Get('things/:id')
  @May('referral.get')
  @Returns(ThingView)
  get(@Id() id: string, @Purpose() purpose: string | undefined): unknown {
    return { ...view, id, name: purpose ?? 'own' };
  }
  @Put('things/:id')
  @May('referral.save')
  @Returns(ThingView)
  save(@Target() target: Target, @Body({ schema: Thing }) body: Thing): unknown {
    return { id: target.id, version: target.version + 1, name: body.name };
  }
  @Post('things/:id/claim')
  @May('review.claim')
  @Returns(null)
  claim(@Target() target: Target): void {
    expect(target.id).toBe(ID);
  }
  @Post('imports')
  @May('referral.import')
  @Returns(z.object({ bytes: z.int() }))
  import(@Body() body: Buffer): unknown {
    return { bytes: body.length };
  }
  @Post('session/backchannel')
  @Public('session.backchannel')
  @Returns(z.object({ token: z.string() }))
  backchannel(@Body({ schema: z.strictObject({ logout_token: z.string() }) }) body: { logout_token: string }): unknown {
    return { token: body.logout_token };
  }
  @Get('faults/:kind')
  @Public('fault.get')
  @Returns(ThingView)
  fault(@Id('kind') kind: string): unknown {
    throw new Error(`CANARY7f3a91 select * from secret ${kind}`);
  }
  @Get('refusal')
  @Public('refusal.get')
  @Returns(ThingView)
  refusal(): unknown {
    throw new Problem('step-up', { rules: ['P07'], headers: { 'www-authenticate': 'Bearer error="insufficient_user_authentication"' } });
  }
  @Get('away')
  @Public('away.get')
  @Returns(ThingView)
  away(): unknown {
    throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  }
  @Get('drift')
  @Public('drift.get')
  @Returns(ThingView)
  drift(): unknown {
    return { id: 7 };
  }
}

/** A problem as it came over the wire. */
const told = (answer: { json: () => unknown }) => answer.json() as { code: string; instance: string; errors?: { code: string }[] };

describe('the edge', () => {
  let app: NestFastifyApplication;
  const { log, lines } = aLog();
  beforeAll(async () => {
    app = await anEdge([ThingsController], { log });
  });
  afterAll(() => app.close());

  const json = { 'content-type': 'application/json' };
  const post = (payload: string | Buffer, headers: Record<string, string> = json, url = '/api/v1/things') =>
    app.inject({ method: 'POST', url, payload, headers });
  const good = '{"name":"a","days":1}';

  it('takes a body that keeps the contract', async () => {
    const answer = await post(good);
    expect([answer.statusCode, answer.json(), answer.headers.etag]).toEqual([201, { id: ID, name: 'a', version: 3 }, '"3"']);
  });
  it('lets nothing out that the view does not name', async () => {
    const answer = await app.inject('/api/v1/things?limit=2');
    expect(answer.json()).toEqual({
      items: [
        { id: ID, name: 'one', version: 3 },
        { id: ID, name: 'one', version: 3 },
      ],
    });
  });
  it('reads a target from path and If-Match', async () => {
    const answer = await app.inject({ method: 'PUT', url: `/api/v1/things/${ID}`, payload: good, headers: { ...json, 'if-match': '"4"' } });
    expect([answer.statusCode, answer.headers.etag]).toEqual([200, '"5"']);
  });
  it.each([
    ['no If-Match', undefined, 428, 'if-match'],
    ['a weak tag', 'W/"4"', 400, 'header'],
    ['any tag', '*', 400, 'header'],
    ['two tags', '"4", "5"', 400, 'header'],
    ['a number without quotes', '4', 400, 'header'],
  ])('refuses a change with %s', async (_name, tag, status, code) => {
    const answer = await app.inject({ method: 'PUT', url: `/api/v1/things/${ID}`, payload: good, headers: { ...json, ...(tag ? { 'if-match': tag } : {}) } });
    expect([answer.statusCode, told(answer).code]).toEqual([status, code]);
  });
  it.each([
    'null',
    'undefined',
    '0',
    '1',
    '*',
    '%00',
    '..',
    '[object Object]',
    '00000000-0000-0000-0000-000000000000',
    `{${ID}}`,
    ID.replaceAll('-', ''),
    ID.toUpperCase(),
    `${ID}%20`,
    `urn:uuid:${ID}`,
    'a'.repeat(200),
  ])('answers like an unknown record to the id %s', async (id) => {
    const answer = await app.inject(`/api/v1/things/${id}`);
    expect([400, 404]).toContain(answer.statusCode);
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });

  describe('reads JSON in one way (H01 to H08, H11)', () => {
    it.each([
      ['a repeated member', '{"name":"a","name":"b","days":1}', 'duplicate-key'],
      ['a repeated member behind an escape', '{"name":"a","n\\u0061me":"b","days":1}', 'duplicate-key'],
      ['__proto__', '{"name":"a","days":1,"__proto__":{"isAdmin":true}}', 'forbidden-key'],
      ['constructor', '{"constructor":{"prototype":{"isAdmin":true}},"name":"a","days":1}', 'forbidden-key'],
      ['20,000 nested lists', '['.repeat(20_000) + ']'.repeat(20_000), 'too-deep'],
      ['a list of 20,000 items', `{"list":[${'null,'.repeat(19_999)}null]}`, 'too-many'],
      ['a number beyond a double', '{"name":"a","days":1e400}', 'number-out-of-range'],
      ['an integer that no double holds', '{"name":"a","days":9007199254740993}', 'number-out-of-range'],
      ['minus zero', '{"name":"a","days":-0}', 'number-out-of-range'],
      ['a lone surrogate', '{"name":"\\ud800","days":1}', 'ill-formed-text'],
      ['NUL', '{"name":"a\\u0000","days":1}', 'ill-formed-text'],
      ['a byte order mark', '\ufeff' + good, 'not-json'],
      ['two documents', good + good, 'not-json'],
      ['a comment', `${good}//x`, 'not-json'],
      ['a trailing comma', '{"name":"a","days":1,}', 'not-json'],
      ['NaN', '{"name":"a","days":NaN}', 'not-json'],
      ['nothing', '', 'not-json'],
    ])('refuses %s', async (_name, payload, cause) => {
      const answer = await post(payload, { ...json, 'content-length': String(Buffer.byteLength(payload)) });
      expect([answer.statusCode, told(answer).code, told(answer).errors?.[0]?.code]).toEqual([400, 'unreadable', cause]);
      expect(answer.body).not.toMatch(/isAdmin/);
    });
    it('refuses bytes that are not UTF-8', async () => {
      const answer = await post(Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff]), Buffer.from('","days":1}')]));
      expect([answer.statusCode, told(answer).errors?.[0]?.code]).toEqual([400, 'not-utf-8']);
    });
    it('refuses UTF-16', async () => {
      expect((await post(Buffer.from(good, 'utf16le'))).statusCode).toBe(400);
    });
    it.each(['null', '[]', '"x"', '0', 'true', '[[]]'])('refuses %s where the contract wants an object', async (payload) => {
      expect((await post(payload)).json()).toMatchObject({ status: 422, code: 'contract' });
    });
    it('refuses a body above its size', async () => {
      expect((await post(`{"name":"${'a'.repeat(600_000)}","days":1}`)).json()).toMatchObject({ status: 413, code: 'too-large' });
    });
  });

  describe('takes JSON only (H08-b, H09, H10)', () => {
    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json; charset=utf-7',
      'application/json; charset="utf-8',
      'application/json; charset=utf8;x',
      'application/jsonx',
      'application/ld+json',
      'text/csv',
      'application/xml',
      'application/json, text/plain',
    ])('refuses %s', async (type) => {
      expect((await post(good, { 'content-type': type })).json()).toMatchObject({ status: 415, code: 'media-type' });
    });
    it('refuses a body without a type', async () => {
      const answer = await app.inject({ method: 'POST', url: '/api/v1/things', payload: Buffer.from(good), headers: { 'content-type': '' } });
      expect(answer.statusCode).toBe(415);
    });
    it.each(['gzip', 'br', 'identity', 'gzip, gzip'])('refuses the content coding %s', async (coding) => {
      expect((await post(good, { ...json, 'content-encoding': coding })).statusCode).toBe(415);
    });
    it('takes charset=utf-8', async () => {
      expect((await post(good, { 'content-type': 'application/json; charset=utf-8' })).statusCode).toBe(201);
    });
  });

  describe('hands an import on as it came', () => {
    it.each([
      ['application/xml', '<a/>'],
      ['text/csv', 'a,b\r\n'],
      ['application/json', '{"a":1,"a":2}'],
    ])('takes %s as bytes', async (type, payload) => {
      expect((await post(payload, { 'content-type': type }, IMPORTS)).json()).toEqual({ bytes: payload.length });
    });
    it('takes more than an ordinary body, and not more than 10 MiB', async () => {
      expect((await post(Buffer.alloc(9_000_000, 32), { 'content-type': 'text/csv' }, IMPORTS)).statusCode).toBe(200);
      expect((await post(Buffer.alloc(10_485_761, 32), { 'content-type': 'text/csv' }, IMPORTS)).statusCode).toBe(413);
    });
    it('refuses an image type and a form with files', async () => {
      expect((await post('x', { 'content-type': 'image/png' }, IMPORTS)).statusCode).toBe(415);
      expect((await post('x', { 'content-type': 'multipart/form-data; boundary=x' }, IMPORTS)).statusCode).toBe(415);
    });
  });

  describe('takes the provider’s back-channel call', () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const url = '/api/v1/session/backchannel';
    it('with its one field', async () => {
      expect((await post('logout_token=a.b.c', form, url)).json()).toEqual({ token: 'a.b.c' });
    });
    it.each(['logout_token=a&logout_token=b', 'logout_token=a&x=1', 'x=1', 'logout_token='])('and refuses %s', async (payload) => {
      expect((await post(payload, form, url)).statusCode).toBe(400);
    });
  });

  describe('breaks the contract with pointers and codes, never with the text that came in', () => {
    it.each([
      ['{"days":1}', '#/name', 'missing'],
      ['{"name":1,"days":1}', '#/name', 'type'],
      ['{"name":"","days":1}', '#/name', 'too-short'],
      [`{"name":"${'a'.repeat(21)}","days":1}`, '#/name', 'too-long'],
      ['{"name":"a","days":0}', '#/days', 'too-small'],
      ['{"name":"a","days":1.5}', '#/days', 'type'],
      ['{"name":"a","days":"1"}', '#/days', 'type'],
      ['{"name":"a","days":1,"list":["a","b","c","d","e","f"]}', '#/list', 'too-many'],
      ['{"name":"a","days":1,"CANARY7f3a91":1}', '#', 'unknown-member'],
    ])('%s', async (payload, pointer, code) => {
      const answer = await post(payload);
      expect(answer.json()).toMatchObject({ status: 422, code: 'contract', errors: [{ pointer, code }] });
      expect(answer.body).not.toMatch(/CANARY/);
    });
    it('names at most 20 causes of a thousand (H03-d)', async () => {
      const answer = await post(`{${Array.from({ length: 900 }, (_, at) => `"CANARY7f3a91${at}":0`).join(',')}}`);
      expect([answer.statusCode, answer.body.length < 4096, /CANARY/.test(answer.body)]).toEqual([422, true, false]);
    });
    it('refuses a body that nothing reads', async () => {
      const answer = await post('{"admin":true}', { ...json, 'if-match': '"1"' }, `/api/v1/things/${ID}/claim`);
      expect(answer.json()).toMatchObject({ status: 422, code: 'contract' });
    });
    it('takes no body for the empty object, and for nothing more', async () => {
      const without = await app.inject({ method: 'POST', url: '/api/v1/things' });
      expect(without.json()).toMatchObject({
        status: 422,
        code: 'contract',
        errors: [
          { pointer: '#/name', code: 'missing' },
          { pointer: '#/days', code: 'missing' },
        ],
      });
    });
    it('takes an act without a body', async () => {
      const answer = await app.inject({ method: 'POST', url: `/api/v1/things/${ID}/claim`, headers: { 'if-match': '"1"' } });
      expect(answer.statusCode).toBe(204);
    });
  });

  describe('reads a query in one way (H06-b, H16)', () => {
    it.each([
      'limit=',
      'limit=true',
      'limit=%20',
      'limit=1e1',
      'limit=0x10',
      'limit=%D9%A5',
      'limit=1%2C5',
      'limit=1&limit=2',
      'sort=name',
      'limit[a]=1',
      '__proto__=1',
      'a;b=1',
      'limit=%',
      'limit=%E0%A4',
      'limit=1%00',
    ])('refuses ?%s', async (query) => {
      expect((await app.inject(`/api/v1/things?${query}`)).json()).toMatchObject({ status: 400, code: 'query' });
    });
    it('refuses a query that nothing reads', async () => {
      expect((await app.inject(`/api/v1/things/${ID}?access_token=x`)).json()).toMatchObject({ status: 400, code: 'query' });
    });
  });

  it('takes a purpose that is a code and refuses another text', async () => {
    const ask = (purpose: string) => app.inject({ url: `/api/v1/things/${ID}`, headers: { 'comity-purpose': purpose } });
    expect((await ask('identify_victim')).json()).toMatchObject({ name: 'identify_victim' });
    expect((await ask('a, b')).json()).toMatchObject({ status: 403, code: 'purpose' });
  });

  describe('says who may be asked and how', () => {
    it.each([
      ['another host', { headers: { host: 'evil.example' } }, 421, 'host'],
      ['a body on GET', { headers: { ...json }, payload: '{"a":1}' }, 400, 'header'],
    ])('refuses %s', async (_name, options, status, code) => {
      expect((await app.inject({ url: '/api/v1/things', ...options })).json()).toMatchObject({ status, code });
    });
    it.each(['DELETE', 'PATCH', 'HEAD', 'OPTIONS'] as const)('does not take %s', async (method) => {
      const answer = await app.inject({ method, url: '/api/v1/things' });
      expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'GET, POST']);
    });
    it.each(['/api/v1/nothing', '/api/v1/THINGS', '/api/v1/things/', '/', '/api/v1/%61gencies', '/metrics', '/api/v1/../metrics'])(
      'does not know %s',
      async (url) => {
        expect((await app.inject(url)).json()).toMatchObject({ status: 404, code: 'not-found' });
      },
    );
    it.each(['//api/v1/things', '/api/v1/things/%zz'])('refuses the address %s', async (url) => {
      expect((await app.inject({ url: { pathname: url } as never })).statusCode).toBe(400);
    });
    it('takes no method from a header', async () => {
      expect((await post(good, { ...json, 'x-http-method-override': 'GET' })).statusCode).toBe(201);
    });
  });

  describe('answers every fault as a problem', () => {
    const shape = {
      type: expect.stringMatching(/^urn:comity:problem:/),
      title: expect.any(String),
      status: expect.any(Number),
      detail: expect.any(String),
      instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
      code: expect.any(String),
    };
    it('an unknown error without a word of it, and one line in the log', async () => {
      lines.length = 0;
      const answer = await app.inject(`/api/v1/faults/${ID}`);
      expect([answer.statusCode, answer.json()]).toEqual([500, { ...shape, code: 'internal' }]);
      expect(lines).toMatchObject([
        {
          level: 'error',
          code: 'answer-failed',
          problem: 'internal',
          correlation: told(answer).instance.slice(9),
          where: expect.stringMatching(/edge\.spec\.ts:\d+$/) as unknown as string,
        },
      ]);
      expect(JSON.stringify([lines, answer.body])).not.toMatch(/CANARY|select/);
    });
    it('an answer that its own view refuses', async () => {
      expect((await app.inject('/api/v1/drift')).json()).toEqual({ ...shape, code: 'internal' });
    });
    it('a challenge with its header and rules', async () => {
      const answer = await app.inject('/api/v1/refusal');
      expect([answer.statusCode, answer.json(), answer.headers['www-authenticate']]).toEqual([
        401,
        { ...shape, code: 'step-up', rules: ['P07'] },
        'Bearer error="insufficient_user_authentication"',
      ]);
    });
    it('a database that is away as busy, to come again', async () => {
      const answer = await app.inject('/api/v1/away');
      expect([answer.statusCode, told(answer).code, answer.headers['retry-after']]).toEqual([503, 'busy', '2']);
    });
    it('two unknown records alike, but for the number of the answer', async () => {
      const [one, two] = await Promise.all([app.inject('/api/v1/things/x'), app.inject('/api/v1/things/y')]);
      expect(one.json<object>()).toEqual({ ...two.json<object>(), instance: expect.any(String) });
    });
  });

  it('puts the same headers on every answer', async () => {
    const answers = {
      answer: await app.inject('/api/v1/things'),
      'not-found': await app.inject('/api/v1/nothing'),
      method: await app.inject({ method: 'DELETE', url: '/api/v1/things' }),
      host: await app.inject({ url: '/api/v1/things', headers: { host: 'x' } }),
      'too-large': await post(`"${'a'.repeat(600_000)}"`),
      unreadable: await post('{'),
      contract: await post('{}'),
      internal: await app.inject(`/api/v1/faults/${ID}`),
      address: await app.inject({ url: { pathname: '/api/v1/things/%zz' } as never }),
    };
    for (const [name, answer] of Object.entries(answers)) {
      const passing = ['content-length', 'date', 'connection', 'etag', 'allow'];
      const headers = Object.fromEntries(Object.entries(answer.headers).filter(([header]) => !passing.includes(header)));
      expect({ name, headers }).toEqual({
        name,
        headers: {
          'cache-control': 'no-store',
          'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
          'content-type': name === 'answer' ? 'application/json; charset=utf-8' : 'application/problem+json',
          'cross-origin-embedder-policy': 'require-corp',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'permissions-policy': expect.stringContaining('camera=()'),
          'referrer-policy': 'no-referrer',
          'strict-transport-security': 'max-age=63072000; includeSubDomains',
          'x-content-type-options': 'nosniff',
        },
      });
    }
  });
});

describe('the start', () => {
  it('stops at a handler that names no act', async () => {
    @Controller('bare')
    class BareController {
      @Get()
      @Returns(ThingView)
      bare(): unknown {
        return view;
      }
    }
    await expect(anEdge([BareController])).rejects.toThrow('BareController.bare has neither @May nor @Public');
  });
  it('stops at two handlers of one act, and at one that does not say what it answers', async () => {
    @Controller('twice')
    class TwiceController {
      @Get('a')
      @May('referral.get')
      @Returns(ThingView)
      one(): unknown {
        return view;
      }
      @Get('b')
      @May('referral.get')
      two(): unknown {
        return view;
      }
    }
    await expect(anEdge([TwiceController])).rejects.toThrow(/referral\.get has two handlers\n(?:.*\n)*.*two has no @Returns/);
  });
});
