// What somebody can do who has the whole server: rows with the triggers off, and the key of the log.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from './stack.mjs';

/** Switches off every guard of the log. */
export async function unlock({ admin }) {
  const { rows } = await admin.query("SELECT c.oid::regclass::text AS name FROM pg_class c WHERE relnamespace = 'tlog'::regnamespace AND relkind IN ('r', 'p') AND relhastriggers");
  for (const { name } of rows) await admin.query(`ALTER TABLE ${name} DISABLE TRIGGER ALL`);
}

/** Leaves in order, each with its entry. */
export async function leavesOf({ admin }) {
  const { rows } = await admin.query('SELECT entry_id, leaf_hash FROM tlog.leaf WHERE log_id = 1 ORDER BY leaf_index');
  return rows;
}

export async function bodyAt({ one }, index) {
  return (await one('SELECT e.body FROM tlog.leaf l JOIN tlog.entry e USING (entry_id) WHERE l.log_id = 1 AND l.leaf_index = $1', [index])).body;
}

/** Another time in the same number of bytes: an entry that is still well formed and says something else. */
export const withOtherTime = (body) =>
  Buffer.from(body.toString('latin1').replace(/("at":"\d{4}-\d\d-\d\dT\d\d:\d\d:)(\d\d)/, (_, before, seconds) => `${before}${String((Number(seconds) + 30) % 60).padStart(2, '0')}`), 'latin1');

/** Changes a stored body; the table checks that body and its own hash agree. @returns the new leaf hash */
export async function changeBody({ admin, programs }, entryId, body) {
  const leaf = Buffer.from(programs.log.leafHash(body, sha256));
  await admin.query('UPDATE tlog.entry SET body = $2, leaf_hash = $3 WHERE entry_id = $1', [entryId, body, leaf]);
  return leaf;
}

/** Appends an entry that no sequencer sees. @returns its row */
export async function hiddenEntry({ one, admin }, { body, leaf }) {
  await admin.query('BEGIN');
  const { id } = await one('SELECT tlog.append(1::smallint, $1::bytea, $2::bytea) AS id', [body, leaf]);
  await admin.query('DELETE FROM tlog.queue WHERE entry_id = $1', [id]);
  await admin.query('COMMIT');
  return { entry_id: id, leaf_hash: leaf };
}

/** Writes leaves, tiles and state anew, so that everything fits together again. */
export async function rewrite({ admin, programs }, leaves) {
  const { grow, rootOfEdge, concatBytes } = programs.log;
  const { edge, size, tiles } = grow([], 0, leaves.map(({ leaf_hash: leaf }) => leaf), sha256);
  const root = Buffer.from(rootOfEdge(edge, sha256));
  await admin.query('BEGIN');
  await admin.query('DELETE FROM tlog.leaf WHERE log_id = 1');
  await admin.query('DELETE FROM tlog.tile WHERE log_id = 1');
  for (const [index, { entry_id: entry, leaf_hash: leaf }] of leaves.entries()) await admin.query('INSERT INTO tlog.leaf VALUES (1, $1, $2, $3)', [index, entry, leaf]);
  for (const tile of tiles) await admin.query('INSERT INTO tlog.tile VALUES (1, $1, $2, $3, $4)', [tile.level, tile.n, Buffer.from(concatBytes(...tile.hashes)), Buffer.from(tile.root)]);
  await admin.query('UPDATE tlog.state SET size = $1, root = $2 WHERE log_id = 1', [size, root]);
  await admin.query('COMMIT');
  return { size, root };
}

/** Signs any tree with the real key of the log, past the signer and its memory. */
export function signedByThief({ folder, origin, programs, key }, { size, root }, thief) {
  const { checkpointText, formatNote, signatureLine, utf8 } = programs.log;
  const text = checkpointText({ origin, size, root });
  const [secret, id] = thief ? [thief.key, thief.vkey.id] : [createPrivateKey(readFileSync(join(folder, 'log-key'))), key.vkey.id];
  return formatNote(text, [signatureLine({ name: origin, id, signature: sign(null, utf8(text), secret) })]);
}

/** A key of somebody else under the name of the log. */
export function otherKey({ origin, programs }) {
  const { privateKey } = generateKeyPairSync('ed25519');
  const raw = Uint8Array.from(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(12));
  const vkey = programs.log.makeVkey(origin, 1, raw, sha256);
  return { key: privateKey, vkey, text: programs.log.formatVkey(vkey) };
}

/** Shows a checkpoint to everybody who asks the log server. */
export async function show({ admin }, { size }, note) {
  await admin.query('UPDATE tlog.published SET size = $1, note = $2, published_at = clock_timestamp() WHERE log_id = 1', [size, note]);
}

/** What a witness says to a checkpoint, asked as the log would ask it. */
export async function askWitness({ programs, witnesses }, name, note, { old, proof = [] }) {
  const { formatAddCheckpoint } = programs.log;
  const answer = await fetch(`${witnesses[name].url}/add-checkpoint`, { method: 'POST', body: formatAddCheckpoint({ old, proof, checkpoint: note }) });
  return { status: answer.status, text: await answer.text() };
}
