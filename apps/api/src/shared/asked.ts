import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Attempt, type Officer } from './officer.js';
import { Problem } from './problem.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Put there by the token guard, never by a hook. */
    officer?: Officer;
    /** SHA-256 of the body's bytes in hex; absent where there was no body. */
    bodyDigest?: string;
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Acts whose POST repeats without harm and so needs no key. @source outside.md 5 */
const KEYLESS: readonly string[] = ['find', 'audit.search', 'referral.check_identifiers', 'session.end', 'session.backchannel'];

/** Path of a request without its query. */
export const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0]!;

/** Whether a call of this act carries an idempotency key. */
export const attemptAsked = (method: string, act: string): boolean => method === 'POST' && !KEYLESS.includes(act);

/**
 * What a retried write is known by, or undefined where no key is asked: reads, PUT, and the few POSTs that change nothing of a case. The digest binds
 * method, path, version and body, so that the key cannot be used again for something else.
 * @param act the act in `@May`.
 * @throws {Problem} `idempotency-key` when it is missing or not a UUID. Plain and quoted forms are one key.
 * @source security.md 5.7
 */
export function attemptOf(request: FastifyRequest, act: string): Attempt | undefined {
  if (!attemptAsked(request.method, act)) return undefined;
  const given = request.headers['idempotency-key'];
  const key = typeof given === 'string' ? given.replace(/^"(.*)"$/, '$1') : '';
  if (!UUID.test(key)) throw new Problem('idempotency-key');
  const bound = [request.method, pathOf(request), request.headers['if-match'] ?? '', request.bodyDigest ?? ''].join('\n');
  return { route: act, key: key.toLowerCase(), digest: createHash('sha256').update(bound).digest('hex') };
}

/**
 * Aim that the caller reads content for (`Comity-Purpose`), or undefined for the record's own aim. Whether the role may have it is the policy's to say.
 * @throws {Problem} `purpose` when it cannot be a code at all.
 */
export function purposeOf(request: FastifyRequest): string | undefined {
  const purpose = request.headers['comity-purpose'];
  if (purpose === undefined) return undefined;
  if (typeof purpose !== 'string' || !/^[a-z][a-z0-9_]{0,39}$/.test(purpose)) throw new Problem('purpose');
  return purpose;
}

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

/** Named, so that the OpenAPI file can tell which handlers use it. */
export const readPurpose = (_data: unknown, context: ExecutionContext): string | undefined => purposeOf(requestOf(context));
/** Parameter of a read of content: the code of `Comity-Purpose`, or undefined. */
export const Purpose = createParamDecorator(readPurpose);

/** Parameter of every handler with `@May`: the officer whom the token guard found. */
export const CurrentOfficer = createParamDecorator((_data: unknown, context: ExecutionContext): Officer => {
  const { officer } = requestOf(context);
  if (!officer) throw new Problem('sign-in');
  return officer;
});
