// chaos --self-test: each known bug is planted into a copy of the built checkout, and the round that should find it has to.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../start/places.mjs';
import { PLANTED } from './planted.mjs';

/** Not part of a checkout that runs. */
const LEFT = new Set(['.git', '.comity', '.nx', '.angular', 'chaos-out', 'bench-out', 'screenshots']);

/** A copy by hard links, beside the checkout so that they can be made; what is changed in it is written anew and changes no other. */
function linkedCopy() {
  const copy = mkdtempSync(`${root}-planted-`);
  const names = readdirSync(root).filter((name) => !LEFT.has(name));
  execFileSync('cp', ['-al', ...names.map((name) => join(root, name)), copy]);
  return copy;
}

function plant(copy, { bug, file, find, put }) {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if ([...text.matchAll(new RegExp(find, 'g'))].length !== 1) throw new Error(`cannot plant "${bug}": ${file} is not what it was`);
  writeFileSync(`${path}.planted`, text.replace(find, put));
  renameSync(`${path}.planted`, path);
}

const round = (copy, fault, seed) =>
  new Promise((resolve) => {
    const env = { ...process.env, COMITY_TEST_BUILT: '1' };
    execFile(process.execPath, ['tools/chaos/main.mjs', '--only', fault, '--seed', String(seed)], { cwd: copy, env, maxBuffer: 1e7 }, (_error, out, err) =>
      resolve(`${out}${err}`),
    );
  });

/** @returns the exit code: 0 when every bug was found by the invariant that it breaks */
export async function selfTest({ seed, out }) {
  let found = 0;
  for (const planted of PLANTED) {
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
  console.log(`${PLANTED.length} planted, ${found} found`);
  return found === PLANTED.length ? 0 : 1;
}
