import { Socket } from 'node:net';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { hasBody, IMPORTS } from './hygiene.js';
import { Problem } from './problem.js';
import { sendProblem } from './problem-reply.js';

/** Milliseconds that a body may take in all, and between two of its parts. */
export interface BodyTime {
  wholeMs: number;
  idleMs: number;
}
/** @source security.md 5.2; the idle time of an ordinary body is the connection's own. */
export const BODY_TIME: BodyTime = { wholeMs: 30_000, idleMs: 30_000 };
export const IMPORT_TIME: BodyTime = { wholeMs: 180_000, idleMs: 10_000 };

/** Answers 408 and closes the connection when a body does not arrive within its time. Without this the server waits for ever. */
export function limitBodyTime(request: FastifyRequest, reply: FastifyReply, time = request.url.startsWith(IMPORTS) ? IMPORT_TIME : BODY_TIME): void {
  if (!hasBody(request.raw)) return;
  const stop = (): void => {
    clearTimeout(timer);
    request.raw.off('timeout', refuse);
  };
  const refuse = (): void => {
    stop();
    if (reply.sent) return;
    void reply.header('connection', 'close');
    sendProblem(reply, new Problem('time-out'), request.id);
  };
  const timer = setTimeout(refuse, time.wholeMs).unref();
  // A request of inject() has no socket to wait for.
  if (request.raw.socket instanceof Socket) request.raw.setTimeout(time.idleMs);
  request.raw.on('timeout', refuse).once('end', stop).once('close', stop);
  reply.raw.once('finish', stop);
}
