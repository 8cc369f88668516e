// All commands of the product but start and test: node tools/start/command.mjs NAME …   Exit: 0 done, 1 does not hold, 2 usage, nothing runs, not built.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assertNode, isOwnNode } from './install.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** Commands of this folder: the module exports `run(words)`, which resolves with the exit code. */
const OWN = ['stop', 'status', 'reset', 'token', 'clock', 'seed'];
/** Commands that are a program of their own, started with the words as they are. */
const PROGRAMS = {
  verify: 'apps/verifier/dist/main.js',
  tamper: 'tools/tamper/main.mjs',
  bench: 'tools/bench/main.mjs',
  assess: 'apps/verifier/dist/assess.js',
  redraw: 'apps/verifier/dist/redraw.js',
  hostile: 'tools/hostile/main.mjs',
  chaos: 'tools/chaos/main.mjs',
  keycloak: 'tools/start/keycloak.mjs',
  init: 'apps/api/dist/init.js',
};

const [name, ...words] = process.argv.slice(2);

if (!existsSync(join(root, 'node_modules/.bin/node'))) {
  console.error('Nothing is installed yet. Run npm start first.');
  process.exit(2);
}
if (!isOwnNode()) {
  // Called by hand with the machine's own Node: npm would have put the project's first on the path.
  const own = spawn(join(root, 'node_modules/.bin/node'), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  own.on('exit', (code) => process.exit(code ?? 2));
  await new Promise(() => {});
}
assertNode();

if (OWN.includes(name)) {
  try {
    const { run } = await import(`./${name}.mjs`);
    process.exitCode = await run(words);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
} else if (name in PROGRAMS) {
  const file = join(root, PROGRAMS[name]);
  if (!existsSync(file) && PROGRAMS[name].includes('/dist/') && existsSync(file.replace('/dist/', '/src/').replace(/\.js$/, '.ts'))) {
    const { build } = await import('./build.mjs');
    try {
      await build(() => {});
    } catch (error) {
      console.error(error.message);
      process.exit(2);
    }
  }
  if (!existsSync(file)) {
    console.error(`not built: npm run ${name}`);
    process.exit(2);
  }
  const child = spawn(process.execPath, ['--enable-source-maps', file, ...words], { cwd: process.env.INIT_CWD ?? process.cwd(), stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 2));
} else {
  console.error(`Usage: npm run ${[...OWN, ...Object.keys(PROGRAMS)].join(' | ')}   (${here})`);
  process.exit(2);
}
