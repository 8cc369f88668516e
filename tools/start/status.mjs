// npm run -s status: one JSON object about the running product; 0 only when all of it is ready.
import { isHealthy } from './child.mjs';
import { asAdmin } from './database.mjs';
import { isAlive } from './processes.mjs';
import { owner, running } from './run-file.mjs';

export async function run(words) {
  if (words.length > 0) {
    console.error('Usage: npm run -s status');
    return 2;
  }
  const product = running();
  if (product === undefined) {
    console.log(JSON.stringify({ ready: false, mode: null, processes: [], log: null, outbox: null }));
    console.error(owner() === undefined ? 'Comity is not running. npm start starts it.' : 'Comity is starting or stopping.');
    return 1;
  }
  const processes = await Promise.all(
    product.processes.map(async ({ name, pid, health }) => ({ name, pid, ready: isAlive(pid) && (health === undefined || (await isHealthy(health))) })),
  );
  const facts = product.database.adminUrl === undefined ? undefined : await factsOf(product).catch(() => undefined);
  const ready = processes.every((one) => one.ready) && facts !== undefined && !facts.log.stale && facts.log.frozen === null;
  console.log(JSON.stringify({ ready, mode: product.mode, address: product.address, processes, log: facts?.log ?? null, outbox: facts?.outbox ?? null }));
  return ready ? 0 : 1;
}

/** Entries that wait longer than this for their checkpoint make the log stale, in seconds (log.md 8.1). */
const STALE_S = 60;

const standing = ({ age, why, frozen }, witnesses) => ({
  stale: Number(age ?? 0) > STALE_S,
  unpublishedS: Math.round(Number(age ?? 0)),
  frozen: frozen ? (why ?? 'unknown') : null,
  witnesses: witnesses.map(({ name, size, status, last_ok: ok }) => ({ name, size, status, lastOkAt: ok?.toISOString() ?? null })),
});

const factsOf = (product) =>
  asAdmin(product.database.adminUrl, async (client) => {
    const { rows: published } = await client.query('select size, published_at from tlog.published order by log_id desc limit 1');
    const { rows: health } = await client.query(
      'select h.unpublished_age_s::float as age, g.frozen_why as why, h.frozen from tlog.health() h join tlog.log g using (log_id) order by log_id desc limit 1',
    );
    const { rows: witnesses } = await client.query('select witness as name, last_size::float as size, last_status as status, last_ok from tlog.witness_state order by witness');
    const { rows: owed } = await client.query(
      'select extract(epoch from comity.now() - min(due_at))::float as age from comity.outbox where answered_at is null and parked is null and due_at <= comity.now()',
    );
    return {
      log: { size: Number(published[0]?.size ?? 0), publishedAt: published[0]?.published_at?.toISOString() ?? null, ...standing(health[0], witnesses) },
      outbox: { oldestS: owed[0].age === null ? 0 : Math.round(owed[0].age) },
    };
  });
