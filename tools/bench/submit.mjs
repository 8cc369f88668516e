// bench submit: from the submit of a request to its screening, and submits per second beside the same INSERTs without Comity, on a product of its own.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownProduct } from '../start/testing.mjs';
import { openClient } from '../walk/client.mjs';
import { inParallel, prepareDrafts, submit } from '../walk/drafts.mjs';
import { openDatabase } from '../walk/evidence.mjs';
import { machine } from './machine.mjs';
import { plainInserts } from './plain-insert.mjs';

/** Submits before anything counts, and how many are under way at once where the rate is measured. */
const WARM_UP = 10;
const WIDTH = 8;
const SCREENED_WITHIN_S = 120;

const round = (value, digits = 1) => Number(value.toFixed(digits));
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];

async function accepted(api, draft) {
  const answer = await submit(api, draft);
  if (answer.status !== 202) throw new Error(`a submit was answered with ${answer.status} ${answer.body.code}`);
}

/** Arrivals at a constant rate, whether or not earlier ones were answered. Milliseconds from the intended moment to the end of the screening's work. */
async function latencies(api, database, drafts, rate) {
  const from = Date.now() + 200;
  const meant = drafts.map((_, at) => from + (at * 1000) / rate);
  await Promise.all(drafts.map((draft, at) => sleep(meant[at] - Date.now()).then(() => accepted(api, draft))));
  const done = await screened(database, drafts);
  return drafts.map(({ id }, at) => done.get(id) - meant[at]).sort((a, b) => a - b);
}

/** When the screening of each request was answered, in milliseconds since 1970 by the clock of the database, which is this machine's. */
async function screened(database, drafts) {
  for (const end = performance.now() + SCREENED_WITHIN_S * 1000; ; await sleep(100)) {
    const rows = await database.rows(
      `select subject, extract(epoch from answered_at)::float8 * 1000 as at from comity.outbox where kind = 'screen' and answered_at is not null and subject = any ($1)`,
      [drafts.map(({ id }) => id)],
    );
    if (rows.length === drafts.length) return new Map(rows.map(({ subject, at }) => [subject, at]));
    if (performance.now() > end) throw new Error(`${drafts.length - rows.length} requests were not screened within ${SCREENED_WITHIN_S} s`);
  }
}

export async function measure({ count, rate }, say) {
  const product = ownProduct();
  let database;
  try {
    say('A product of its own starts …');
    const { code, out, err } = await product.start();
    if (code !== 0) throw new Error(`it could not start: ${out}${err}`);
    const run = product.run();
    const api = openClient(run, { secrets: join(product.state, 'own') });
    database = await openDatabase(run);
    say(`${WARM_UP + 2 * count} drafts are prepared …`);
    const drafts = await prepareDrafts(api, WARM_UP + 2 * count);
    const version = (await database.rows('show server_version'))[0].server_version.split(' ')[0];
    const on = machine(version);

    await inParallel(drafts.slice(0, WARM_UP), 2, (draft) => accepted(api, draft));
    await screened(database, drafts.slice(0, WARM_UP));
    say(`${count} submits, ${rate} a second …`);
    const waits = await latencies(api, database, drafts.slice(WARM_UP, WARM_UP + count), rate);
    say(`${count} submits, ${WIDTH} at a time …`);
    const many = drafts.slice(WARM_UP + count);
    const from = performance.now();
    await inParallel(many, WIDTH, (draft) => accepted(api, draft));
    const perS = count / ((performance.now() - from) / 1000);
    await screened(database, many);
    const ids = many.map(({ id }) => id);
    const plain = await plainInserts(run.database.adminUrl, ids, WIDTH, inParallel);

    const metrics = {
      submitsPerS: round(perS),
      submitVsPlainInsert: round(perS / plain.perS, 3),
      submitToScreenedMsP50: round(quantile(waits, 0.5)),
      submitToScreenedMsP95: round(quantile(waits, 0.95)),
    };
    const figures = [
      { figure: 'submit to screened, p50', value: metrics.submitToScreenedMsP50, unit: 'ms' },
      { figure: 'submit to screened, p95', value: metrics.submitToScreenedMsP95, unit: 'ms' },
      { figure: 'submits', value: metrics.submitsPerS, unit: '1/s', baseline: round(plain.perS), ratio: metrics.submitVsPlainInsert },
      { figure: 'rows written by a submit', value: plain.rows, unit: '' },
    ];
    return { machine: on, figures, metrics };
  } finally {
    await database?.close().catch(() => {});
    await product.remove();
  }
}
