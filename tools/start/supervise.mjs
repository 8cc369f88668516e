// The start itself: database, build, schema, the programs in order, the seed, run.json.
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from './build.mjs';
import { lastLines, shownPath, spawnNode } from './child.mjs';
import { openCrew, seconds, voice } from './crew.mjs';
import { demonstrationIssuer, isFirstSigning } from './database.mjs';
import { makeMachineKey } from './machine-token.mjs';
import { runOnce, seedOnce } from './once.mjs';
import { childrenFile, databaseHome, databaseUser, environmentFile, ownSecretsFolder, secretsFolder } from './places.mjs';
import { embedded, ensureDatabase, waitForDatabase } from './postgres.mjs';
import { agencyKeys, logNames, ownSecrets, pickPorts } from './prepare.mjs';
import { end, isOurs } from './processes.mjs';
import { environment, programs } from './programs.mjs';
import { release } from './ports.mjs';
import { provision } from './provision.mjs';
import { describeRun, printedBlock } from './report.mjs';
import { describeWitnesses, witnessPrograms, writePolicy } from './witnesses.mjs';
import { readJson, removeRun, running, take, writeAside } from './run-file.mjs';

const LEFTOVER = 'tools/start/leash.mjs'; // stands in the command line of every program that a start spawned
const FIRST_CHECKPOINT_MS = 30_000;

export async function supervise(words) {
  const detached = words.includes('--detach');
  const { say, complain } = voice(detached);
  if (words.includes('--keycloak')) {
    complain('not built: --keycloak. Without it the stand-in is used.');
    process.exit(2);
  }
  const other = take();
  if (other !== undefined) {
    complain(`Comity is already ${running() ? `running at ${running().address}` : 'starting'} (process ${other}). npm run stop ends it.`);
    process.exit(2);
  }
  removeRun();
  const crew = openCrew({ say, complain });
  let released = false; // a detached start that is ready lives on without whoever called it
  process.on('disconnect', () => released || void crew.stop(0));

  const step = async (name, work) => {
    const from = performance.now();
    const detail = await work();
    if (crew.isStopping) throw new Error('stopped');
    say(`  ${name.padEnd(10)} ready  ${seconds(from).padStart(7)}${detail ? `  ${detail}` : ''}`);
  };

  try {
    const run = await bringUp({ say, step, crew, asBuilt: words.includes('--as-built') });
    say(printedBlock(run()));
    if (words.includes('--watch')) {
      const { watchSources } = await import('./watch-sources.mjs');
      watchSources(crew, say);
    }
    released = detached;
    if (process.connected) process.send({ ready: true });
  } catch (error) {
    if (!crew.isStopping) await crew.stop(1, `Comity could not start: ${error.message}`);
  }
}

