import { createServer, type Server } from 'node:http';
import { ConfigUnusable, type DoorConfig, readConfig } from './config.js';
import { addressPort, openDoor } from './door.js';

const line = (level: 'info' | 'error', code: string, facts: Record<string, number | string> = {}): void => {
  process.stdout.write(`${JSON.stringify({ level, time: new Date().toISOString(), program: 'door', code, ...facts })}\n`);
};

function configOrExit(): DoorConfig {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigUnusable)) throw error;
    for (const fault of error.faults) process.stderr.write(`door: ${fault}\n`);
    process.exit(1);
  }
}

/** Health, on its own port: the door is ready when it listens; whether the API is, the API says. */
function openInternal(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const known = request.method === 'GET' && (request.url === '/live' || request.url === '/ready');
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' }).end(known ? '{"status":"ok"}' : '{}');
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

const config = configOrExit();
const door = await openDoor(config, (fault) => line('error', 'fault', { fault }));
await door.listen({ host: config.host, port: config.port });
const internal = await openInternal(config.internalPort);
line('info', 'listening', { port: addressPort(door) ?? 0 });

const STOP_MS = 9000;
for (const name of ['SIGTERM', 'SIGINT'] as const) {
  process.once(name, () => {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    internal.close();
    void door.close().then(() => {
      line('info', 'stopped');
      process.exit(0);
    });
  });
}
