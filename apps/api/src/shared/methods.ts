import { type FastifyInstance } from 'fastify';

interface Offered {
  method: string;
  parts: string[];
}
const offered = new WeakMap<object, Offered[]>();

/** Remembers each route of `server`, so that an address that exists can say which methods it takes. Call it before routes are made. */
export function rememberMethods(server: FastifyInstance): void {
  const routes: Offered[] = [];
  offered.set(server.server, routes);
  server.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) routes.push({ method, parts: route.url.split('/') });
  });
}

/** Methods that `path` takes; empty when there is no such address. */
export function methodsAt(server: FastifyInstance, path: string): string[] {
  const parts = path.split('/');
  const fits = (route: Offered): boolean =>
    route.parts.length === parts.length && route.parts.every((part, at) => (part.startsWith(':') ? parts[at] !== '' : part === parts[at]));
  return [...new Set((offered.get(server.server) ?? []).filter(fits).map((route) => route.method))].sort();
}
