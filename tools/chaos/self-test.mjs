// chaos --self-test: each known bug is planted into a copy of the built checkout, and the round that should find it has to.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../start/places.mjs';
import { plant, PLANTED, plantedText } from './planted.mjs';

/** Not part of a checkout that runs. */
const LEFT = new Set(['.git', '.comity', '.nx', '.angular', 'chaos-out', 'bench-out', 'screenshots']);

/** A copy by hard links, beside the checkout so that they can be made; what is changed in it is written anew and changes no other. */
function linkedCopy() {
  const copy = mkdtempSync(`${root}-planted-`);
  const names = readdirSync(root).filter((name) => !LEFT.has(name));
  execFileSync('cp', ['-al', ...names.map((name) => join(root, name)), copy]);
  return copy;
}

const round = (copy, fault, seed) =>
  new Promise((resolve) => {
    const env = { ...process.env, COMITY_TEST_BUILT: '1' };
    execFile(process.execPath, ['tools/chaos/main.mjs', '--only', fault, '--seed', String(seed)], { cwd: copy, env, maxBuffer: 1e7 }, (_error, out, err) =>
      resolve(`${out}${err}`),
    );
  });

/** @param of `only`: faults whose bugs are planted, all when absent. @returns the exit code: 0 when every bug was found by the invariant that it breaks */
export async function selfTest({ seed, out, only }) {
  const chosen = PLANTED.filter(({ fault }) => only === undefined || only.split(',').includes(fault));
  for (const planted of PLANTED) plantedText(root, planted); // all fit, before the first takes its minutes
  let found = 0;
  for (const planted of chosen) {
    const copy = linkedCopy();
    try {
      plant(copy, planted);
      const said = await round(copy, planted.fault, seed);
      const breach = /BROKE {2}(.*)/.exec(said)?.[1];
      const isFound = breach !== undefined && planted.breaks.test(breach);
      if (isFound) found += 1;
      console.log(`${planted.fault.padEnd(4)}  ${planted.bug.padEnd(48)} ${isFound ? 'found' : 'MISSED'}  ${breach ?? 'the round held'}`);
      if (!isFound) {
        const file = join(out, 'self-test', `${planted.fault}.txt`);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, said);
      }
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  }
  console.log(`${chosen.length} planted, ${found} found`);
  return found === chosen.length && found > 0 ? 0 : 1;
}
