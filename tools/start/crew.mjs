// The processes of one start: watched over while it lives, stopped in order when it ends.
import { appendFileSync, rmSync } from 'node:fs';
import { lastLines, openLog, shownPath, supervised } from './child.mjs';
import { childrenFile } from './places.mjs';
import { giveBack, removeRun, writeAside, writeRun } from './run-file.mjs';

/** Who stops together; a wave waits for the one before. The database is the last and has a signal of its own. */
const WAVES = [['door'], ['api', 'worker'], ['sequencer', 'signer', 'identity'], ['witness-1', 'witness-2'], ['database']];
const AGAIN_MS = 1500;

export const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

/** Speaks to the terminal, or through the launcher of a detached start; everything is kept in start.log too. */
export function voice(detached) {
  const fd = openLog('start');
  const speak = (kind, text) => {
    appendFileSync(fd, `${new Date().toISOString()} ${text}\n`);
    if (process.connected && detached) process.send({ [kind]: text });
    else if (kind === 'line') console.log(text);
    else console.error(text);
  };
  return { say: (line) => speak('line', line), complain: (error) => speak('error', error) };
}

export function openCrew({ say, complain }) {
  const children = [];
  let busy; // a build, migration or seed under way
  let stoppingSince;
  let report; // set when all is ready

  const note = () => {
    writeAside(childrenFile, JSON.stringify(children.map(({ name, pid }) => ({ name, pid }))), 0o600);
    if (report && stoppingSince === undefined && children.every((child) => child.isReady)) writeRun(report());
  };

  async function stop(code, why) {
    if (stoppingSince !== undefined) return;
    stoppingSince = performance.now();
    removeRun(); // first: from now on nobody may count on us
    if (why) complain(why);
    say('Comity is stopping …');
    busy?.kill('SIGTERM');
    for (const wave of WAVES) {
      const how = wave.includes('database') ? { first: 'SIGINT', graceMs: 15_000 } : { graceMs: 9000 };
      await Promise.all(children.filter(({ name }) => wave.includes(name)).map((child) => child.stop(how)));
    }
    rmSync(childrenFile, { force: true });
    giveBack();
    say(`Comity is stopped; your data is kept. (${seconds(stoppingSince)})`);
    process.exit(code);
  }

  function stopAtOnce() {
    for (const { pid } of children) if (pid) process.kill(pid, 'SIGKILL');
    giveBack();
    process.exit(1);
  }

  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal and a wrapper may both pass on one Ctrl-C: only a later one means "at once".
    process.on(name, () => (stoppingSince !== undefined && performance.now() - stoppingSince > AGAIN_MS ? stopAtOnce() : void stop(0)));
  }
  process.on('uncaughtException', (error) => void stop(1, `The start itself failed: ${error.stack}`));

  return {
    children,
    stop,
    get isStopping() {
      return stoppingSince !== undefined;
    },
    /** The build, migration or seed that a stop has to end too. */
    doing: (child) => (busy = child),
    /** Adds a program, watched from its start on. @param open spawns its process */
    add(spec, open) {
      const child = supervised(spec, open, {
        changed: note,
        said: (line) => stoppingSince === undefined && say(line),
        lost: (name, why) => void stop(1, `${name} keeps ending (${why}) and was given up. The end of ${shownPath(name)}:\n${lastLines(name)}`),
      });
      children.push(child);
      return child;
    },
    /** All is ready: from now on run.json says what `describe` returns, whenever every program is. */
    ready(describe) {
      report = describe;
      busy = undefined;
      note();
    },
  };
}
