// A copy of the running demonstration's log, from which each tamper gets a copy of its own: database, keys, memories of signer and witnesses.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openStack } from './stack.mjs';

/** Entries that are added to the copy, so that it has several full tiles whatever the demonstration did. */
const FILLERS = 600;
const TABLES = {
  entry: ['entry_id', 'log_id', 'recorded_at', 'body', 'leaf_hash'],
  leaf: ['log_id', 'leaf_index', 'entry_id', 'leaf_hash'],
  tile: ['log_id', 'level', 'n', 'hashes', 'root'],
  checkpoint: ['log_id', 'size', 'root', 'epoch', 'note'],
  cosignature: ['log_id', 'size', 'key_name', 'key_id', 'sig_time', 'line'],
  published: ['log_id', 'size', 'note', 'published_at'],
  receipt: ['entry_id', 'note', 'issued_at'],
};
const LONGEST_SOCKET = 100;

const at = (adminUrl, name) => Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;

async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * @param source run.json of the demonstration, and the folder of its state
 * @returns a base that gives out copies; `close` removes all of it
 */
export async function makeBase({ run, state, programs }) {
  const adminUrl = run.database.adminUrl;
  const mark = `tamper_${process.pid}`;
  const names = [];
  const folder = mkdtempSync(join(tmpdir(), 'comity-tamper-'));
  const sql = (text) => withClient(at(adminUrl, 'postgres'), (client) => client.query(text));
  const database = async (name, template) => {
    await sql(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    names.push(name);
    return at(adminUrl, name);
  };

  const memories = join(folder, 'base');
  takeMemories(state, memories); // before the rows: a memory that is behind is caught up with, one that is ahead is a rollback
  const base = `${mark}_base`;
  const url = await database(base, 'template0');
  await copyRows(adminUrl, url, run.log.origin, programs.migrations);
  await database(`${mark}_old`, base);
  cpSync(memories, join(folder, 'old'), { recursive: true });

  const copyOf = async (id, from = 'base', isAtWork = true) => {
    const name = `${mark}_${id.toLowerCase()}_${names.length}`;
    const place = join(folder, name);
    if (join(place, 'signer.sock').length > LONGEST_SOCKET) throw new Error(`the path of temporary files is too long: ${place}`);
    cpSync(join(folder, from), place, { recursive: true });
    return openStack({ url: await database(name, `${mark}_${from}`), folder: place, origin: run.log.origin, programs, isAtWork });
  };

  const stack = await openStack({ url, folder: memories, origin: run.log.origin, programs });
  await stack.append(FILLERS);
  await stack.published();
  await stack.stop();
  return {
    copyOf,
    /** The log as it was before the fillers, at rest: yesterday's backup. */
    old: () => copyOf('old', 'old', false),
    /** What signer and witnesses of one copy know, given to another: it lies apart from the database. */
    memories: (from, to) => {
      for (const name of ['memory', 'witness-1', 'witness-2']) cpSync(join(from.folder, name), join(to.folder, name), { recursive: true });
    },
    close: async () => {
      for (const name of names) await sql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function takeMemories(state, folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secrets = process.env.COMITY_SECRETS ?? join(state, 'secrets');
  for (const file of ['log-key', 'receipt-key']) cpSync(join(secrets, file), join(folder, file));
  cpSync(join(state, 'signer-memory'), join(folder, 'memory'));
  for (const name of ['witness-1', 'witness-2']) cpSync(join(state, name), join(folder, name), { recursive: true });
}

/** The schema of the log as the product has it, and its rows as they are at one moment. */
async function copyRows(adminUrl, url, origin, migrations) {
  process.env.LOG_ORIGIN = origin;
  await withClient(url, async (to) => {
    await to.query(readFileSync(new URL('../../infra/postgres/roles.sql', import.meta.url), 'utf8'));
    for (const Migration of migrations) {
      await to.query('BEGIN');
      await new Migration().up(to);
      await to.query('COMMIT');
    }
    await withClient(adminUrl, async (from) => {
      await from.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      for (const [table, columns] of Object.entries(TABLES)) {
        const { rows } = await from.query(`SELECT ${columns.join(', ')} FROM tlog.${table}${table === 'entry' ? ' WHERE entry_id IN (SELECT entry_id FROM tlog.leaf)' : ''}`);
        const places = columns.map((_, number) => `$${number + 1}`).join(', ');
        for (const row of rows) await to.query(`INSERT INTO tlog.${table} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE VALUES (${places})`, columns.map((name) => row[name]));
      }
      const { rows: [tree] } = await from.query('SELECT size, root, low_water, epoch FROM tlog.state WHERE log_id = 1');
      await to.query('UPDATE tlog.state SET size = $1, root = $2, epoch = $3 WHERE log_id = 1', [tree.size, tree.root, tree.epoch]);
      const { rows: [last] } = await from.query('SELECT last_value FROM tlog.entry_entry_id_seq');
      await to.query("SELECT setval('tlog.entry_entry_id_seq', $1)", [last.last_value]);
      await from.query('COMMIT');
    });
  });
}
