// npm run -s tamper -- X01 [--index N]: what a superuser could do to the running demonstration, done on purpose, so that anybody can watch the
// verifier find it. Exit: 0 done, 2 usage, nothing runs, refused in this mode, not built.
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { running } from './run-file.mjs';

const USAGE = 'Usage: npm run -s tamper -- X01 [--index N]';
const TAMPERS = Array.from({ length: 15 }, (_, at) => `X${String(at + 1).padStart(2, '0')}`);

class Refused extends Error {}

/** Another time in the same number of bytes: an entry that is still well formed and says something else. */
function withOtherTime(body) {
  const text = body.toString('latin1');
  const changed = text.replace(/("at":"\d{4}-\d\d-\d\dT\d\d:\d\d:)(\d\d)/, (_, before, seconds) => `${before}${String((Number(seconds) + 30) % 60).padStart(2, '0')}`);
  if (changed === text) throw new Refused('This entry has no time that could be changed.');
  return Buffer.from(changed, 'latin1');
}

/** Tamper X01: the stored body of a published entry says another time. Its leaf and the tiles stay as they were. */
async function changeBody(client, index) {
  const { rows: [published] } = await client.query('SELECT size FROM tlog.published WHERE log_id = 1');
  const size = Number(published?.size ?? 0);
  if (size === 0) throw new Refused('Nothing is published yet.');
  const chosen = index ?? Math.floor(size / 2);
  if (chosen >= size) throw new Refused(`There is no published entry ${chosen}: the log has ${size}.`);

  const { rows: [entry] } = await client.query(
    'SELECT e.entry_id, e.body, e.tableoid::regclass::text AS partition FROM tlog.leaf l JOIN tlog.entry e USING (entry_id) WHERE l.log_id = 1 AND l.leaf_index = $1',
    [chosen],
  );
  if (!entry) throw new Refused(`Entry ${chosen} has no stored body.`);
  const body = withOtherTime(entry.body);
  const leaf = createHash('sha256').update(Buffer.of(0)).update(body).digest();
  await client.query('BEGIN');
  await client.query(`ALTER TABLE ${entry.partition} DISABLE TRIGGER deny_row`);
  // The table checks that body and its own hash agree; what the tree holds is another copy.
  await client.query('UPDATE tlog.entry SET body = $2, leaf_hash = $3 WHERE entry_id = $1', [entry.entry_id, body, leaf]);
  await client.query(`ALTER TABLE ${entry.partition} ENABLE ALWAYS TRIGGER deny_row`);
  await client.query('COMMIT');
  return { id: 'X01', index: chosen, expect: { exit: 1, reason: 'entry-hash' }, token: true };
}

function asked(words) {
  try {
    const { values, positionals } = parseArgs({ args: words, options: { index: { type: 'string' } }, allowPositionals: true });
    if (positionals.length !== 1 || (values.index !== undefined && !/^(0|[1-9]\d{0,14})$/.test(values.index))) throw new Refused(USAGE);
    return { id: positionals[0], index: values.index === undefined ? undefined : Number(values.index) };
  } catch {
    throw new Refused(USAGE);
  }
}

async function main(words) {
  const { id, index } = asked(words);
  if (id !== 'all' && !TAMPERS.includes(id)) throw new Refused(USAGE);
  if (id !== 'X01') throw new Refused(`not built: tamper ${id}`);
  const run = running();
  if (!run) throw new Refused('Nothing runs here. Start it with npm start.');
  if (run.mode !== 'demonstration' || !run.database?.adminUrl) throw new Refused('Tampers are refused outside of demonstration mode.');
  const client = new pg.Client(run.database.adminUrl);
  await client.connect();
  try {
    return await changeBody(client, index);
  } finally {
    await client.end();
  }
}

try {
  console.log(JSON.stringify(await main(process.argv.slice(2))));
} catch (error) {
  console.error(error instanceof Refused ? error.message : `tamper: ${error.code ?? error.name}`);
  process.exitCode = 2;
}
