// The same acts three ways: through the log, by plain SQL, and through a table that chains its rows. One transaction each, fsync on.
import pg from 'pg';
import { anEntry, packed } from './log-entries.mjs';

/** An act's own row and its entry, in one statement and so in one transaction. */
const SINGLE = {
  log: 'with a as (select tlog.append(1::smallint, $1, $2) as entry_id) insert into bench.act select $3, entry_id from a returning entry_id',
  plain:
    'with a as (insert into bench.plain (body, leaf_hash) values ($1, $2) returning entry_id) insert into bench.act select $3, entry_id from a returning entry_id',
  chain:
    'with a as (insert into bench.chain (body, leaf_hash) values ($1, $2) returning entry_id) insert into bench.act select $3, entry_id from a returning entry_id',
};
const UNPACKED = `select substring($1::bytea from o for l), substring($4::bytea from (32 * (r - 1) + 1)::int for 32)
  from unnest($2::int[], $3::int[]) with ordinality as t (o, l, r)`;
const BULK = {
  log: 'select tlog.append_many(1::smallint, $1::bytea, $2::int[], $3::int[], $4::bytea)',
  plain: `insert into bench.plain (body, leaf_hash) ${UNPACKED}`,
  chain: `insert into bench.chain (body, leaf_hash) ${UNPACKED}`,
};

/** Tables beside the log: rows as it stores them, and a naive chain, each row over the one before it. */
export const SCHEMA = `
  drop schema if exists bench cascade; create schema bench;
  create table bench.act (id uuid primary key, entry_id bigint not null);
  create table bench.plain (entry_id bigint generated always as identity primary key, recorded_at timestamptz not null default clock_timestamp(),
    body bytea not null, leaf_hash bytea not null);
  create table bench.chain (like bench.plain including all, hash bytea not null);
  create table bench.head (one boolean primary key, hash bytea not null);
  insert into bench.head values (true, sha256(''));
  create function bench.link() returns trigger language plpgsql security definer as $$ declare before bytea; begin
    select hash into before from bench.head for update;
    new.hash := sha256(before || new.body); update bench.head set hash = new.hash; return new; end $$;
  create trigger link before insert on bench.chain for each row execute function bench.link();
  grant usage on schema bench to comity_api; grant select, insert on all tables in schema bench to comity_api;`;

/** `width` connections as the API has them. @param way `log`, `plain` or `chain` */
export async function openWriters(url, width) {
  const clients = await Promise.all(
    Array.from({ length: width }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const one = async (client, way) => {
    const { id, body, leaf } = anEntry();
    const { rows } = await client.query({ name: `single-${way}`, text: SINGLE[way], values: [body, leaf, id] });
    return rows[0].entry_id;
  };
  const many = (client, way, count) => {
    const { bodies, offsets, lengths, leaves } = packed(count);
    return client.query({ name: `bulk-${way}`, text: BULK[way], values: [bodies, offsets, lengths, leaves] });
  };
  const until = async (ms, work) => {
    const from = performance.now();
    let done = 0;
    await Promise.all(clients.map(async (client) => {
      while (performance.now() - from < ms) done += await work(client);
    })); // prettier-ignore
    return done / ((performance.now() - from) / 1000);
  };
  return {
    /** Acts per second, one entry each. */
    single: (way, ms) => until(ms, async (client) => (await one(client, way), 1)),
    /** Entries per second, `count` a transaction. */
    bulk: (way, ms, count) => until(ms, async (client) => (await many(client, way, count), count)),
    /** Exactly `total` entries, `count` a transaction. */
    async grow(total, count) {
      let left = Math.ceil(total / count);
      await Promise.all(clients.map(async (client) => {
        while (left-- > 0) await many(client, 'log', count);
      })); // prettier-ignore
    },
    /** Acts at a constant rate, whether or not earlier ones are done. Milliseconds since 1970 of each commit, by the row of its entry, and the rate that was reached. */
    async paced(rate, ms) {
      const commits = new Map();
      const free = [...clients];
      const waiting = [];
      const take = () => (free.length > 0 ? free.pop() : new Promise((resolve) => waiting.push(resolve)));
      const give = (client) => (waiting.length > 0 ? waiting.shift()(client) : free.push(client));
      const from = Date.now();
      const acts = [];
      while (Date.now() - from < ms) {
        const due = Math.floor(((Date.now() - from) * rate) / 1000);
        while (acts.length < due) {
          acts.push((async () => {
            const client = await take();
            const entryId = await one(client, 'log');
            commits.set(entryId, performance.timeOrigin + performance.now());
            give(client);
          })()); // prettier-ignore
        }
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await Promise.all(acts);
      return { commits, perS: (commits.size * 1000) / (Date.now() - from) };
    },
    close: () => Promise.all(clients.map((client) => client.end())),
  };
}
