import { sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { anEcKey, anRsaKey, hmac, published, signature, token, unsigned } from '../testing/token-issuer.js';
import { type KeySet, readKeySet } from './key-set.js';
import { Problem } from './problem.js';
import { type Claims, requireFresh, verifyToken } from './token.js';

const ISSUER = 'http://localhost:7408';
const AGENCY = '6f2d3c1a-1111-4aaa-8bbb-000000000001';
const PERSON = '6f2d3c1a-2222-4aaa-8bbb-000000000002';
const NOW = 1_798_761_600;
const options = { issuer: ISSUER, audience: 'comity-api', client: 'comity-portal', mode: 'demonstration', clock: () => NOW * 1000 } as const;

const ec = anEcKey('issuer-ec');
const rsa = anRsaKey('issuer-rsa');
const stranger = anEcKey('issuer-ec');
const unpublished = anEcKey('unpublished');
const keys = keySetOf([published(ec), published(rsa)]);

/** Good claims, issued `ageS` seconds ago, with `changed` members; a member set to undefined is left out. */
const claims = (changed: Record<string, unknown> = {}): Record<string, unknown> => ({
  iss: ISSUER, aud: 'comity-api', azp: 'comity-portal', sub: 'sub-1', jti: 'jti-1', iat: NOW - 10, exp: NOW + 290, acr: 'comity-1', auth_time: NOW - 60, sid: 'sid-1',
  agency: AGENCY, person: PERSON, realm_access: { roles: ['officer'] }, ...changed,
}); // prettier-ignore

function keySetOf(listed: unknown[]): KeySet {
  const found = readKeySet(JSON.stringify({ keys: listed }));
  return { find: (kid) => Promise.resolve(found.get(kid)) };
}

const bearer = (text: string): string[] => ['Host', 'localhost', 'Authorization', `Bearer ${text}`];
const verify = (text: string, set = keys, more: Partial<Parameters<typeof verifyToken>[2]> = {}): Promise<Claims> =>
  verifyToken(bearer(text), set, { ...options, ...more });
async function expectRefused(asked: Promise<Claims>): Promise<void> {
  await expect(asked).rejects.toMatchObject({ name: 'Problem', code: 'sign-in', status: 401 });
}
/** Another spelling of the last letter, which a lenient decoder reads as the same bytes. */
const respelt = (text: string): string => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + letters[letters.indexOf(text.at(-1)!) ^ 1]!;
};

describe('a good token', () => {
  it('V01 is taken, signed by either algorithm', async () => {
    expect(await verify(token(ec, claims()))).toMatchObject({ sub: 'sub-1', agency: AGENCY, person: PERSON, realm_access: { roles: ['officer'] } });
    expect(await verify(token(rsa, claims()))).toMatchObject({ sub: 'sub-1' });
  });
  it('V01 may carry the claims of both providers that are ignored', async () => {
    await verify(token(ec, claims({ typ: 'Bearer', scope: 'openid', client_id: 'comity-portal', amr: ['demo'], realm_access: { roles: [] } })));
  });
  it.each([
    ['3 s after its end', { iat: NOW - 303, exp: NOW - 3 }],
    ['4 s before its time', { iat: NOW + 4, exp: NOW + 304 }],
  ])('V21 is taken %s: clocks differ', async (_name, times) => {
    await verify(token(ec, claims(times)));
  });
  it('of the stand-in is refused in production', async () => {
    await expectRefused(verify(token(ec, claims({ amr: ['demo'] })), keys, { mode: 'production' }));
  });
});

