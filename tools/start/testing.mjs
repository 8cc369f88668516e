// For suites over the running product: starts one beside whatever runs in this checkout, with its own state, database and ports.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './places.mjs';

/** Runs a program to its end. @returns {Promise<{ code: number, out: string, err: string }>} */
export function execute(words, env, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let out = '';
    let err = '';
    child.stdout.on('data', (part) => (out += part));
    child.stderr.on('data', (part) => (err += part));
    child.on('close', (code) => resolve({ code: code ?? 1, out, err }));
  });
}

/** What starts a product. Within npm test it takes the programs as a step of the run built them: a build would write them anew under the other products. */
export const startWords = (...words) => ['tools/start/start.mjs', ...words, ...(process.env.COMITY_TEST_BUILT ? ['--as-built'] : [])];

/**
 * A product of its own. Nothing runs until `start()`; `remove()` takes everything away again.
 * @param over further variables of the environment
 */
export function ownProduct(over = {}) {
  const state = mkdtempSync(join(tmpdir(), 'comity-product-'));
  const env = { ...process.env, COMITY_STATE: state, ...over };
  for (const name of ['PORT', 'DATABASE_URL', 'QUEUE_URL', 'OIDC_ISSUER', 'COMITY_SECRETS', 'COMITY_ADDRESS', 'NODE_TEST_CONTEXT'])
    if (!(name in over)) delete env[name];
  const command = (name, ...words) => execute(['tools/start/command.mjs', name, ...words], env);
  return {
    state,
    env,
    /** npm start -- --detach */
    start: () => execute(startWords('--detach'), env),
    /** Any other command: `command('token', 'a.officer')` is npm run -s token -- a.officer. */
    command,
    /** What run.json says now. */
    run: () => JSON.parse(readFileSync(join(state, 'run.json'), 'utf8')),
    async remove() {
      await command('reset', '--yes');
      rmSync(state, { recursive: true, force: true });
    },
  };
}
