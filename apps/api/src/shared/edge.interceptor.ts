import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Problem } from './problem.js';
import { takenBy } from './routes.js';

/** Refuses a query or body that the handler does not read, and gives every answer that has a version its entity tag. */
@Injectable()
export class EdgeInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const takes = takenBy(context.getClass(), context.getHandler().name);
    if (!takes.query && Object.keys(request.query as object).length > 0) throw new Problem('query');
    if (!takes.body && !takes.bytes && request.body !== undefined && !isEmptyObject(request.body)) throw new Problem('contract');
    return next.handle().pipe(
      map((answer: unknown) => {
        const version = typeof answer === 'object' && answer !== null ? (answer as { version?: unknown }).version : undefined;
        if (Number.isInteger(version)) void reply.header('etag', `"${version as number}"`);
        return answer;
      }),
    );
  }
}

const isEmptyObject = (body: unknown): boolean => typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length === 0;
