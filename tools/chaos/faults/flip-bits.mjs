import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../stack.mjs';

const FOUND_MS = 20_000;
/** Hashes of a full tile. */
const TILE = 256;

const leafOf = (body) => createHash('sha256').update(Buffer.of(0)).update(body).digest();

function flipped(bytes, bit) {
  const changed = Buffer.from(bytes);
  changed[bit >> 3] ^= 1 << (bit & 7);
  return changed;
}

/** What a failing disk could do, with the guards off. A body takes its own hash along, because the table checks the two. */
async function write(database, { partition, entry_id: id, leaf_index: index }, { body, leaf, tile }) {
  const table = body ? partition : tile ? 'tlog.tile' : 'tlog.leaf';
  await database.rows('begin');
  await database.rows(`alter table ${table} disable trigger deny_row`);
  if (body) await database.rows('update tlog.entry set body = $2, leaf_hash = $3 where entry_id = $1', [id, body, leafOf(body)]);
  else if (tile) await database.rows('update tlog.tile set hashes = $2 where level = 0 and n = $1', [Math.floor(index / TILE), tile]);
  else await database.rows('update tlog.leaf set leaf_hash = $2 where leaf_index = $1', [index, leaf]);
  await database.rows(`alter table ${table} enable always trigger deny_row`);
  await database.rows('commit');
}

const entryAt = async (database, index) =>
  (
    await database.rows(
      'select e.entry_id, l.leaf_index, e.tableoid::regclass::text as partition, e.body, l.leaf_hash from tlog.leaf l join tlog.entry e using (entry_id) where l.leaf_index = $1',
      [index],
    )
  )[0];

async function verified(stack) {
  const token = (await stack.product.command('token', 'o.auditor', '--for', 'log')).out.trim();
  return stack.product.command('verify', '--log', stack.run.log.url, '--vkey', stack.run.log.vkey, '--token', token);
}

/** Published entries: the verifier finds each flip. */
async function flipPublished(stack, random) {
  const database = stack.database();
  const [{ size }] = await database.rows('select size::int from tlog.published');
  const entry = await entryAt(database, random.int(size));
  // Of a full tile the stored tile is served, of the last one its leaves.
  const [tile] = await database.rows('select hashes as tile from tlog.tile where level = 0 and n = $1', [Math.floor(entry.leaf_index / TILE)]);
  const whole = random.next() < 0.5 ? { body: entry.body } : (tile ?? { leaf: entry.leaf_hash });
  const [[name, bytes]] = Object.entries(whole);
  await write(database, entry, { [name]: flipped(bytes, random.int(bytes.length * 8)) });
  const { code } = await verified(stack);
  await write(database, entry, whole);
  return code === 1 ? undefined : `a flipped bit in the ${name} of entry ${entry.leaf_index} was not found: verify ended with ${code}`;
}

/** An entry in the tree that is not signed yet: the signer reads it back, refuses and freezes the log. */
async function flipUnsigned(stack, random) {
  const database = stack.database();
  const signer = stack.pidOf('signer');
  process.kill(signer, 'SIGSTOP');
  const signed = async () => (await database.rows('select coalesce(max(size), 0)::int as size from tlog.checkpoint'))[0].size;
  const before = await signed();
  let entry;
  try {
    await until(async () => (entry = await entryAt(database, before)) !== undefined, 'an entry is in the tree and not signed', FOUND_MS);
    await write(database, entry, { body: flipped(entry.body, random.int(entry.body.length * 8)) });
  } finally {
    process.kill(signer, 'SIGCONT');
  }
  const frozen = async () => (await database.rows('select frozen_why from tlog.log where frozen_at is not null'))[0]?.frozen_why;
  await until(async () => (await frozen()) !== undefined || (await signed()) > before, 'the log is frozen', FOUND_MS).catch(() => {});
  await sleep(500);
  const [why, now] = [await frozen(), await signed()];
  await write(database, entry, { body: entry.body });
  await database.rows('update tlog.log set frozen_at = null, frozen_why = null').catch(async () => {
    await database.rows('alter table tlog.log disable trigger all');
    await database.rows('update tlog.log set frozen_at = null, frozen_why = null');
    await database.rows('alter table tlog.log enable always trigger grow');
    await database.rows('alter table tlog.log enable always trigger deny_del');
  });
  if (now > before) return `a body with a flipped bit was signed at size ${now}`;
  return why === undefined ? 'a flipped bit before signing froze nothing' : undefined;
}

export default {
  id: 'F28',
  title: 'one bit flipped',
  needs: [],
  rounds: { quick: 10, full: 1000 },
  holds: ['I9'],
  async inject(stack, random, rounds) {
    for (let at = 0; at < rounds && !stack.unfound; at++) stack.unfound = await flipPublished(stack, random);
    stack.unfound ??= await flipUnsigned(stack, random);
  },
  /** Two persons would lift the freeze and start the sequencer anew. */
  async heal(stack) {
    for (const name of ['sequencer', 'signer']) {
      const pid = stack.pidOf(name);
      process.kill(pid, 'SIGTERM');
      await stack.back(name, pid);
    }
  },
  check: async ({ stack }) => stack.unfound && `I5: ${stack.unfound}`,
};
