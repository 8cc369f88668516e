// npm run -s clock -- +48h: moves comity.now() forward and waits until what is due has been done. Demonstration only.
import { setTimeout as sleep } from 'node:timers/promises';
import { asAdmin } from './database.mjs';
import { running } from './run-file.mjs';

const UNITS = { min: 'minutes', h: 'hours', d: 'days', mo: 'months' };
const WAIT_MS = 90_000;

export async function run(words) {
  const [, count, unit] = /^\+(\d{1,5})(min|h|d|mo)$/.exec(words[0] ?? '') ?? [];
  if (unit === undefined || words.length !== 1) {
    console.error('Usage: npm run -s clock -- +48h   (units: min, h, d, mo)');
    return 2;
  }
  const product = running();
  if (product?.mode !== 'demonstration' || product.database.adminUrl === undefined) {
    console.error(product === undefined ? 'Comity is not running. npm start starts it.' : 'Refused: the clock moves in the demonstration on its own database only.');
    return 2;
  }
  return asAdmin(product.database.adminUrl, async (client) => {
    await client.query(
      `update comity.clock_offset set offset_s = offset_s + extract(epoch from (comity.now() + $1::interval) - comity.now())::bigint where mode = 'demonstration'`,
      [`${count} ${UNITS[unit]}`],
    );
    const until = performance.now() + WAIT_MS;
    for (;;) {
      const { rows } = await client.query('select count(*)::int as due from comity.outbox where answered_at is null and parked is null and due_at <= comity.now()');
      if (rows[0].due === 0) break;
      if (performance.now() > until) {
        console.error(`${rows[0].due} pieces of work are due and not done after ${WAIT_MS / 1000} s; see .comity/log/worker.log`);
        return 1;
      }
      await sleep(200);
    }
    const { rows } = await client.query('select comity.now() as now, offset_s::int as offset from comity.clock_offset');
    console.log(JSON.stringify({ now: rows[0].now.toISOString(), offsetS: rows[0].offset }));
    return 0;
  });
}