describe('the header of a token', () => {
  const text = (alg: unknown): string => unsigned({ alg, typ: 'at+jwt', kid: 'issuer-ec' }, claims());
  it.each(['none', 'None', 'NONE', 'nOnE', ' none', 'none '])('V02 refuses alg %j', async (alg) => {
    const copied = token(ec, claims()).split('.')[2]!;
    for (const end of ['', '.', `.${copied}`]) await expectRefused(verify(text(alg) + end));
  });
  it('V03 refuses HS256 under the public key in every form of it', async () => {
    const forms = [
      ec.publicKey.export({ type: 'spki', format: 'pem' }),
      ec.publicKey.export({ type: 'spki', format: 'der' }),
      JSON.stringify(published(ec)),
      JSON.stringify(ec.publicKey.export({ format: 'jwk' })),
    ];
    for (const form of forms) await expectRefused(verify(`${text('HS256')}.${hmac(text('HS256'), form)}`));
  });
  it.each([
    ['RS256', rsa],
    ['RS1', rsa],
    ['PS384', rsa],
    ['ES384', anEcKey('issuer-ec', 'P-384')],
    ['ES256K', anEcKey('issuer-ec', 'secp256k1')],
    ['es256', ec],
  ])('V04 refuses alg %s with a good signature of its kind', async (alg, key) => {
    const set = keySetOf([published(key)]);
    await expectRefused(verify(token(key, claims(), { alg }), set));
  });
  it('V05 refuses a listed alg with a key of another type', async () => {
    await expectRefused(verify(token(ec, claims(), { kid: 'issuer-rsa' })));
    await expectRefused(verify(`${unsigned({ alg: 'PS256', typ: 'at+jwt', kid: 'issuer-ec' }, claims())}.${signature('x', 'PS256', rsa.privateKey)}`));
  });
  it.each([
    undefined,
    null,
    '',
    7,
    ['issuer-ec'],
    '../../../../dev/null',
    "' OR '1'='1",
    'http://127.0.0.1/k',
    'k1\u0000',
    'k'.repeat(65_536),
    '__proto__',
    'constructor',
    'issuer-ec ',
  ])('V06 refuses kid %p', async (kid) => {
    await expectRefused(verify(token(ec, claims(), { kid }), keySetOf([published(ec)])));
  });
  it.each(['jku', 'x5u', 'x5c', 'jwk', 'x5t', 'x5t#S256', 'cty', 'zip', 'nonce'])('V09 refuses the header member %s', async (member) => {
    const value = member === 'jwk' ? published(ec) : member === 'x5c' ? ['MIIB'] : 'http://127.0.0.1:1/keys';
    await expectRefused(verify(token(ec, claims(), { [member]: value })));
  });
  it.each([{ crit: ['b64'], b64: false }, { b64: false }, { b64: true }, { crit: ['exp'], exp: 1 }, { crit: ['made-up'] }, { crit: [] }])(
    'V10 refuses %j',
    async (more) => {
      await expectRefused(verify(token(ec, claims(), more)));
    },
  );
  it.each(['JWT', 'logout+jwt', 'client-authentication+jwt', 'oauth-authz-req+jwt', 'dpop+jwt', 'Bearer', 'AT+JWT', 'application/at+jwt', '', null, undefined])(
    'V11 refuses typ %p',
    async (typ) => {
      await expectRefused(verify(token(ec, claims(), { typ })));
    },
  );
  it('V12 refuses an identity token as providers make it', async () => {
    const identity = {
      iss: ISSUER,
      aud: 'comity-portal',
      sub: 'sub-1',
      iat: NOW,
      exp: NOW + 300,
      auth_time: NOW,
      nonce: 'n',
      sid: 'sid-1',
      at_hash: 'x',
      acr: 'comity-1',
    };
    await expectRefused(verify(token(ec, identity, { typ: 'JWT' })));
    await expectRefused(verify(token(ec, identity)));
  });
});

describe('the issuer, audience and client of a token', () => {
  it.each(['https://other.example', `${ISSUER}/`, `${ISSUER}.evil.example`, ISSUER.toUpperCase(), `${ISSUER}/realms/other`, ''])(
    'V13 refuses the issuer %j',
    async (iss) => {
      await expectRefused(verify(token(ec, claims({ iss }))));
    },
  );
  it('V14 refuses the right issuer on a key of another one', async () => {
    await expectRefused(verify(token(stranger, claims())));
    await expectRefused(verify(token(unpublished, claims())));
  });
  it.each(['comity-log', 'account', '', ['comity-api'], ['comity-api', 'account'], ['account', 'comity-api'], [], null, undefined, 'COMITY-API'])(
    'V15 refuses the audience %j',
    async (aud) => {
      await expectRefused(verify(token(ec, claims({ aud }))));
    },
  );
  it.each(['a.machine', 'mirror', '', ['comity-portal']])('V16 refuses the client %j', async (azp) => {
    await expectRefused(verify(token(ec, claims({ azp }))));
  });
});

