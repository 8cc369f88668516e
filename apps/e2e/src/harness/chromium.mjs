// Which Chromium the journeys drive: the one that is there, else Debian's own package where this process may install it.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const APPS = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const runs = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Path of the browser, or undefined. `COMITY_CHROMIUM` names one that stands elsewhere. */
function found() {
  const there = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env.COMITY_CHROMIUM, ...there, ...APPS].find((path) => path && runs(path));
}

function installed() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !runs('/usr/bin/apt-get')) return;
  console.log('No Chromium here: installing the package of the distribution …');
  const apt = (...words) => spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core');
  return found();
}

/** Path of a Chromium; undefined when there is none and none can be installed, which is then said loudly. */
export function chromiumPath() {
  const path = found() ?? installed();
  if (!path) console.log(`\n*** NOT RUN: no Chromium on this machine. ${REASON}\n`);
  return path;
}

/** Why a journey is skipped. */
export const REASON = 'Install the package chromium, or name a browser in COMITY_CHROMIUM.';
