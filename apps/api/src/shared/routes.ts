import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { type ModulesContainer } from '@nestjs/core';
import type * as z from 'zod';
import { readPurpose } from './asked.js';
import { ACT, PUBLIC } from './may.js';
import { type Answered, RETURNS } from './returns.js';
import { readId, readTarget } from './target.js';

type Handler = (...args: unknown[]) => unknown;

/** What a handler reads of a request, from the decorators of its parameters. */
export interface Taken {
  body?: z.ZodType | undefined;
  /** A body that no schema describes: the bytes of an import. */
  bytes: boolean;
  query?: z.ZodType | undefined;
  /** Schema of the whole path, where one is given. */
  params?: z.ZodType | undefined;
  /** Whether `If-Match` is read. */
  version: boolean;
  purpose: boolean;
  /** Path parameters that a decorator reads. */
  ids: string[];
}

/** One handler as its decorators describe it. */
export interface Route {
  /** `Referrals.create`, for messages. */
  name: string;
  method: string;
  /** Below the prefix, Nest's own form: `/requests/:id/submit`. */
  path: string;
  act?: string | undefined;
  open: boolean;
  answers?: Answered | undefined;
  takes: Taken;
}

/** Metadata that Nest keeps for each parameter of a handler. */
interface Parameter {
  data?: unknown;
  schema?: z.ZodType;
  factory?: unknown;
}

/** What `handler` of `controller` takes. */
export function takenBy(controller: Type, handler: string): Taken {
  const kept = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {}) as Record<string, Parameter>;
  const taken: Taken = { bytes: false, version: false, purpose: false, ids: [] };
  for (const [key, parameter] of Object.entries(kept)) {
    const kind = Number(key.split(':', 1)[0]);
    if (kind === (RouteParamtypes.BODY as number)) {
      taken.body = parameter.schema;
      taken.bytes ||= parameter.schema === undefined;
    }
    if (kind === (RouteParamtypes.QUERY as number)) taken.query = parameter.schema;
    if (kind === (RouteParamtypes.PARAM as number)) taken.params = parameter.schema;
    if (parameter.factory === readTarget || parameter.factory === readId) taken.ids.push(typeof parameter.data === 'string' ? parameter.data : 'id');
    taken.version ||= parameter.factory === readTarget;
    taken.purpose ||= parameter.factory === readPurpose;
  }
  return taken;
}

const joined = (...parts: string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;

/** Every handler of the application, in no particular order. */
export function routesOf(modules: ModulesContainer): Route[] {
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()].map((wrapper) => wrapper.metatype as Type));
  return [...new Set(controllers)].flatMap((controller) => {
    const base = (Reflect.getMetadata(PATH_METADATA, controller) ?? '') as string | string[];
    const prototype = controller.prototype as Record<string, Handler>;
    return handlersOf(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      const paths = Reflect.getMetadata(PATH_METADATA, handler) as string | string[];
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
      return [paths].flat().map((path) => ({
        name: `${controller.name}.${name}`,
        method,
        path: joined([base].flat()[0]!, path),
        act: Reflect.getMetadata(ACT, handler) as string | undefined,
        open: Reflect.getMetadata(PUBLIC, handler) === true,
        answers: Reflect.getMetadata(RETURNS, handler) as Answered | undefined,
        takes: takenBy(controller, name),
      }));
    });
  });
}

function handlersOf(prototype: Record<string, Handler>): string[] {
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor' && Reflect.hasMetadata(PATH_METADATA, prototype[name] as object));
}

/** A handler without `@May` or `@Public`, or two for one act: the process does not start. */
export class HandlersUnusable extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the handlers cannot be served:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'HandlersUnusable';
  }
}

/**
 * Refuses handlers that name no act, name an act twice, or do not say what they answer.
 * @throws {HandlersUnusable}
 * @source security.md 2.8, 13
 */
export function checkRoutes(routes: readonly Route[]): void {
  const faults = routes.flatMap((route) => [
    ...(route.act === undefined ? [`${route.name} has neither @May nor @Public`] : []),
    ...(route.answers === undefined ? [`${route.name} has no @Returns`] : []),
    ...(route.act !== undefined && routes.some((other) => other !== route && other.act === route.act) ? [`${route.name}: ${route.act} has two handlers`] : []),
  ]);
  if (faults.length > 0) throw new HandlersUnusable(faults);
}
