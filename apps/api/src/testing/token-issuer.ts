import { constants, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A signing key of the issuer under test, as a provider would hold it. */
export interface IssuerKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export const anEcKey = (kid: string, curve = 'P-256'): IssuerKey => ({ kid, ...generateKeyPairSync('ec', { namedCurve: curve }) });
export const anRsaKey = (kid: string, bits = 2048): IssuerKey => ({ kid, ...generateKeyPairSync('rsa', { modulusLength: bits }) });

/** What a key set publishes of `key`; `more` adds or overwrites members. */
export const published = (key: IssuerKey, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...key.publicKey.export({ format: 'jwk' }),
  kid: key.kid,
  use: 'sig',
  ...more,
});

const part = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Signature over `text` as `alg` wants it, whatever the key is; `none` signs nothing. */
export function signature(text: string, alg: string, key: KeyObject): string {
  const bytes = Buffer.from(text);
  if (/^HS/.test(alg)) throw new Error('sign with hmac()');
  if (alg === 'EdDSA') return sign(null, bytes, key).toString('base64url');
  const digest = `sha${/\d{3}/.exec(alg)?.[0] ?? '256'}`;
  if (alg.startsWith('PS'))
    return sign(digest, bytes, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }).toString('base64url');
  if (alg.startsWith('RS')) return sign(alg === 'RS1' ? 'sha1' : digest, bytes, key).toString('base64url');
  return sign(digest, bytes, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

export const hmac = (text: string, secret: string | Buffer): string => createHmac('sha256', secret).update(text).digest('base64url');

/** `header.payload` of two JSON values or raw texts. */
export const unsigned = (header: unknown, payload: unknown): string => `${part(header)}.${part(payload)}`;

/** A whole token; the header's `alg` says how it is signed. */
export function token(key: IssuerKey, payload: unknown, header: Record<string, unknown> = {}): string {
  const whole = { alg: key.publicKey.asymmetricKeyType === 'rsa' ? 'PS256' : 'ES256', typ: 'at+jwt', kid: key.kid, ...header };
  const text = unsigned(whole, payload);
  return `${text}.${signature(text, String(whole.alg), key.privateKey)}`;
}

/** A server that answers as `handler` says, and counts how often it was asked. */
export async function aServer(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ url: string; asked: () => number; close: () => Promise<void> }> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
