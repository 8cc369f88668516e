// A product of its own for one fault, with what a fault needs to reach: its processes, its database, its logs.
import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { anyFree, release } from '../start/ports.mjs';
import { isAlive } from '../start/processes.mjs';
import { ownProduct } from '../start/testing.mjs';
import { openClient } from '../walk/client.mjs';
import { openDatabase } from '../walk/evidence.mjs';

/** Waits until `holds`. @throws {Error} with what it waited for */
export async function until(holds, what, ms) {
  for (const end = performance.now() + ms; !(await holds()); await sleep(50))
    if (performance.now() > end) throw new Error(`not within ${ms / 1000} s: ${what}`);
}

/** @param over further variables of the environment of the start */
export async function openStack() {
  const product = ownProduct();
  const twins = [];
  const { code, out, err } = await product.start();
  if (code !== 0) throw new Error(`the stack could not start: ${out}${err}`);
  const run = product.run();
  const database = await openDatabase(run);
  const pidOf = (name) => {
    try {
      return product.run().processes.find((one) => one.name === name)?.pid;
    } catch {
      return undefined; // run.json is away while a program comes back
    }
  };
  const stack = {
    product,
    state: product.state,
    run,
    database: () => stack.current,
    current: database,
    api: openClient(run, { secrets: join(product.state, 'own') }),
    pidOf,
    kill: (name, signal = 'SIGKILL') => process.kill(pidOf(name), signal),
    /** Waits until another process than `pid` bears the name and answers. */
    back: (name, pid) => until(() => pidOf(name) !== undefined && pidOf(name) !== pid && isAlive(pidOf(name)), `${name} is back`, 30_000),
    /** A second process of a program beside the one of the start, with its words and environment. @param port variable of its internal port */
    async twin(name, port, { env = {} } = {}) {
      const pid = pidOf(name);
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
      const leash = words.indexOf('--import');
      if (leash > 0) words.splice(leash, 2);
      const variables = Object.fromEntries(
        readFileSync(`/proc/${pid}/environ`, 'utf8')
          .split('\0')
          .filter(Boolean)
          .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
      );
      delete variables.COMITY_LEASH;
      const free = await anyFree();
      await release(free);
      const fd = openSync(join(product.state, 'log', `${name}-twin.log`), 'a');
      const child = spawn(words[0], words.slice(1), { env: { ...variables, [port]: String(free), ...env }, stdio: ['ignore', fd, fd] });
      const twin = {
        pid: child.pid,
        health: `http://127.0.0.1:${free}/ready`,
        gone: () => child.exitCode !== null || child.signalCode !== null,
        end: () => child.kill('SIGKILL'),
      };
      twins.push(twin);
      return twin;
    },
    /** After a fault of the database the connection is a new one. */
    async reopen() {
      await stack.current.close().catch(() => {});
      await until(
        async () => {
          try {
            stack.current = await openDatabase(product.run());
            return true;
          } catch {
            return false;
          }
        },
        'the database takes connections',
        30_000,
      );
    },
    async close() {
      for (const twin of twins) twin.end();
      await stack.current.close().catch(() => {});
      await product.remove();
    },
  };
  return stack;
}
