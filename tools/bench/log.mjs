// bench log: what an entry costs beside the same bytes without a log, how soon it is in the tree, how long a proof and a full check take. On a product of its own.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { root } from '../start/places.mjs';
import { ownProduct } from '../start/testing.mjs';
import { openDatabase } from '../walk/evidence.mjs';
import { machine } from './machine.mjs';

const WIDTH = 16;
const BULK_WIDTH = 4;
const IN_BULK = 500;
const WAYS = ['log', 'plain', 'chain'];
const ROUNDS = 3;
const ROUND_MS = 4000;
const PACED = { rate: 1500, ms: 15_000 };
const PROOFS = 400;
const DRAINED_WITHIN_S = 300;

const round = (value, digits = 1) => Number(value.toFixed(digits));
const quantile = (values, share) => values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)];

/** The median of each way over rounds in which all take their turn: a disk that others use meanwhile is slow for all of them. */
async function inTurns(measureOne) {
  const seen = Object.fromEntries(WAYS.map((way) => [way, []]));
  for (let at = 0; at < ROUNDS; at++) for (const way of WAYS) seen[way].push(await measureOne(way));
  return Object.fromEntries(WAYS.map((way) => [way, quantile(seen[way], 0.5)]));
}

/** Waits until nothing is queued and all of it is published. */
async function drained(database) {
  for (const end = performance.now() + DRAINED_WITHIN_S * 1000; ; await sleep(20)) {
    const [{ queued, size, published }] = await database.rows(
      'select (select count(*)::int from tlog.queue) as queued, s.size::int as size, coalesce(p.size, 0)::int as published from tlog.state s left join tlog.published p using (log_id)',
    );
    if (queued === 0 && published === size) return size;
    if (performance.now() > end) throw new Error(`${queued} entries still wait, ${published} of ${size} are published after ${DRAINED_WITHIN_S} s`);
  }
}

/** Looks at the size of the tree and of what is published until told to end: `[[ms, size, published], …]`. */
async function watching(adminUrl, work) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const seen = [];
  let going = true;
  const looking = (async () => {
    while (going) {
      const { rows } = await client.query({
        name: 'look',
        text: 'select s.size::int as size, p.size::int as published from tlog.state s join tlog.published p using (log_id)',
      });
      seen.push([performance.timeOrigin + performance.now(), rows[0].size, rows[0].published]);
      await sleep(2);
    }
  })();
  const result = await work();
  going = false;
  await looking;
  await client.end();
  return { seen, result };
}

/** From the commit of each act to the moment at which its entry was in the tree, and published: milliseconds. */
async function delays(database, adminUrl, writers) {
  const { seen, result } = await watching(adminUrl, async () => {
    const done = await writers.paced(PACED.rate, PACED.ms);
    await drained(database);
    return done;
  });
  const { commits, perS } = result;
  const rows = await database.rows('select entry_id::text as id, leaf_index::int as index from tlog.leaf where entry_id = any ($1::bigint[])', [
    [...commits.keys()],
  ]);
  const after = (column, index) => seen.find((look) => look[column] > index)?.[0];
  const of = (column) => rows.map(({ id, index }) => Math.max(0, after(column, index) - commits.get(id)));
  return { merge: of(1), publish: of(2), perS };
}

