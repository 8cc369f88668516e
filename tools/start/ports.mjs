// Ports on loopback. A port counts as free when nobody listens there, neither on 127.0.0.1 nor on ::1.
// What was picked is held by a listener of ours until its program starts: between picking and starting lie many seconds.
import { createServer } from 'node:net';

const held = new Map();

function listen(port, host) {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? 'no such address here' : undefined));
    server.listen({ port, host, exclusive: true }, () => resolve(server.unref()));
  });
}

const close = (server) => new Promise((resolve) => (server?.close ? server.close(resolve) : resolve()));

/** Takes the port when it is free. */
async function hold(port) {
  const server = await listen(port, '127.0.0.1');
  if (server?.address === undefined) return undefined;
  const got = server.address().port;
  const other = await listen(got, '::1');
  await close(other);
  if (other === undefined) {
    await close(server);
    return undefined;
  }
  held.set(got, server);
  return got;
}

/** Lets go of ports, so that their program can listen there. */
export async function release(...ports) {
  await Promise.all(ports.map((port) => close(held.get(port))));
  for (const port of ports) held.delete(port);
}

/** The first free port from `first` on, held until it is released. */
export async function nextFree(first) {
  for (let port = first; port < first + 200 && port < 65_536; port += 1) {
    if ((await hold(port)) !== undefined) return port;
  }
  throw new Error(`No port is free between ${first} and ${first + 199}.`);
}

/** Any free port, as the system gives it; held until it is released. */
export async function anyFree() {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = await hold(0);
    if (port !== undefined) return port;
  }
  throw new Error('The system gives no free port.');
}