describe('the spelling of a token', () => {
  const good = token(ec, claims());
  const [head, body, end] = good.split('.') as [string, string, string];
  it('V17 refuses padding, a re-spelt last letter and the standard alphabet', async () => {
    const slashed = `${head}.${body}.${end.replaceAll('-', '+').replaceAll('_', '/')}`;
    const spellings = [
      `${good}==`,
      `${head}==.${body}.${end}`,
      respelt(good),
      `${head}.${respelt(body)}.${end}`,
      ...(slashed === good ? [] : [slashed]),
      `${head}.${body}.+${end.slice(1)}`,
    ];
    for (const spelling of spellings) await expectRefused(verify(spelling));
  });
  it('V18 refuses a repeated member, also behind an escape, and what is not UTF-8', async () => {
    const text = JSON.stringify(claims());
    const twice = [
      text.replace('{', '{"sub":"other",'),
      text.replace('{', '{"s\\u0075b":"other",'),
      text.replace('"roles"', '"roles":["administrator"],"roles"'),
    ];
    for (const payload of twice) await expectRefused(verify(token(ec, payload)));
    const header = `${Buffer.from('{"alg":"ES256","typ":"at+jwt","kid":"x","kid":"issuer-ec"}').toString('base64url')}.${body}`;
    await expectRefused(verify(`${header}.${signature(header, 'ES256', ec.privateKey)}`));
    const bytes = Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from(',"x":"'), Buffer.from([0xff]), Buffer.from('"}')]);
    const raw = `${head}.${bytes.toString('base64url')}`;
    await expectRefused(verify(`${raw}.${signature(raw, 'ES256', ec.privateKey)}`));
  });
  it.each([
    ['five parts, as an encrypted token has', 'a.b.c.d.e'],
    ['four parts', `${good}.x`],
    ['two parts', `${head}.${body}`],
    ['the JSON form', JSON.stringify({ payload: body, signatures: [{ protected: head, signature: end }] })],
    ['a token in a token', token(ec, Buffer.from(good).toString())],
    ['a list as payload', token(ec, [claims()])],
    ['8 KiB and more', token(ec, claims({ x: 'a'.repeat(8200) }))],
    ['nothing', ''],
  ])('V19 refuses %s', async (_name, text) => {
    await expectRefused(verify(text));
  });
  it('V20 refuses a signature of zeros, in DER, swapped, short or long', async () => {
    const text = `${head}.${body}`;
    const bytes = Buffer.from(end, 'base64url');
    const forged = [
      Buffer.alloc(64),
      sign('sha256', Buffer.from(text), ec.privateKey),
      Buffer.concat([bytes.subarray(32), bytes.subarray(0, 32)]),
      bytes.subarray(1),
      Buffer.concat([bytes, Buffer.alloc(1)]),
    ];
    for (const one of forged) await expectRefused(verify(`${text}.${one.toString('base64url')}`));
  });
});

describe('the claims of a token', () => {
  it.each([
    ['V21 an end 30 s ago', { iat: NOW - 330, exp: NOW - 30 }],
    ['V22 no end', { exp: undefined }],
    ['V22 an end that is a text', { exp: String(NOW + 100) }],
    ['V22 an end with a fraction', { exp: NOW + 0.5 }],
    ['V23 a life of ten years', { exp: NOW + 315_360_000 }],
    ['V23 a life of 331 s', { iat: NOW - 31, exp: NOW + 300 }],
    ['V23 an end before the beginning', { iat: NOW, exp: NOW - 1 }],
    ['V24 a beginning in an hour', { iat: NOW + 3600, exp: NOW + 3900 }],
    ['V24 a beginning in 75 s', { iat: NOW + 75, exp: NOW + 375 }],
    ['V24 a beginning a day ago', { iat: NOW - 90_000, exp: NOW + 300 }],
    ['V24 a beginning that is a text', { iat: 'now' }],
    ['V25 not before an hour', { nbf: NOW + 3600 }],
    ['V26 no subject', { sub: undefined }],
    ['V26 an empty subject', { sub: '' }],
    ['V26 a number as subject', { sub: 1 }],
    ['V26 a list as subject', { sub: ['u'] }],
    ['V27 no jti', { jti: undefined }],
    ['V27 an empty jti', { jti: '' }],
    ['V27 no acr', { acr: undefined }],
    ['V27 no auth_time', { auth_time: undefined }],
    ['V27 no azp', { azp: undefined }],
    ['V27 no sid', { sid: undefined }],
    ['V27 no iat', { iat: undefined }],
    ['V28 an unknown level', { acr: 'comity-3' }],
    ['V28 a level in another case', { acr: 'Comity-2' }],
    ['V28 a list of levels', { acr: ['comity-2'] }],
    ['V28 a level of every object', { acr: 'constructor' }],
    ['V29 a sign-in in the future', { auth_time: NOW + 3600 }],
    ['V29 a sign-in that is a text', { auth_time: '1' }],
    ['V30 no roles', { realm_access: undefined }],
    ['V30 roles as a text', { realm_access: { roles: 'administrator' } }],
    ['V30 roles elsewhere', { realm_access: undefined, roles: ['officer'] }],
    ['V31 an empty agency', { agency: '' }],
    ['V31 a list of agencies', { agency: [AGENCY, PERSON] }],
    ['V31 an agency that is no id', { agency: 'KE' }],
    ['V31 an empty person', { person: '' }],
    ['V31 a person in upper case', { person: PERSON.toUpperCase() }],
    ['V32 a key it is bound to', { cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } }],
    ['V32 a certificate it is bound to', { cnf: { 'x5t#S256': 'x' } }],
    ['V32 an empty cnf', { cnf: {} }],
    ['V32 a cnf of null', { cnf: null }],
  ])('%s is refused', async (_name, changed) => {
    await expectRefused(verify(token(ec, claims(changed))));
  });
});

