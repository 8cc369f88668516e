// What a product leaves behind, read past its API: entries with their bodies, every stored text, the logs of its programs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { root } from '../start/places.mjs';

/** Kinds that a refused attempt leaves. */
export const REFUSED = ['access.refused', 'step.refused', 'auth.refused', 'import.refused'];

/** Opens the database of the product as its superuser, who is behind no wall. */
export async function openDatabase(product) {
  const client = new pg.Client({ connectionString: product.database.adminUrl });
  client.on('error', () => {});
  await client.connect();
  const rows = async (sql, values) => (await client.query(sql, values)).rows;
  return {
    rows,
    close: () => client.end(),
    /** Entries after `entryId` in the order of their arrival: `{ entryId, index, leafHash, ...body }`. */
    async entries(entryId = '0') {
      const found = await rows(
        `select e.entry_id as "entryId", l.leaf_index::int as index, encode(e.leaf_hash, 'base64') as "leafHash", convert_from(e.body, 'UTF8') as body
           from tlog.entry e left join tlog.leaf l on l.entry_id = e.entry_id where e.entry_id > $1 order by e.entry_id`,
        [entryId],
      );
      return found.map(({ body, ...place }) => ({ ...place, ...JSON.parse(body) }));
    },
    /** Refusals that were equal to one of the minute before and wait to become one entry with their number. */
    async repeatedRefusals() {
      return (await rows('select coalesce(sum(more), 0)::int as count from comity.refusal'))[0].count;
    },
    async lastEntry() {
      return (await rows('select coalesce(max(entry_id), 0)::text as id from tlog.entry'))[0].id;
    },
    /** Every value of every row of every table, by table: bytes as the text that they would be. */
    async texts() {
      const columns = await rows(
        `select format('%I.%I', c.table_schema, c.table_name) as table, format('%I', c.column_name) as column, c.data_type as type
           from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
          where c.table_schema in ('comity', 'sec', 'bullmq', 'tlog') and t.table_type = 'BASE TABLE'`,
      );
      const texts = new Map();
      for (const { table, column, type } of columns) {
        const value = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`;
        const found = await rows(`select string_agg(${value}, E'\\n') as text from ${table}`);
        texts.set(table, `${texts.get(table) ?? ''}\n${found[0].text ?? ''}`);
      }
      return texts;
    },
  };
}

/** Logs of the programs and of the database, by file. */
export const programLogs = (state) => new Map(readdirSync(join(state, 'log')).map((name) => [`log/${name}`, readFileSync(join(state, 'log', name), 'utf8')]));

const operations = Object.entries(JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8')).paths).flatMap(([path, methods]) => {
  const form = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
  return Object.entries(methods).map(([method, { operationId }]) => ({ method: method.toUpperCase(), form, act: operationId, fixed: !path.includes('{') }));
});

/** The act that a call asks for, by the described interface. */
export function actOf({ method, path }) {
  const [bare] = path.split('?');
  const found = operations.filter((one) => one.method === method && one.form.test(bare)).sort((a, b) => Number(b.fixed) - Number(a.fixed))[0];
  if (!found) throw new Error(`openapi.json does not describe ${method} ${bare}`);
  return found.act;
}

/** Ids of records and names of agencies, which are public. */
const PUBLIC = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^National unit [A-E]$/;

/** Values that belong to people, and words that somebody wrote: each string of the sample that is neither a code nor a time. */
export function privateValues(...samples) {
  const found = new Set();
  const take = (value) => {
    if (typeof value === 'string') {
      const text = value.trim();
      const isTime = /^\d{4}-\d\d-\d\d(T|$)/.test(text);
      if (text.length >= 8 && !isTime && !PUBLIC.test(text) && /[\s\d@.]/.test(text)) found.add(text);
    } else if (typeof value === 'object' && value !== null) for (const [name, member] of Object.entries(value)) if (name !== 'path') take(member); // a path names a question
  };
  for (const sample of samples) {
    if (typeof sample === 'string') for (const [, text] of sample.matchAll(/>([^<>]+)</g)) take(text);
    else take(sample);
  }
  return [...found];
}

/** Which of `values` stand in `text`, upper and lower case alike. */
export function standsIn(text, values) {
  const lower = text.toLowerCase();
  return values.filter((value) => lower.includes(value.toLowerCase()));
}