async function bringUp({ say, step, crew, asBuilt }) {
  await endLeftovers(say);
  const isNewState = !existsSync(ownSecretsFolder);
  const own = ownSecrets();
  await makeMachineKey(own);
  // With DATABASE_URL somebody else's server is used, which was provisioned by hand.
  const server =
    process.env.DATABASE_URL === undefined ? embedded({ home: databaseHome, user: databaseUser, password: own.read('admin-password') }) : undefined;
  if (await server?.endOrphan()) say('  A database server of an earlier start was still running and was ended.');
  if (isNewState && server?.isNew() === false) {
    // A checkout that was removed and cloned again at the same place: its keys went with it, the database lies elsewhere when root runs it.
    say(`  The keys of an earlier database are gone, so it cannot be opened; it was set aside in ${server.setAside()}`);
  }
  say('Comity is starting (demonstration: sample people, invented cases).');
  if (!asBuilt) await step('build', () => build(crew.doing));
  const ports = await pickPorts(); // after the leftovers are gone, so that the same ports are free again
  const names = logNames();
  const address = process.env.COMITY_ADDRESS ?? `http://127.0.0.1:${ports.door}`;
  const issuer = process.env.OIDC_ISSUER ?? `http://localhost:${ports.identity}`;
  const adminUrl = server?.adminUrl(ports.database, 'comity');
  let databaseUrl = process.env.DATABASE_URL;

  if (server !== undefined) {
    await step('database', async () => {
      if (server.isNew()) server.init();
      const entry = server.adminUrl(ports.database, 'postgres');
      const answers = () => waitForDatabase(entry, 1500).then(() => true, () => false); // prettier-ignore
      const database = crew.add({ name: 'database', health: answers }, () => server.spawn(ports.database, 'database'));
      await release(ports.database);
      database.start();
      await explained(database);
      await ensureDatabase(entry, 'comity');
      ({ databaseUrl } = await provision(adminUrl, secretsFolder));
      return `port ${ports.database}`;
    });
  }
  agencyKeys();

  const queueUrl = process.env.QUEUE_URL ?? databaseUrl;
  const env = environment({ address, issuer, ports, databaseUrl, queueUrl, secrets: secretsFolder, names });
  writeAside(environmentFile, JSON.stringify(env, null, 1), 0o600); // for commands that run a program of the product
  await step('schema', () => runOnce({ name: 'migrate', file: 'apps/api/dist/migrate.js' }, env, crew.doing));
  if (adminUrl) await demonstrationIssuer(adminUrl, issuer);
  rmSync(names.socket, { force: true });
  const firstSigning = await isFirstSigning(adminUrl, names.memory);

  // With LOG_POLICY somebody else's witnesses are asked, or none.
  const ownWitnesses = process.env.LOG_POLICY === undefined;
  const all = programs({
    ports,
    signerSocket: names.socket,
    own: (name) => own.pathOf(name),
    foreignIssuer: process.env.OIDC_ISSUER !== undefined,
    witnesses: ownWitnesses ? witnessPrograms(ports, names.socket) : [],
    policy: ownWitnesses ? () => writePolicy(names.policy, ports) : undefined,
  });
  for (const spec of all) {
    await step(spec.name, async () => {
      await spec.before?.();
      await release(...spec.ports);
      // Only the very first process may begin from nothing; when it is started again, a missing memory is a loss.
      let isFirst = firstSigning && spec.name === 'signer';
      const child = crew.add(spec, () => {
        const extra = isFirst ? { SIGNER_FIRST_RUN: '1' } : {};
        isFirst = false;
        // A witness belongs to somebody else: it gets its own environment, and no word about ours.
        return spawnNode(spec, spec.own ? { PATH: env.PATH, HOME: env.HOME, TZ: env.TZ, COMITY_LEASH: env.COMITY_LEASH, ...spec.own } : { ...env, ...extra });
      });
      child.start();
      await explained(child);
    });
  }
  const seeded = await seedOnce(env, step, crew.doing);
  const vkeys = await firstCheckpoint(`${address}/log`);
  const receiptVkey = (await (await fetch(`${address}/log/receipt-vkey`)).text()).trim();
  const witnesses = ownWitnesses ? await describeWitnesses(ports) : [];
  const describe = describeRun({ address, issuer, names, children: crew.children, adminUrl, databaseUrl, dataDir: server?.data, seeded, vkeys, receiptVkey, witnesses });
  crew.ready(describe);
  if (!running()) throw new Error('A program ended while the last one became ready.');
  return describe;
}

/** Waits for health; a failure carries the end of the program's log. */
async function explained(child) {
  try {
    await child.healthy();
  } catch (error) {
    throw new Error(`${error.message} The end of ${shownPath(child.name)}:\n${lastLines(child.name)}`, { cause: error });
  }
}

/** The log is ready when it has published a checkpoint. Resolves with its verifier keys. */
async function firstCheckpoint(log) {
  for (const until = performance.now() + FIRST_CHECKPOINT_MS; ; await sleep(100)) {
    const answer = await fetch(`${log}/checkpoint`);
    await answer.body?.cancel();
    if (answer.status === 200) return (await fetch(`${log}/vkeys`)).text();
    if (performance.now() > until)
      throw new Error(`The log published nothing within ${FIRST_CHECKPOINT_MS / 1000} s; see ${shownPath('sequencer')} and ${shownPath('signer')}.`);
  }
}

async function endLeftovers(say) {
  const left = (readJson(childrenFile) ?? []).filter(({ pid }) => isOurs(pid, LEFTOVER));
  if (left.length > 0) say(`  ${left.length} programs of an earlier start were still running and are ended.`);
  await Promise.all(left.map(({ pid }) => end(pid, { graceMs: 5000 })));
  rmSync(childrenFile, { force: true });
}