describe('the place of a token', () => {
  const good = token(ec, claims());
  it.each([
    ['in another header', ['X-Access-Token', good]],
    ['in Proxy-Authorization', ['Proxy-Authorization', `Bearer ${good}`]],
    ['in a cookie', ['Cookie', `access_token=${good}`]],
    ['as Basic', ['Authorization', `Basic ${good}`]],
    ['as DPoP (V39)', ['Authorization', `DPoP ${good}`]],
    ['as Token', ['Authorization', `Token ${good}`]],
    ['as BearerX', ['Authorization', `BearerX ${good}`]],
    ['without a scheme', ['Authorization', good]],
    ['behind two spaces', ['Authorization', `Bearer  ${good}`]],
    ['with something after it', ['Authorization', `Bearer ${good} x`]],
    ['nowhere', []],
  ])('V33 %s is refused', async (_name, headers) => {
    await expectRefused(verifyToken(headers, keys, options));
  });
  it('V34 is refused in two headers, whatever they hold', async () => {
    for (const other of [`Bearer ${good}`, '', 'Basic x']) {
      await expectRefused(verifyToken([...bearer(good), 'authorization', other], keys, options));
      await expectRefused(verifyToken(['AUTHORIZATION', other, ...bearer(good)], keys, options));
    }
  });
});

describe('V07, V08: the keys that count', () => {
  const ask = (listed: unknown[], key = ec): Promise<Claims> => verify(token(key, claims()), keySetOf(listed));
  const weak = anRsaKey('issuer-rsa', 1024);
  it.each([
    ['for encryption', [published(ec, { use: 'enc' })]],
    ['with its private part', [{ ...ec.privateKey.export({ format: 'jwk' }), kid: ec.kid, use: 'sig' }]],
    ['that may not verify', [published(ec, { key_ops: ['sign'] })]],
    ['without an id', [published(ec, { kid: undefined })]],
    ['whose id another key has too', [published(ec), published(rsa, { kid: ec.kid })]],
    ['listed twice', [published(ec), published(ec)]],
    ['of a broken point', [published(ec, { x: 'AAAA' })]],
    ['that is a secret', [{ kty: 'oct', k: 'c2VjcmV0', kid: ec.kid, use: 'sig' }]],
  ])('a key %s lets nobody in', async (_name, listed) => {
    await expectRefused(ask(listed));
  });
  it('an RSA key of 1,024 bits lets nobody in', async () => {
    await expectRefused(ask([published(weak)], weak));
  });
  it('a bad key beside a good one changes nothing', async () => {
    await ask([published(weak), 'x', null, published(ec)]);
  });
});

describe('V40: an act that asks for a fresh sign-in', () => {
  const at =
    (ageS: number, acr = 'comity-2'): (() => void) =>
    () =>
      requireFresh({ acr, authTime: new Date((NOW - ageS) * 1000) }, new Date(NOW * 1000));
  it('takes the strong level for 300 s', () => {
    expect(at(0)).not.toThrow();
    expect(at(300)).not.toThrow();
  });
  it.each([
    ['the strong level after 301 s', at(301)],
    ['the weak level, however fresh', at(0, 'comity-1')],
    ['an unknown level', at(0, 'comity-9')],
    ['a sign-in in the future', at(-1)],
  ])('challenges %s', (_name, act) => {
    expect(act).toThrow(new Problem('step-up'));
  });
});

describe('what a refusal of a token tells', () => {
  it('is the same for every fault', async () => {
    const faults = [token(ec, claims({ iss: 'x' })), token(stranger, claims()), token(ec, claims({ exp: NOW - 30, iat: NOW - 330 })), 'x.y.z'];
    const told = await Promise.all(faults.map((text) => verify(text).catch((error: unknown) => (error as Problem).facts)));
    expect(new Set(told.map((facts) => JSON.stringify(facts))).size).toBe(1);
  });
});
