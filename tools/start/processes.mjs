// Facts about processes: is it alive, is it ours, make it end.
import { existsSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** True while a process with this id exists. A zombie, which only waits to be collected, counts as gone. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return !existsSync('/proc/self/stat'); // no /proc on this system: the signal's answer stands
  }
}

/** Command line of a process, words parted by spaces; empty when it cannot be read. */
export function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    if (existsSync('/proc/self/stat')) return '';
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
}

/** Ids are used again after a reboot: a process is ours only if its command names `mark`. */
export const isOurs = (pid, mark) => isAlive(pid) && commandOf(pid).includes(mark);

export function signal(pid, name) {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false; // gone meanwhile
  }
}

/** Waits until the process is gone. Answers false when it still lives after `timeoutMs`. */
export async function waitGone(pid, timeoutMs) {
  const end = performance.now() + timeoutMs;
  while (isAlive(pid)) {
    if (performance.now() > end) return false;
    await sleep(40);
  }
  return true;
}

/** Ends a process: asks with `first`, insists with SIGKILL after `graceMs`. */
export async function end(pid, { first = 'SIGTERM', graceMs = 10_000 } = {}) {
  if (!isAlive(pid)) return;
  signal(pid, first);
  if (await waitGone(pid, graceMs)) return;
  signal(pid, 'SIGKILL');
  await waitGone(pid, 5000);
}
