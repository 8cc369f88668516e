import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { type DynamicModule } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { addBodyReader, BODY_BYTES } from './shared/body-reader.js';
import { limitBodyTime } from './shared/body-time.js';
import { type Config } from './shared/config.js';
import { ANSWER_HEADERS } from './shared/headers.js';
import { refuseMalformed } from './shared/hygiene.js';
import { rememberMethods } from './shared/methods.js';
import { problemOf } from './shared/problem-of.js';
import { Problem } from './shared/problem.js';
import { rawProblem, sendProblem } from './shared/problem-reply.js';
import { nestLogger, type ProgramLog } from './shared/program-log.js';
import { checkRoutes, routesOf } from './shared/routes.js';

/** Root of all addresses. */
export const PREFIX = 'api/v1';

/**
 * Server settings. The intake of a file decides `requestTimeout`, ordinary bodies have their own time; a missing Host is refused by the hook, with the
 * headers of every answer.
 * @source security.md 5.1
 */
function adapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_BYTES,
    requestTimeout: 180_000,
    connectionTimeout: 30_000,
    keepAliveTimeout: 5_000,
    exposeHeadRoutes: false,
    trustProxy: config.api.trustedProxy,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    http: { maxHeaderSize: 16_384, headersTimeout: 10_000, connectionsCheckingInterval: 2_000, requireHostHeader: false },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(ANSWER_HEADERS);
      sendProblem(reply, error.code === 'FST_ERR_BAD_URL' ? new Problem('header') : problemOf(error), request.id);
    },
    clientErrorHandler: (error, socket) => {
      const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
      if (socket.writable) socket.end(rawProblem(new Problem(late ? 'time-out' : 'header'), randomUUID()));
      else socket.destroy();
    },
  });
}

/** Names under which this process may be asked: the people's address, and its own listener for whoever stands before it. */
function hostsOf(config: Config, server: FastifyInstance): Set<string> {
  const hosts = new Set([new URL(config.address).host]);
  server.server.once('listening', () => {
    const own = server.server.address();
    if (typeof own === 'object' && own !== null) for (const name of ['127.0.0.1', 'localhost', '[::1]']) hosts.add(`${name}:${own.port}`);
  });
  return hosts;
}

/**
 * Makes the application, checked and ready for `inject()` or `listen()`.
 * @param root the module to serve: `AppModule.with(config, log)`, or a smaller one in tests.
 * @throws {HandlersUnusable} when a handler names no act.
 */
export async function createApp(config: Config, root: DynamicModule, log: ProgramLog): Promise<NestFastifyApplication> {
  const http = adapter(config);
  const server = http.getInstance<FastifyInstance>();
  rememberMethods(server);
  const hosts = hostsOf(config, server);
  http.setOnRequestHook((request, reply, done) => {
    for (const [name, value] of Object.entries(ANSWER_HEADERS)) reply.raw.setHeader(name, value);
    refuseMalformed(request.raw, hosts);
    limitBodyTime(request, reply);
    done();
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, http, { bodyParser: false, abortOnError: false, logger: nestLogger(log) });
  checkRoutes(routesOf(app.get(ModulesContainer)));
  addBodyReader(server);
  app.setGlobalPrefix(PREFIX);
  return app;
}
