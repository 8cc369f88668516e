import { createHash } from 'node:crypto';
import { JSON_LIMITS, JsonRefused, readJson, type Json } from '@comity/transparency-log';
import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { BACKCHANNEL, IMPORTS } from './hygiene.js';
import { Problem } from './problem.js';

/** Bytes of a body at most; intake of a file takes more. @source security.md 5.1, 5.8 */
export const BODY_BYTES = 524_288;
export const IMPORT_BYTES = 10_485_760;

/**
 * Value of a JSON body.
 * @throws {Problem} `unreadable` for bytes that are not UTF-8, a byte order mark, and all that the strict reader refuses; says which rule, never what.
 */
export function readBody(bytes: Uint8Array): Json {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Problem('unreadable', { errors: [{ pointer: '#', code: 'not-utf-8', detail: 'The bytes are not UTF-8.' }] });
  }
  try {
    return readJson(text, JSON_LIMITS);
  } catch (error) {
    if (!(error instanceof JsonRefused)) throw error;
    throw new Problem('unreadable', { errors: [{ pointer: '#', code: error.code, detail: `Refused at character ${error.offset}.` }] });
  }
}

/** The one field of the provider's back-channel call. @throws {Problem} `unreadable` when the form holds anything else. */
export function readLogoutForm(bytes: Uint8Array): { logout_token: string } {
  const fields = [...new URLSearchParams(Buffer.from(bytes).toString('latin1'))];
  const [name, token] = fields[0] ?? [];
  if (fields.length !== 1 || name !== 'logout_token' || !token) throw new Problem('unreadable');
  return { logout_token: token };
}

/**
 * Gives `server` its only parsers. At intake the body is a Buffer, untouched: its reader has its own process and limits. Everywhere else it is the
 * value of strict JSON. The digest of the bytes is kept on the request for the idempotency key.
 */
export function addBodyReader(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addHook('onRoute', (route) => {
    if (route.url === IMPORTS) route.bodyLimit = IMPORT_BYTES;
  });
  const options = { parseAs: 'buffer' as const };
  server.addContentTypeParser('application/json', options, (request, bytes: Buffer, done) => {
    finish(done, () => (keepDigest(request, bytes).url === IMPORTS ? bytes : readBody(bytes)));
  });
  server.addContentTypeParser(['application/xml', 'text/csv'], options, (request, bytes: Buffer, done) => {
    keepDigest(request, bytes);
    done(null, bytes);
  });
  server.addContentTypeParser('application/x-www-form-urlencoded', options, (request, bytes: Buffer, done) => {
    finish(done, () => {
      if (keepDigest(request, bytes).url !== BACKCHANNEL) throw new Problem('media-type');
      return readLogoutForm(bytes);
    });
  });
}

function keepDigest(request: FastifyRequest, bytes: Buffer): { url: string | undefined } {
  request.bodyDigest = createHash('sha256').update(bytes).digest('hex');
  return { url: request.routeOptions.url };
}

function finish(done: (error: Error | null, body?: unknown) => void, read: () => unknown): void {
  let body: unknown;
  try {
    body = read();
  } catch (error) {
    done(error as Error);
    return;
  }
  done(null, body);
}
