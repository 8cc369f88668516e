// The start itself, against the built product: one runs and no second, nothing is left when it stops, nothing is lost when it is killed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { root } from './places.mjs';
import { isAlive } from './processes.mjs';
import { ownProduct, startWords } from './testing.mjs';

const product = ownProduct();
let occupied;

/** Everything on this machine that was started for this product; each program has the place of its state in its environment or words. */
function living() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const facts = readFileSync(`/proc/${pid}/environ`, 'utf8') + readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return isAlive(Number(pid)) && (facts.includes(product.state) || (product.dataDir && facts.includes(product.dataDir)));
      } catch {
        return false;
      }
    });
}

async function until(holds, what, ms = 30_000) {
  for (const end = performance.now() + ms; !(await holds()); await sleep(50)) assert.ok(performance.now() < end, `not within ${ms / 1000} s: ${what}`);
}

const ask = (path) => fetch(product.run().address + path, { signal: AbortSignal.timeout(5000) });
const onDatabase = async (sql) => {
  const client = new pg.Client({ connectionString: product.run().database.adminUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

before(async () => {
  // Somebody else's service sits where people would expect ours.
  occupied = createServer().listen(7400, '127.0.0.1');
  await new Promise((resolve) => occupied.once('listening', resolve).once('error', resolve));
  const { code, out, err } = await product.start();
  assert.equal(code, 0, out + err);
  product.dataDir = product.run().database.dataDir;
});
after(async () => {
  occupied.close();
  await product.remove();
  assert.deepEqual(living(), []);
});

test('the start makes way for a port that is in use and says where it is', async () => {
  assert.notEqual(product.run().address, 'http://127.0.0.1:7400');
  assert.equal((await ask('/')).status, 200);
});

test('run.json is private and names every process with its health', async () => {
  assert.equal(statSync(join(product.state, 'run.json')).mode & 0o777, 0o600);
  const run = product.run();
  assert.deepEqual(
    run.processes.map(({ name }) => name),
    ['identity', 'signer', 'witness-1', 'witness-2', 'sequencer', 'worker', 'api', 'door'],
  );
  assert.ok(run.processes.every(({ pid }) => isAlive(pid)));
  for (const { health } of run.processes.filter((one) => one.health)) assert.equal((await fetch(health)).status, 200);
  assert.ok(run.log.origin.startsWith('demonstration.'));
  assert.ok(run.log.vkey.startsWith(`${run.log.origin}+`));
  assert.equal(run.people.length, 20);
  assert.deepEqual(
    run.witnesses.map(({ name }) => name),
    ['witness-1', 'witness-2'],
  );
  assert.match(run.log.policy, /^group both all witness-1 witness-2$/m);
  const note = await (await ask('/log/checkpoint')).text();
  for (const { vkey } of run.witnesses) assert.ok(note.includes(`— ${vkey.split('+')[0]} `), 'each witness has cosigned what is published');
});

test('no secret file and no state can be read by others', () => {
  const folders = ['secrets', 'own', 'log-names', 'witness-1', 'witness-2'];
  for (const folder of folders) {
    for (const name of readdirSync(join(product.state, folder))) if (statSync(join(product.state, folder, name)).isFile()) assert.equal(statSync(join(product.state, folder, name)).mode & 0o077, 0, `${folder}/${name}`);
  }
});

test('status is one JSON object and 0 when all is ready', async () => {
  const { code, out } = await product.command('status');
  const status = JSON.parse(out);
  assert.deepEqual([code, status.ready, status.mode], [0, true, 'demonstration']);
  assert.ok(status.log.size > 0 && status.log.publishedAt);
  assert.deepEqual([status.log.stale, status.log.frozen, status.log.witnesses.map(({ status: said }) => said)], [false, null, [200, 200]]);
});

test('while a witness is away nothing new is published, and it goes on when the witness is back', async () => {
  const { pid } = product.run().processes.find(({ name }) => name === 'witness-2');
  const sizes = async () =>
    (await onDatabase('select s.size::int as size, p.size::int as published, (select max(size)::int from tlog.checkpoint) as signed from tlog.state s, tlog.published p'))[0];
  process.kill(pid, 'SIGSTOP');
  try {
    await fetch(`${product.run().api}/me`, { headers: { authorization: 'Bearer a.b.c' } }); // a refused sign-in is an entry
    await until(async () => (await sizes()).signed > (await sizes()).published, 'a signed checkpoint that is not published');
    await sleep(2500); // longer than the witness may take to answer
    const { published, signed } = await sizes();
    assert.ok(published < signed, 'the checkpoint waits');
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await until(async () => (await sizes()).published === (await sizes()).size, 'the checkpoint is published');
});

test('a token of the command is taken by the API, a made-up one is not', async () => {
  const { code, out } = await product.command('token', 'a.officer');
  assert.equal(code, 0);
  const me = (token) => fetch(`${product.run().api}/me`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await me(out.trim())).status, 200);
  assert.equal((await me('a.b.c')).status, 401);
});

test('a second start says that one runs and ends with 2', async () => {
  const { code, err } = await product.start();
  assert.equal(code, 2);
  assert.match(err, /already running at http/);
  assert.equal((await ask('/')).status, 200);
});

test('commands that are not built say so and end with 2; so does wrong usage', async () => {
  const { code, err } = await product.command('redraw');
  assert.deepEqual([code, err.trim()], [2, 'not built: npm run redraw']);
  for (const words of [['token'], ['token', 'nobody'], ['clock', '48h'], ['seed', '--set', 'demo'], ['stop', 'now']])
    assert.equal((await product.command(...words)).code, 2, words.join(' '));
});

test('the clock moves business time and leaves the time of the log', async () => {
  const [before] = await onDatabase('select comity.now() as now');
  const { code, out, err } = await product.command('clock', '+2d');
  assert.equal(code, 0, err);
  const moved = JSON.parse(out);
  assert.equal(moved.offsetS, 172_800);
  assert.ok(Date.parse(moved.now) - before.now.getTime() >= 172_800_000);
});

test('a program that is killed is started again, and run.json names the new one', async () => {
  for (const name of ['api', 'signer']) {
    const pidOf = () => product.run().processes.find((one) => one.name === name).pid;
    const old = pidOf();
    process.kill(old, 'SIGKILL');
    await until(() => pidOf() !== old && isAlive(pidOf()), `${name} is back`);
  }
  await until(async () => (await ask('/api/v1/me')).status === 401, 'the API answers');
});

test('after kill -9 of the start nothing goes on but the database, and the next start finds all data', async () => {
  const [{ count }] = await onDatabase('select count(*) from tlog.entry');
  const run = product.run();
  process.kill(run.pid, 'SIGKILL');
  await until(() => run.processes.every(({ pid }) => !isAlive(pid)), 'the programs end without their start', 15_000);
  assert.equal((await product.command('status')).code, 1);
  const { code, out, err } = await product.start();
  assert.equal(code, 0, out + err);
  assert.match(out, /database server of an earlier start/);
  const [{ count: now }] = await onDatabase('select count(*) from tlog.entry');
  assert.ok(Number(now) >= Number(count));
});

test('kill -9 of everything loses nothing either', async () => {
  const run = product.run();
  const [{ count }] = await onDatabase('select count(*) from tlog.entry');
  for (const pid of living()) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // ended between the list and the signal
    }
  }
  await until(() => !isAlive(run.pid), 'all is dead');
  assert.ok(existsSync(join(product.state, 'run.json')), 'the stale file lies there');
  const { code, out, err } = await product.start();
  assert.equal(code, 0, out + err);
  const [{ count: now }] = await onDatabase('select count(*) from tlog.entry');
  assert.ok(Number(now) >= Number(count));
});

test('stop ends all of it, removes run.json first and is content to find nothing', async () => {
  const { code } = await product.command('stop');
  assert.equal(code, 0);
  assert.equal(existsSync(join(product.state, 'run.json')), false);
  await until(() => living().length === 0, 'nothing is left', 3000);
  const again = await product.command('stop');
  assert.deepEqual([again.code, again.out.trim()], [0, 'Nothing was running.']);
});

test('a checkout that lost its keys begins from nothing and sets the old database aside', async () => {
  for (const name of readdirSync(product.state)) if (name !== 'log') rmSync(join(product.state, name), { recursive: true });
  const { code, out, err } = await product.start();
  assert.equal(code, 0, out + err);
  if (process.getuid() === 0) assert.match(out, /it was set aside/); // else the database lies with the keys
  assert.equal((await product.command('stop')).code, 0);
});

test('an attached start ends with 0 on SIGTERM within seconds and leaves no process', async () => {
  const child = spawn(process.execPath, startWords(), { cwd: root, env: product.env, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (part) => (out += part));
  await until(() => out.includes('Comity is ready'), 'it is ready', 90_000);
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  const code = await Promise.race([ended, sleep(15_000, 'still running')]);
  assert.equal(code, 0);
  await until(() => living().length === 0, 'nothing is left', 3000);
});
