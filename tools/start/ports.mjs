// Ports on loopback. A port counts as free when nobody listens there, neither on 127.0.0.1 nor on ::1.
import { createServer } from 'node:net';

function tryListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? port : undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const got = server.address().port;
      server.close(() => resolve(got));
    });
  });
}

export async function isFree(port) {
  return (await tryListen(port, '127.0.0.1')) !== undefined && (await tryListen(port, '::1')) !== undefined;
}

/** The first free port from `first` on, leaving out those in `taken`; the one found is added there. */
export async function nextFree(first, taken) {
  for (let port = first; port < first + 200 && port < 65_536; port += 1) {
    if (!taken.has(port) && (await isFree(port))) {
      taken.add(port);
      return port;
    }
  }
  throw new Error(`No port is free between ${first} and ${first + 199}.`);
}

/** Any free port, as the system gives it. */
export async function anyFree(taken) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = await tryListen(0, '127.0.0.1');
    if (port !== undefined && !taken.has(port)) {
      taken.add(port);
      return port;
    }
  }
  throw new Error('The system gives no free port.');
}
