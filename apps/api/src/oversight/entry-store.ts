import { LOG_ID, logReader, type LogReader } from '@comity/audit';
import { type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';

/** An entry as it lies in the log. `index` is null until the sequencer has given it one. */
export interface StoredEntry {
  entryId: string;
  index: number | null;
  body: Buffer;
  leafHash: Buffer;
}

/** A log receipt as it was issued. */
export interface StoredReceipt {
  entryId: string;
  issuedAt: string;
  note: string;
}

/** Which entries are meant; every member narrows. */
export interface EntryFilter {
  kinds?: string[] | undefined;
  agency?: string | undefined;
  case?: string | undefined;
  actor?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  corridor?: { requesting: string; holding: string } | undefined;
  /** Only entries that one of these jurisdictions is party to or acted in; absent for a full mandate. */
  mandate?: readonly string[] | undefined;
}

/** Connections of the API for reading entries (security.md 3.5). */
const POOL = 2;
const COLUMNS = 'e.entry_id as "entryId", l.leaf_index::float8 as index, e.body, e.leaf_hash as "leafHash"';
const FROM = `from tlog.entry e left join tlog.leaf l on l.entry_id = e.entry_id cross join lateral (select convert_from(e.body, 'UTF8')::jsonb as b) j where e.log_id = ${LOG_ID}`;

/** Reads entries and the published log as the database role that may do nothing else. */
export class EntryStore implements OnApplicationShutdown {
  private readonly pool: Pool;
  readonly log: LogReader;

  /** @param connectionString of the login `comity_auditor`. */
  constructor(connectionString: string) {
    this.pool = new Pool({ connectionString, max: POOL, connectionTimeoutMillis: 2000, application_name: 'comity_auditor' });
    this.pool.on('error', () => undefined);
    this.log = logReader(this.pool);
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.end();
  }

  async at(index: number): Promise<StoredEntry | undefined> {
    const { rows } = await this.pool.query<StoredEntry>(
      `select ${COLUMNS} from tlog.leaf l join tlog.entry e on e.entry_id = l.entry_id where l.log_id = $1 and l.leaf_index = $2`,
      [LOG_ID, index],
    );
    return rows[0];
  }

  /** Newest first, those below `before` where it is given. */
  async search(filter: EntryFilter, limit: number, before?: string): Promise<StoredEntry[]> {
    const values: unknown[] = [];
    const given = (sql: (place: string) => string, value: unknown): string => (value === undefined ? '' : ` and ${sql(`$${values.push(value)}`)}`);
    const where = [
      given((p) => `e.entry_id < ${p}`, before),
      given((p) => `b ->> 'kind' = any (${p})`, filter.kinds),
      given((p) => `b -> 'actor' ->> 'agency' = ${p}`, filter.agency),
      given((p) => `b -> 'actor' ->> 'officer' = ${p}`, filter.actor),
      given((p) => `(b ->> 'case' = ${p} or b -> 'on' ->> 'id' = ${p})`, filter.case),
      given((p) => `b ->> 'at' >= ${p}`, filter.from && new Date(filter.from).toISOString()),
      given((p) => `b ->> 'at' <= ${p}`, filter.to && new Date(filter.to).toISOString()),
      given((p) => `b -> 'parties' ?& ${p}`, filter.corridor && [filter.corridor.requesting, filter.corridor.holding]),
      given((p) => `(b -> 'parties' ?| ${p} or b -> 'actor' ->> 'jurisdiction' = any (${p}))`, filter.mandate),
    ].join('');
    const { rows } = await this.pool.query<StoredEntry>(`select ${COLUMNS} ${FROM}${where} order by e.entry_id desc limit $${values.push(limit)}`, values);
    return rows;
  }

  /** Entries [from, to) in the order of the log. */
  async inOrder(from: number, to: number): Promise<{ index: number; leafHash: Buffer; body: Buffer }[]> {
    const { rows } = await this.pool.query<{ index: number; leafHash: Buffer; body: Buffer }>(
      `select l.leaf_index::float8 as index, l.leaf_hash as "leafHash", e.body from tlog.leaf l join tlog.entry e on e.entry_id = l.entry_id
        where l.log_id = $1 and l.leaf_index >= $2 and l.leaf_index < $3 order by l.leaf_index`,
      [LOG_ID, from, to],
    );
    return rows;
  }

  /** Note of the receipt of one entry, if one was issued. */
  async receiptOf(entryId: string): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ note: string }>('select note from tlog.receipt where entry_id = $1', [entryId]);
    return rows[0]?.note;
  }

  /** Receipts of acts that this jurisdiction is party to or that this agency did, in the order of the acts, those behind `after` where it is given. */
  async receipts(
    of: { jurisdiction: string; agency: string; from?: string | undefined; to?: string | undefined },
    limit: number,
    after?: string,
  ): Promise<StoredReceipt[]> {
    const { rows } = await this.pool.query<{ entryId: string; issuedAt: Date; note: string }>(
      `select r.entry_id::text as "entryId", r.issued_at as "issuedAt", r.note from tlog.receipt r join tlog.entry e on e.entry_id = r.entry_id
        cross join lateral (select convert_from(e.body, 'UTF8')::jsonb as b) j
        where (b -> 'parties' ? $1 or b -> 'actor' ->> 'agency' = $2) and ($3::bigint is null or r.entry_id > $3)
          and ($4::timestamptz is null or r.issued_at >= $4) and ($5::timestamptz is null or r.issued_at < $5)
        order by r.entry_id limit $6`,
      [of.jurisdiction, of.agency, after ?? null, of.from ?? null, of.to ?? null, limit],
    );
    return rows.map((row) => ({ ...row, issuedAt: row.issuedAt.toISOString() }));
  }

  /** Number of entries under the published checkpoint. */
  async publishedSize(): Promise<number> {
    return (await this.log.published())?.size ?? 0;
  }
}
