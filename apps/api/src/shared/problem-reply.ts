import { type FastifyReply } from 'fastify';
import { ANSWER_HEADERS } from './headers.js';
import { type Problem, problemBody, problemHeaders } from './problem.js';

/** Sends `problem` as the answer, unless one is on its way. */
export function sendProblem(reply: FastifyReply, problem: Problem, correlation: string): void {
  if (reply.sent || reply.raw.headersSent) return;
  // A type or length that the handler had set belongs to an answer that does not come.
  reply.removeHeader('content-length');
  void reply
    .code(problem.status)
    .headers(problemHeaders(problem))
    .serializer((body: string) => body)
    .send(JSON.stringify(problemBody(problem, correlation)));
}

/** The whole answer as text, for a socket on which no request could be read. */
export function rawProblem(problem: Problem, correlation: string): string {
  const body = JSON.stringify(problemBody(problem, correlation));
  const headers = { ...ANSWER_HEADERS, ...problemHeaders(problem), 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${problem.status} ${problem.code}`, ...lines, '', body].join('\r\n');
}
