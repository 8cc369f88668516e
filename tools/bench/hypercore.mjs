// npm's hypercore, a peer that grows a Merkle log of its own. It is fetched for the measurement alone: its native store is several times larger than Comity's own tools.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../start/places.mjs';
import { anEntry } from './log-entries.mjs';

const VERSION = '11.37.1';
const WIDTH = 64;

/** Appends per second, one entry each, 64 at a time; not durable one by one. Undefined where it cannot be had. */
export async function hypercoreAppends(ms) {
  const home = join(root, 'bench-out/hypercore');
  let Hypercore;
  try {
    mkdirSync(home, { recursive: true });
    execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', home, `hypercore@${VERSION}`], { stdio: 'ignore', timeout: 120_000 });
    ({ default: Hypercore } = await import(pathToFileURL(createRequire(join(home, 'package.json')).resolve('hypercore'))));
  } catch {
    return undefined;
  }
  const folder = mkdtempSync(join(home, 'store-'));
  const core = new Hypercore(folder);
  await core.ready();
  const from = performance.now();
  let done = 0;
  await Promise.all(Array.from({ length: WIDTH }, async () => {
    while (performance.now() - from < ms) {
      await core.append(anEntry().body);
      done += 1;
    }
  })); // prettier-ignore
  const perS = done / ((performance.now() - from) / 1000);
  await core.close();
  rmSync(folder, { recursive: true, force: true });
  return perS;
}
