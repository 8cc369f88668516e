// .comity/run.json: exists only while the product is ready, and counts only while its process lives.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { lockFile, runFile } from './places.mjs';
import { isOurs } from './processes.mjs';

/** Words in the command line of every supervisor; see isOurs. */
export const SUPERVISOR = 'tools/start/start.mjs';

export function writeAside(path, text, mode) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, text, { mode });
  renameSync(aside, path);
}

export const writeRun = (run) => writeAside(runFile, `${JSON.stringify(run, null, 1)}\n`, 0o600);
export const removeRun = () => rmSync(runFile, { force: true });

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // not there, or cut off by a crash
  }
}

/** The running product, or undefined. A file left by a crash is no running product. */
export function running() {
  const run = read(runFile);
  return run !== undefined && isOurs(run.pid, SUPERVISOR) ? run : undefined;
}

/** Process id of the start that owns this checkout, ready or not. */
export function owner() {
  const pid = read(lockFile)?.pid;
  return pid !== undefined && isOurs(pid, SUPERVISOR) ? pid : undefined;
}

/** Takes the checkout for this process. Answers the id of the start that has it, or undefined on success. */
export function take() {
  mkdirSync(dirname(lockFile), { recursive: true, mode: 0o700 });
  for (;;) {
    try {
      writeFileSync(lockFile, JSON.stringify({ pid: process.pid }), { flag: 'wx', mode: 0o600 });
      return undefined;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = owner();
    if (pid !== undefined && pid !== process.pid) return pid;
    rmSync(lockFile, { force: true });
  }
}

export const giveBack = () => rmSync(lockFile, { force: true });
export { read as readJson };
