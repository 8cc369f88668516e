// npm start. This first file uses nothing newer than Node 20: it installs what is missing and goes on with the project's own Node 24.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { assertNode, install, isOwnNode } from './install.mjs';

const self = fileURLToPath(import.meta.url);
const words = process.argv.slice(2);
// --as-built is for suites that start many products at once: the run that calls them has built all programs, and a build would write them anew under the others.
const unknown = words.filter((word) => !['--detach', '--keycloak', '--watch', '--supervise', '--as-built'].includes(word));
process.env.NX_DAEMON = 'false'; // the daemon would outlive Ctrl-C

if (unknown.length > 0) {
  console.error(`Usage: npm start [-- --detach] [-- --keycloak]   (unknown: ${unknown.join(' ')})`);
  process.exit(2);
}

if (words.includes('--supervise')) {
  assertNode();
  const { supervise } = await import('./supervise.mjs');
  await supervise(words);
} else {
  let node;
  try {
    node = await install();
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
  if (words.includes('--detach')) detach(node);
  else if (isOwnNode()) {
    const { supervise } = await import('./supervise.mjs');
    await supervise(words);
  } else attach(node);
}

/** Hands the terminal to the project's Node and passes signals on. */
function attach(node) {
  const child = spawn(node, [self].concat(words, '--supervise'), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}

/** Leaves the supervisor running in the background and returns when the product is ready. */
function detach(node) {
  const child = spawn(node, [self].concat(words, '--supervise'), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: true });
  child.on('message', (message) => {
    if (message.line !== undefined) console.log(message.line);
    if (message.error !== undefined) console.error(message.error);
    if (message.ready) {
      child.disconnect();
      child.unref();
    }
    if (message.ready) process.exitCode = 0;
  });
  child.on('exit', (code) => process.exit(code === 0 ? 1 : code || 1));
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill('SIGTERM'));
}
