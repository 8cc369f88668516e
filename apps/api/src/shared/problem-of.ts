import { StepNotAllowed } from '@comity/casework';
import { type ProblemCode } from '@comity/contract';
import { HttpException } from '@nestjs/common';
import { Problem } from './problem.js';
import { StepProblem } from './step-problem.js';

/** What Nest and Fastify refuse by themselves, by status. */
const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'unreadable',
  404: 'not-found',
  408: 'time-out',
  413: 'too-large',
  414: 'not-found',
  415: 'media-type',
  429: 'limit',
  503: 'busy',
};

/**
 * States of PostgreSQL that pass by themselves: no connection (08), out of connections or memory (53), shut down or cancelled (57), serialisation and
 * deadlock (40), lock not available (55P03).
 */
const PASSING = /^(?:08|40|53|57)[0-9A-Z]{3}$|^55P03$/;
/** The driver's own errors before there is a state: the socket's, and a pool that has no connection left in time. */
const UNREACHABLE = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ETIMEDOUT', 'EPIPE'];

/**
 * The problem that an error stands for. An unknown error is `internal`: whatever it says stays here.
 * @param methods methods that the address does take, where nothing took the one that came.
 */
export function problemOf(error: unknown, methods: readonly string[] = []): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StepNotAllowed) return new StepProblem(error);
  if (error instanceof HttpException) {
    const status = error.getStatus();
    if (status === 404 && methods.length > 0) return new Problem('method', { headers: { allow: methods.join(', ') } });
    return new Problem(BY_STATUS[status] ?? (status < 500 ? 'unreadable' : 'internal'));
  }
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  if (error instanceof Error && error.name === 'FastifyError' && typeof statusCode === 'number') return new Problem(BY_STATUS[statusCode] ?? 'internal');
  return new Problem(passes(error) ? 'busy' : 'internal');
}

/** Whether `error` is the database being away for a moment. TypeORM keeps the driver's error inside its own. */
function passes(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const inner: unknown = (error as { driverError?: unknown }).driverError ?? error;
  const code: unknown = (inner as { code?: unknown }).code;
  if (typeof code === 'string' && (PASSING.test(code) || UNREACHABLE.includes(code))) return true;
  return inner instanceof Error && /timeout exceeded when trying to connect|Connection terminated/.test(inner.message);
}
