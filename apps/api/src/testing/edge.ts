import { Writable } from 'node:stream';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';
import { createApp } from '../create-app.js';
import { type Config } from '../shared/config.js';
import { EdgeModule } from '../shared/edge.module.js';
import { openProgramLog, type ProgramLog } from '../shared/program-log.js';
import { Secret } from '../shared/secrets.js';

/** A configuration for tests that touch no file; `inject()` asks under the host `localhost`. */
export function aConfig(changed: Partial<Config> = {}): Config {
  return {
    mode: 'demonstration',
    address: 'http://localhost',
    databaseUrl: 'postgres://127.0.0.1:1/none',
    queueUrl: 'postgres://127.0.0.1:1/none',
    identity: { issuer: 'http://localhost:7408', keysUrl: 'http://127.0.0.1:1/jwks' },
    logOrigin: 'demonstration.test',
    api: { host: '127.0.0.1', port: 0, internalPort: 0, trustedProxy: false },
    worker: { internalPort: 0 },
    secret: (name) => new Secret(`secret of a test: ${name}`),
    ...changed,
  };
}

/** A program log that keeps its lines. */
export function aLog(): { log: ProgramLog; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(line: Buffer, _encoding, done) {
      lines.push(JSON.parse(line.toString()) as Record<string, unknown>);
      done();
    },
  });
  return { log: openProgramLog('test', stream), lines };
}

@Module({})
class EdgeUnderTest {}

/** The HTTP edge with these controllers behind it and no guard: what a stranger meets before anybody asks who they are. */
export async function anEdge(
  controllers: Type[],
  more: { providers?: DynamicModule['providers']; config?: Config; log?: ProgramLog; beforeInit?: (server: FastifyInstance) => void } = {},
): Promise<NestFastifyApplication> {
  const config = more.config ?? aConfig();
  const log = more.log ?? aLog().log;
  const exports = (more.providers ?? []) as NonNullable<DynamicModule['exports']>;
  const root: DynamicModule = {
    module: EdgeUnderTest,
    global: true,
    imports: [EdgeModule.with(config, log)],
    controllers,
    providers: more.providers ?? [],
    exports,
  };
  const app = await createApp(config, root, log);
  more.beforeInit?.(app.getHttpAdapter().getInstance());
  await app.init();
  return app;
}
