// npm test. Like start.mjs nothing newer than Node 20 here: it installs what is missing and goes on with the project's own Node 24.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { assertNode, install, isOwnNode } from './install.mjs';

const words = process.argv.slice(2);
process.env.NX_DAEMON = 'false';

const only = words.filter((word) => !word.startsWith('--'));
if (words.some((word) => word.startsWith('--') && word !== '--go-on')) {
  console.error(words.includes('--deep') ? 'not built: npm run test:deep' : 'Usage: npm test [-- PART-OF-A-STEP…]   for example: npm test -- apps/door tools/start');
  process.exit(2);
}

let node;
try {
  node = await install();
} catch (error) {
  console.error(error.message);
  process.exit(2);
}
if (words.includes('--go-on') || isOwnNode()) {
  assertNode();
  const { runTests } = await import('./test-run.mjs');
  process.exitCode = await runTests(only);
} else {
  const child = spawn(node, [fileURLToPath(import.meta.url), '--go-on', ...only], { stdio: 'inherit' });
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill(name));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}
