// One supervised program: spawn, wait for health, restart with back-off when it dies unasked, stop.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { logs, root } from './places.mjs';
import { end } from './processes.mjs';

const LOG_LIMIT_BYTES = 20_000_000;
const BACK_OFF_MS = [200, 1000, 2000, 4000, 8000];
const CALM_MS = 60_000; // a program that ran this long starts with a clean record

export const logPath = (name) => join(logs, `${name}.log`);
export const shownPath = (name) => relative(root, logPath(name));

/** Opens a program's log for appending; one that has grown large is put aside first. */
export function openLog(name) {
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  try {
    if (statSync(logPath(name)).size > LOG_LIMIT_BYTES) renameSync(logPath(name), join(logs, `${name}.1.log`));
  } catch {
    // no log yet
  }
  return openSync(logPath(name), 'a', 0o600);
}

/** The last lines of a program's log, for a message to people. */
export function lastLines(name, count = 12) {
  try {
    return readFileSync(logPath(name), 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}

/** Spawns a Node program of ours on its leash, with its output in its log. */
export function spawnNode(spec, env) {
  const fd = openLog(spec.name);
  const words = ['--enable-source-maps', '--import', new URL('./leash.mjs', import.meta.url).href, join(root, spec.file), ...(spec.words ?? [])];
  // Its own group: Ctrl-C in a terminal reaches the start alone, which then stops all in order.
  const child = spawn(process.execPath, words, { cwd: root, env: { ...env, ...spec.env }, stdio: ['ignore', fd, fd, 'pipe'], detached: true });
  closeSync(fd);
  return child;
}

/**
 * @param spec { name, health } of programs.mjs @param open spawns the process
 * @param on { changed(): void, said(line): void, lost(name, why): void } what the start does about it
 */
export function supervised(spec, open, on) {
  let child;
  let wanted = false;
  let deaths = 0;
  let bornAt = 0;

  const isGone = () => child === undefined || child.exitCode !== null || child.signalCode !== null;

  function begin() {
    wanted = true;
    bornAt = performance.now();
    child = open();
    const mine = child;
    child.on('error', (error) => on.said(`${spec.name} cannot be started: ${error.message}`));
    child.on('exit', (code, signalName) => {
      on.changed();
      if (wanted && mine.wasReady) void again(signalName ?? `code ${code}`);
    });
    on.changed();
  }

  async function again(why) {
    if (performance.now() - bornAt > CALM_MS) deaths = 0;
    if (deaths >= BACK_OFF_MS.length) return on.lost(spec.name, why);
    const waitMs = BACK_OFF_MS[deaths];
    deaths += 1;
    on.said(`${spec.name} ended by itself (${why}); it is started again. Its messages: ${shownPath(spec.name)}`);
    await sleep(waitMs);
    if (!wanted) return undefined;
    begin();
    try {
      await healthy();
    } catch {
      if (!wanted) return undefined;
      if (!isGone()) await end(child.pid, { graceMs: 3000 });
      return again('it did not become ready');
    }
    return on.said(`${spec.name} is back.`);
  }

  async function healthy(timeoutMs = 60_000) {
    const mine = child;
    const until = performance.now() + timeoutMs;
    while (!(await isHealthy(spec.health))) {
      if (!wanted) throw new Error('stopped');
      if (isGone()) throw new Error(`${spec.name} ended while starting.`);
      if (performance.now() > until) throw new Error(`${spec.name} was not ready within ${timeoutMs / 1000} s.`);
      await sleep(40);
    }
    mine.wasReady = true;
    on.changed();
  }

  return {
    name: spec.name,
    health: typeof spec.health === 'string' ? spec.health : undefined,
    get pid() {
      return isGone() ? undefined : child.pid;
    },
    get isReady() {
      return !isGone() && child.wasReady === true;
    },
    start: begin,
    healthy,
    /** Stops it and starts it anew, for code that changed. */
    async restart() {
      wanted = false;
      if (!isGone()) await end(child.pid);
      begin();
      await healthy();
    },
    async stop({ first = 'SIGTERM', graceMs = 10_000 } = {}) {
      wanted = false;
      if (!isGone()) await end(child.pid, { first, graceMs });
    },
  };
}

/** Health is an address that answers 200, a socket that takes a connection, or a function that resolves to a truth value. */
export async function isHealthy(health) {
  if (typeof health === 'function') return health();
  if (typeof health === 'string') {
    try {
      const answer = await fetch(health, { signal: AbortSignal.timeout(2000) });
      await answer.body?.cancel();
      return answer.status === 200;
    } catch {
      return false;
    }
  }
  return new Promise((resolve) => {
    const socket = connect(health.socket);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
