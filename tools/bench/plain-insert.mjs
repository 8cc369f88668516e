// The same rows and bytes that a submit writes, written by plain SQL: no walls, no triggers, no sealing, no HTTP. The least that the database asks for them.
import pg from 'pg';

/** Tables that a submit writes a row to, with how its rows are found. `$1` is the id of the request. */
const WRITTEN = [
  ['comity.idempotency', 'where record_id = $1 and route = \'request.submit\''],
  ['tlog.entry', 'where entry_id = (select entry_id from comity.request_version where request_id = $1)'],
  ['comity.data_request', 'where id = $1'],
  ['comity.sealed', 'where record_id = $1 and version = 1'],
  ['comity.request_version', 'where request_id = $1'],
  ['comity.request_line', 'where request_id = $1'],
  ['comity.outbox', 'where subject = $1 and kind = \'screen\''],
]; // prettier-ignore
/** Numbers that the database gives out stay as they are: the tables of the baseline are new. */
const asText = { getTypeParser: () => (value) => value };

/** Statements of each submit: `[{ text, values }, …]`, one list a request. The queue of the log has one row more, which its entry names. */
async function statementsOf(client, ids) {
  const lists = [];
  for (const id of ids) {
    const list = [];
    for (const [table, where] of WRITTEN) {
      const { rows, fields } = await client.query({ text: `select * from ${table} ${where}`, values: [id], types: asText });
      const names = fields.map(({ name }) => `"${name}"`);
      const text = `insert into baseline.${table.split('.')[1]} (${names}) values (${names.map((_, at) => `$${at + 1}`)})`;
      for (const row of rows) {
        list.push({ name: `insert ${table}`, text, values: Object.values(row) });
        if (table === 'tlog.entry')
          list.push({ name: 'insert queue', text: 'insert into baseline.queue values ($1, $2, $3)', values: [row.entry_id, row.log_id, row.leaf_hash] });
      }
    }
    if (list.length < WRITTEN.length + 1) throw new Error(`A submit left ${list.length} rows, fewer than it writes.`);
    lists.push(list);
  }
  return lists;
}

/**
 * Writes again what the submits of `ids` wrote, one transaction each, `width` at a time.
 * @returns transactions per second, and how many rows one has.
 */
export async function plainInserts(adminUrl, ids, width, inParallel) {
  const pool = new pg.Pool({ connectionString: adminUrl, max: width });
  try {
    await pool.query('drop schema if exists baseline cascade; create schema baseline');
    for (const name of [...WRITTEN.map(([table]) => table), 'tlog.queue'])
      await pool.query(`create table baseline.${name.split('.')[1]} (like ${name} including defaults including indexes)`);
    const lists = await statementsOf(pool, ids);
    const clients = await Promise.all(Array.from({ length: width }, () => pool.connect()));
    const free = [...clients];
    const from = performance.now();
    await inParallel(lists, width, async (list) => {
      const client = free.pop();
      await client.query('begin');
      for (const statement of list) await client.query(statement);
      await client.query('commit');
      free.push(client);
    });
    const perS = ids.length / ((performance.now() - from) / 1000);
    for (const client of clients) client.release();
    await pool.query('drop schema baseline cascade');
    return { perS, rows: lists[0].length };
  } finally {
    await pool.end();
  }
}
