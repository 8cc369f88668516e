import { ModulesContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { PREFIX } from './create-app.js';
import { type Config } from './shared/config.js';
import { describeApi } from './shared/describe-api.js';
import { openProgramLog } from './shared/program-log.js';
import { checkRoutes, type Route, routesOf } from './shared/routes.js';
import { Secret } from './shared/secrets.js';

/** Where the description is committed: the root of the repository, seen from `src` and from `dist`. */
export const FILE = new URL('../../../openapi.json', import.meta.url);

/** Nothing is opened: in Nest's preview no provider is made. */
const nowhere: Config = {
  mode: 'demonstration',
  address: 'http://127.0.0.1',
  databaseUrl: 'postgres://127.0.0.1/none',
  queueUrl: 'postgres://127.0.0.1/none',
  identity: { issuer: 'http://127.0.0.1', keysUrl: 'http://127.0.0.1/jwks' },
  logOrigin: 'demonstration.none',
  api: { host: '127.0.0.1', port: 0, internalPort: 0, trustedProxy: false },
  worker: { internalPort: 0 },
  secret: () => new Secret('00:00'),
};

/** Every handler of the API. No database is needed. */
export async function apiRoutes(): Promise<Route[]> {
  const root = AppModule.with(nowhere, openProgramLog('openapi'));
  const app = await NestFactory.create(root, new FastifyAdapter(), { preview: true, logger: false, abortOnError: false });
  try {
    const routes = routesOf(app.get(ModulesContainer));
    checkRoutes(routes);
    return routes;
  } finally {
    await app.close();
  }
}

/** Text of `openapi.json` as the handlers say it. */
export const documentOf = (routes: readonly Route[]): string => `${JSON.stringify(describeApi(routes, `/${PREFIX}`), null, 2)}\n`;
