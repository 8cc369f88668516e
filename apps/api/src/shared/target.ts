import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

/** The record that a change is meant for, and the version of it that the person saw. */
export interface Target {
  id: string;
  version: number;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** A strong entity tag of ours: the version in double quotes. */
const TAG = /^"(0|[1-9][0-9]{0,8})"$/;

/**
 * An id of the path, lower case. Anything else names no record, so it answers like an unknown one.
 * @throws {Problem} `not-found`
 */
export function idOf(request: FastifyRequest, name: string): string {
  const id = (request.params as Record<string, string | undefined>)[name];
  if (id === undefined || !UUID.test(id)) throw new Problem('not-found');
  return id;
}

/**
 * The version that `If-Match` names.
 * @throws {Problem} `if-match` when it is missing, `header` when it is not one strong tag of ours.
 */
export function versionOf(request: FastifyRequest): number {
  const tag = request.headers['if-match'];
  if (tag === undefined) throw new Problem('if-match');
  const version = TAG.exec(tag)?.[1];
  if (version === undefined) throw new Problem('header', { detail: 'If-Match is not an entity tag that this service gives.' });
  return Number(version);
}

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

/** Reads `:id` and `If-Match`; named, so that the OpenAPI file can tell which handlers use it. */
export const readTarget = (name: string | undefined, context: ExecutionContext): Target => ({
  id: idOf(requestOf(context), name ?? 'id'),
  version: versionOf(requestOf(context)),
});
export const readId = (name: string | undefined, context: ExecutionContext): string => idOf(requestOf(context), name ?? 'id');

/** Parameter of a change: the record of the path with the version of `If-Match`. `@Target('line')` takes another path parameter than `id`. */
export const Target = createParamDecorator(readTarget);
/** Parameter of a read or of a second path id: `@Id()` is `:id`, `@Id('line')` is `:line`. */
export const Id = createParamDecorator(readId);
