// Tamper X01 on the running demonstration: the stored body of a published entry says another time. Its leaf and the tiles stay as they were.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { withOtherTime } from './forge.mjs';
import { Refused } from './refused.mjs';

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
  if (body.equals(entry.body)) throw new Refused('This entry has no time that could be changed.');
  const leaf = createHash('sha256').update(Buffer.of(0)).update(body).digest();
  await client.query('BEGIN');
  await client.query(`ALTER TABLE ${entry.partition} DISABLE TRIGGER deny_row`);
  // The table checks that body and its own hash agree; what the tree holds is another copy.
  await client.query('UPDATE tlog.entry SET body = $2, leaf_hash = $3 WHERE entry_id = $1', [entry.entry_id, body, leaf]);
  await client.query(`ALTER TABLE ${entry.partition} ENABLE ALWAYS TRIGGER deny_row`);
  await client.query('COMMIT');
  return { id: 'X01', index: chosen, expect: { exit: 1, reason: 'entry-hash' }, token: true };
}

/** @param run of run.json @param index of the entry; the middle one without it */
export async function changeRunning(run, index) {
  const client = new pg.Client(run.database.adminUrl);
  await client.connect();
  try {
    return await changeBody(client, index);
  } finally {
    await client.end();
  }
}
