// The start itself: database, programs in order, run.json; afterwards it watches over them and stops them in order.
import { appendFileSync, rmSync } from 'node:fs';
import { build } from './build.mjs';
import { lastLines, openLog, shownPath, spawnNode, supervised } from './child.mjs';
import { demonstrationIssuer, isFirstSigning } from './database.mjs';
import { makeMachineKey } from './machine-token.mjs';
import { agencyKeys, logNames, ownSecrets, pickPorts } from './prepare.mjs';
import { childrenFile, databaseHome, databaseUser, environmentFile, secretsFolder } from './places.mjs';
import { embedded, ensureDatabase, waitForDatabase } from './postgres.mjs';
import { end, isOurs } from './processes.mjs';
import { environment, programs } from './programs.mjs';
import { provision } from './provision.mjs';
import { describeRun, printedBlock } from './report.mjs';
import { giveBack, readJson, removeRun, running, take, writeAside, writeRun } from './run-file.mjs';
import { runOnce, seedOnce } from './once.mjs';

const LEFTOVER = 'tools/start/leash.mjs'; // stands in the command line of every program that a start spawned

export async function supervise(words) {
  const { say, complain } = voice();
  if (words.includes('--keycloak')) {
    complain('not built: --keycloak. The stand-in is used without it.');
    process.exit(2);
  }
  const other = take();
  if (other !== undefined) {
    complain(`Comity is already ${running() ? `running at ${running().address}` : 'starting'} (process ${other}). npm run stop ends it.`);
    process.exit(2);
  }
  removeRun();

  const children = [];
  let busy; // a build, migration or seed under way
  let stopping;
  let report; // set when all is ready

  const note = () => {
    writeAside(childrenFile, JSON.stringify(children.map(({ name, pid }) => ({ name, pid }))), 0o600);
    if (report && !stopping && children.every((child) => child.isReady)) writeRun(report());
  };

  async function stop(code, why) {
    if (stopping) return;
    stopping = performance.now();
    removeRun(); // first: from now on nobody may count on us
    if (why) complain(why);
    say('Comity is stopping …');
    busy?.kill('SIGTERM');
    const named = (name) => children.filter((child) => child.name === name);
    const waves = [['door'], ['api', 'worker'], ['sequencer', 'signer', 'identity']];
    for (const wave of waves) await Promise.all(wave.flatMap(named).map((child) => child.stop({ graceMs: 9000 })));
    await Promise.all(named('database').map((child) => child.stop({ first: 'SIGINT', graceMs: 15_000 })));
    rmSync(childrenFile, { force: true });
    giveBack();
    say(`Comity is stopped; your data is kept. (${seconds(stopping)})`);
    process.exit(code);
  }

  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => {
      // A terminal and a wrapper may both pass on one Ctrl-C: only a later one means "at once".
      if (stopping && performance.now() - stopping > 1500) {
        for (const child of children) if (child.pid) process.kill(child.pid, 'SIGKILL');
        giveBack();
        process.exit(1);
      }
      void stop(0);
    });
  }
  let released = false; // a detached start that is ready lives on without whoever called it
  process.on('disconnect', () => {
    if (!released) void stop(0);
  });
  process.on('uncaughtException', (error) => void stop(1, `The start itself failed: ${error.stack}`));

  const watch = (spec, open) => {
    const child = supervised(spec, open, {
      changed: note,
      said: (line) => !stopping && say(line),
      lost: (name, why) => void stop(1, `${name} keeps ending (${why}) and was given up. The end of ${shownPath(name)}:\n${lastLines(name)}`),
    });
    children.push(child);
    return child;
  };

  const step = async (name, work) => {
    const from = performance.now();
    const detail = await work();
    if (stopping) throw new Error('stopped');
    say(`  ${name.padEnd(10)} ready  ${seconds(from).padStart(7)}${detail ? `  ${detail}` : ''}`);
  };

  try {
    await endLeftovers(say);
    const own = ownSecrets();
    await makeMachineKey(own);
    const server = process.env.DATABASE_URL === undefined ? embedded({ home: databaseHome, user: databaseUser, password: own.read('admin-password') }) : undefined;
    if (await server?.endOrphan()) say('  A database server of an earlier start was still running and was ended.');
    const ports = await pickPorts(); // after the leftovers are gone, so that the same ports are free again
    const names = logNames();
    const address = process.env.COMITY_ADDRESS ?? `http://127.0.0.1:${ports.door}`;
    const issuer = process.env.OIDC_ISSUER ?? `http://localhost:${ports.identity}`;
    say('Comity is starting (demonstration: sample people, invented cases).');

    let adminUrl;
    let databaseUrl = process.env.DATABASE_URL;
    let dataDir;
    if (server !== undefined) {
      dataDir = server.data;
      adminUrl = server.adminUrl(ports.database, 'comity');
      await step('database', async () => {
        if (server.isNew()) server.init();
        const entry = server.adminUrl(ports.database, 'postgres');
        const database = watch({ name: 'database', health: () => waitForDatabase(entry, 1500).then(() => true, () => false) }, () => server.spawn(ports.database, 'database'));
        database.start();
        await database.healthy();
        await ensureDatabase(entry, 'comity');
        ({ databaseUrl } = await provision(adminUrl, secretsFolder));
        return `port ${ports.database}`;
      });
    }
    agencyKeys();
    if (!PARTIAL) await step('build', () => build((child) => (busy = child)));

    const env = environment({
      address, issuer, ports, databaseUrl, queueUrl: process.env.QUEUE_URL ?? databaseUrl, secrets: secretsFolder,
      logOrigin: names.origin, logPolicy: names.policy, signerSocket: names.socket, signerMemory: names.memory,
    });
    writeAside(environmentFile, JSON.stringify(env, null, 1), 0o600); // for commands that run a program of the product
    if (!PARTIAL) await step('schema', () => runOnce({ name: 'migrate', file: 'apps/api/dist/migrate.js' }, env, (child) => (busy = child)));
    if (adminUrl) await demonstrationIssuer(adminUrl, issuer);
    rmSync(names.socket, { force: true });
    if (await isFirstSigning(adminUrl, names.memory)) env.SIGNER_FIRST_RUN = '1';

    for (const spec of there(programs({ ports, signerSocket: names.socket, own: (name) => own.pathOf(name) }))) {
      await step(spec.name, async () => {
        const child = watch(spec, () => spawnNode(spec, env));
        child.start();
        try {
          await child.healthy();
        } catch (error) {
          throw new Error(`${error.message} The end of ${shownPath(spec.name)}:\n${lastLines(spec.name)}`, { cause: error });
        }
      });
      if (spec.name === 'signer') delete env.SIGNER_FIRST_RUN; // a restart of the signer is no first run
    }
    const seeded = PARTIAL ? { data: {} } : await seedOnce(env, step, (child) => (busy = child));
    const vkeys = PARTIAL ? {} : await fetch(`${address}/log/vkeys`);
    report = describeRun({ address, issuer, ports, names, children, adminUrl, databaseUrl, dataDir, seeded, vkeys: vkeys.ok ? await vkeys.text() : '' });
    busy = undefined;
    note();
    if (!running()) throw new Error('a program ended while the last one became ready');
    say(printedBlock(report()));
    released = words.includes('--detach');
    if (process.connected) process.send({ ready: true });
  } catch (error) {
    if (!stopping) await stop(1, `Comity could not start: ${error.message}`);
  }
}

async function endLeftovers(say) {
  const left = (readJson(childrenFile) ?? []).filter(({ pid }) => isOurs(pid, LEFTOVER));
  if (left.length > 0) say(`  ${left.length} programs of an earlier start were still running and are ended.`);
  await Promise.all(left.map(({ pid }) => end(pid, { graceMs: 5000 })));
  rmSync(childrenFile, { force: true });
}

const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;

/** Speaks to the terminal, or through the launcher of a detached start; everything is kept in start.log too. */
function voice() {
  const fd = openLog('start');
  const speak = (kind, text) => {
    appendFileSync(fd, `${new Date().toISOString()} ${text}\n`);
    if (process.connected) process.send({ [kind]: text });
    else if (kind === 'line') console.log(text);
    else console.error(text);
  };
  return { say: (line) => speak('line', line), complain: (error) => speak('error', error) };
}

import { existsSync } from 'node:fs';
const PARTIAL = process.env.COMITY_PARTIAL === '1';
const there = (list) => (PARTIAL ? list.filter(({ file }) => existsSync(file)) : list);
