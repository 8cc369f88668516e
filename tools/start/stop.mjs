// npm run stop: ends a start, attached or detached, and whatever an earlier one left. 0 when nothing is left.
import { rmSync } from 'node:fs';
import { childrenFile, databaseHome } from './places.mjs';
import { end, isAlive, isOurs, signal, waitGone } from './processes.mjs';
import { giveBack, owner, readJson, removeRun } from './run-file.mjs';
import { serverOn } from './postgres.mjs';
import { join } from 'node:path';

export async function run(words) {
  if (words.length > 0) {
    console.error('Usage: npm run stop');
    return 2;
  }
  return stopAll(console.log);
}

/** Stops everything of this checkout. Answers 0 when nothing is left, else 1. */
export async function stopAll(say) {
  const pid = owner();
  if (pid !== undefined) {
    signal(pid, 'SIGTERM');
    if (!(await waitGone(pid, 40_000))) {
      say('The start did not end when asked; it is killed.');
      signal(pid, 'SIGKILL');
      await waitGone(pid, 5000);
    }
  }
  removeRun();
  const left = (readJson(childrenFile) ?? []).filter((child) => child.name !== 'database' && isOurs(child.pid, 'tools/start/leash.mjs'));
  await Promise.all(left.map((child) => end(child.pid, { graceMs: 10_000 })));
  const server = serverOn(join(databaseHome, 'data'));
  if (server !== undefined) await end(server, { first: 'SIGINT', graceMs: 20_000 });
  const alive = [pid, server, ...left.map((child) => child.pid)].filter((one) => one !== undefined && isAlive(one));
  if (alive.length > 0) {
    say(`Still running: ${alive.join(', ')}`);
    return 1;
  }
  rmSync(childrenFile, { force: true });
  giveBack();
  say(pid === undefined && left.length === 0 && server === undefined ? 'Nothing was running.' : 'Comity is stopped; your data is kept.');
  return 0;
}