const memoryMb = (pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

async function proofs(run, size) {
  const times = [];
  for (let at = 0; at < PROOFS + 20; at++) {
    const from = performance.now();
    const answer = await fetch(`${run.log.url}/proof/${Math.floor(Math.random() * size)}`);
    if (!answer.ok || !(await answer.text()).startsWith('c2sp.org/tlog-proof')) throw new Error(`a proof was answered with ${answer.status}`);
    if (at >= 20) times.push(performance.now() - from);
  }
  return times;
}

async function fullCheck(product, run) {
  const token = (await product.command('token', 'o.auditor', '--for', 'log')).out.trim();
  const words = ['apps/verifier/dist/main.js', 'verify', '--log', run.log.url, '--vkey', run.log.vkey, '--token', token];
  const from = performance.now();
  const out = await new Promise((resolve, reject) =>
    execFile(process.execPath, words, { cwd: root, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      error ? reject(new Error(`${stdout}${stderr}`)) : resolve(stdout),
    ),
  );
  return { seconds: (performance.now() - from) / 1000, last: out.trim().split('\n').at(-1) };
}

/** @param of `{ size }`: entries of the log when proofs and the full check are measured */
export async function measure({ size }, say) {
  const product = ownProduct();
  let database;
  let writers;
  try {
    say('A product of its own starts …');
    const { code, out, err } = await product.start();
    if (code !== 0) throw new Error(`it could not start: ${out}${err}`);
    const run = product.run();
    database = await openDatabase(run);
    const [{ openWriters, SCHEMA }, { hypercoreAppends }] = await Promise.all([import('./log-writers.mjs'), import('./hypercore.mjs')]); // they stand on what the start built
    await database.rows(SCHEMA);
    const on = machine((await database.rows('show server_version'))[0].server_version.split(' ')[0]);
    const fsync = (await database.rows('show fsync'))[0].fsync;
    if (fsync !== 'on') throw new Error('fsync is off');
    const password = readFileSync(join(product.state, 'secrets/db-comity_api'), 'utf8').trim();
    const url = Object.assign(new URL(run.database.adminUrl), { username: 'comity_api', password }).toString();
    const sequencer = run.processes.find(({ name }) => name === 'sequencer').pid;

    writers = await openWriters(url, WIDTH);
    const bulk = await openWriters(url, BULK_WIDTH);
    await writers.single('log', 2000);
    const early = await bulk.bulk('log', ROUND_MS, IN_BULK);
    await drained(database);
    say(`one entry an act, ${WIDTH} at a time …`);
    const single = await inTurns((way) => writers.single(way, ROUND_MS));
    await drained(database);
    say(`${IN_BULK} entries an act …`);
    const many = await inTurns(async (way) => {
      if (way !== 'log') return bulk.bulk(way, ROUND_MS, IN_BULK);
      // The log counts until all of it is in the tree and published, not until it is queued.
      const from = performance.now();
      const before = await drained(database);
      await bulk.bulk(way, ROUND_MS, IN_BULK);
      return ((await drained(database)) - before) / ((performance.now() - from) / 1000);
    });
    say(`${PACED.rate} acts a second …`);
    const { merge, publish, perS } = await delays(database, run.database.adminUrl, writers);
    say('hypercore …');
    const hypercore = await hypercoreAppends(ROUND_MS);

    say(`the log grows to ${size} entries …`);
    await bulk.grow(Math.max(0, size - (await drained(database))), IN_BULK);
    const grown = await drained(database);
    const late = await bulk.bulk('log', ROUND_MS, IN_BULK);
    await drained(database);
    await bulk.close();
    say(`${PROOFS} proofs, and the full check …`);
    const times = await proofs(run, grown);
    const check = await fullCheck(product, run);

    const metrics = {
      singlePerS: round(single.log, 0),
      bulkPerS: round(many.log, 0),
      singleVsPlainInsert: round(single.log / single.plain, 3),
      singleVsHashChain: round(single.log / single.chain, 3),
      bulkVsPlainInsert: round(many.log / many.plain, 3),
      bulkVsHashChain: round(many.log / many.chain, 3),
      mergeP99Ms: round(quantile(merge, 0.99)),
      publishedP99Ms: round(quantile(publish, 0.99)),
      proofP95Ms: round(quantile(times, 0.95), 2),
      fullCheckS: round(check.seconds),
      sequencerMb: round(memoryMb(sequencer)),
      flatPercent: round((1 - late / early) * 100),
      ...(hypercore === undefined ? {} : { hypercorePerS: round(hypercore, 0) }),
    };
    const figures = [
      { figure: 'one entry an act', value: metrics.singlePerS, unit: '1/s', baseline: round(single.plain, 0), ratio: metrics.singleVsPlainInsert },
      { figure: 'beside a hash chain', value: metrics.singlePerS, unit: '1/s', baseline: round(single.chain, 0), ratio: metrics.singleVsHashChain },
      { figure: `${IN_BULK} entries an act`, value: metrics.bulkPerS, unit: '1/s', baseline: round(many.plain, 0), ratio: metrics.bulkVsPlainInsert },
      { figure: 'bulk beside a hash chain', value: metrics.bulkPerS, unit: '1/s', baseline: round(many.chain, 0), ratio: metrics.bulkVsHashChain },
      { figure: 'hypercore, 64 at a time', value: hypercore === undefined ? 'not run' : round(hypercore, 0), unit: '1/s' },
      { figure: 'acts a second meanwhile', value: round(perS, 0), unit: '1/s' },
      { figure: 'commit to tree, p99', value: metrics.mergeP99Ms, unit: 'ms' },
      { figure: 'commit to published, p99', value: metrics.publishedP99Ms, unit: 'ms' },
      { figure: 'entries then', value: grown, unit: '' },
      { figure: 'inclusion proof, p95', value: metrics.proofP95Ms, unit: 'ms' },
      { figure: `full check (${check.last})`, value: metrics.fullCheckS, unit: 's' },
      { figure: 'sequencer, most memory', value: metrics.sequencerMb, unit: 'MB' },
      { figure: 'bulk append, slower by', value: metrics.flatPercent, unit: '%' },
    ];
    return { machine: on, figures, metrics };
  } finally {
    await writers?.close().catch(() => {});
    await database?.close().catch(() => {});
    await product.remove();
  }
}
