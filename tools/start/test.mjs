// npm test. Like start.mjs nothing newer than Node 20 here: it installs what is missing and goes on with the project's own Node 24.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { assertNode, install, isOwnNode } from './install.mjs';

const words = process.argv.slice(2);
process.env.NX_DAEMON = 'false';

const FLAGS = ['--deep', '--go-on'];
const only = words.filter((word) => !word.startsWith('--'));
if (words.some((word) => word.startsWith('--') && !FLAGS.includes(word))) {
  console.error('Usage: npm test [-- PART-OF-A-STEP…]   for example: npm test -- apps/door tools/start; npm run test:deep likewise');
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
  const [{ runTests }, { deepSteps, testSteps }] = await Promise.all([import('./test-run.mjs'), import('./test-steps.mjs')]);
  process.exitCode = await runTests(words.includes('--deep') ? deepSteps : testSteps, only);
} else {
  const child = spawn(node, [fileURLToPath(import.meta.url), '--go-on', ...words], { stdio: 'inherit' });
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill(name));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}
