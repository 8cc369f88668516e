import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject, Optional } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { count } from './figures.js';
import { problemOf } from './problem-of.js';
import { type Problem } from './problem.js';
import { sendProblem } from './problem-reply.js';
import { factsOf, type ProgramLog } from './program-log.js';
import { methodsAt } from './methods.js';
import { pathOf } from './asked.js';
import { PROGRAM_LOG, REFUSAL_NOTES } from './tokens.js';

/** Leaves the entry of a refused attempt. Rejects when the log cannot be written. */
export type RefusalNotes = (request: FastifyRequest, problem: Problem) => Promise<void>;

/** Turns every error into a problem of the one list, notes refusals in the log, and says nothing else to the caller. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(PROGRAM_LOG) private readonly log: ProgramLog,
    @Optional() @Inject(REFUSAL_NOTES) private readonly notes?: RefusalNotes,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, error instanceof HttpException ? methodsAt(request.server, pathOf(request)) : []);
    count('comity_problems_total', { code: problem.code });
    if (problem.status >= 500)
      this.log.error('answer-failed', { ...factsOf(error), problem: problem.code, correlation: request.id, route: request.routeOptions.url });
    else if (this.notes) await this.note(request, problem);
    sendProblem(reply, problem, request.id);
  }

  /** A refusal stays one when its entry fails: nothing was done that the log would have to know before the caller does. */
  private async note(request: FastifyRequest, problem: Problem): Promise<void> {
    try {
      await this.notes?.(request, problem);
    } catch (error) {
      this.log.error('refusal-not-logged', { ...factsOf(error), problem: problem.code, correlation: request.id });
    }
  }
}
