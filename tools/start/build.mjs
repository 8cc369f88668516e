// Builds the programs with Nx, from its cache where nothing changed.
import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastLines, openLog, shownPath } from './child.mjs';
import { compressPortal, PORTAL } from './compress.mjs';
import { root } from './places.mjs';
import { PROJECTS } from './programs.mjs';
import { refuseHeavy } from './weigh.mjs';

/** @param onSpawn gets the process, so that a stop can end it */
export async function build(onSpawn) {
  const fd = openLog('build');
  const words = [join(root, 'node_modules/nx/dist/bin/nx.js'), 'run-many', '-t', 'build', '-p', PROJECTS.join(','), '--output-style=stream', '--skipSync'];
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NO_COLOR: '1', NX_NO_CLOUD: 'true' };
  delete env.FORCE_COLOR;
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', fd, fd] });
  closeSync(fd);
  onSpawn(child);
  const code = await new Promise((resolve) => child.on('exit', resolve));
  if (code !== 0) throw new Error(`The build failed; all of it stands in ${shownPath('build')}. Its end:\n${lastLines('build', 25)}`);
  compressPortal();
  refuseHeavy(PORTAL);
}

// A step of npm test.
if (process.argv[1] === fileURLToPath(import.meta.url)) await build(() => {});
