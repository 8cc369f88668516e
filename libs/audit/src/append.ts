import { createHash } from 'node:crypto';
import { type AuditEvent } from '@comity/contract';
import { base64, concatBytes } from '@comity/transparency-log';
import { type EntityManager } from 'typeorm';
import { eventBytes, type Moment } from './event-bytes.js';
import { LOG_ID } from './log-id.js';

/** An entry that stands in the transaction. */
export interface Appended {
  /** Row of the entry, a bigint as text: order of arrival, not the index in the log. */
  entryId: string;
  /** `id` of the entry. */
  id: string;
  /** Base64 of 32 bytes; what a proof of the entry is asked for. */
  leafHash: string;
}

/** Many entries that stand in the transaction, in the order of the call. */
export interface AppendedMany {
  /** Row of the first. Those after it rise, but rows of others may lie between. */
  firstEntryId: string;
  entries: Omit<Appended, 'entryId'>[];
}

/** Clocks that `Transactions` left when it opened the transaction. */
function momentOf(tx: EntityManager): Moment {
  const { at, now } = (tx.queryRunner?.data ?? {}) as Partial<Moment>;
  if (!(at instanceof Date)) throw new Error('append outside of a transaction that Transactions opened');
  return { at, ...(now instanceof Date ? { now } : {}) };
}

const APPEND = 'select tlog.append($1::smallint, $2::bytea, $3::bytea) as "entryId"';
/** The same, and both sides are owed a log receipt. One statement: the append is paid for in round trips. */
const APPEND_AND_OWE = `with appended as materialized (${APPEND}), owed as (insert into tlog.receipt_due (entry_id) select "entryId" from appended)
  select "entryId" from appended`;

/** Whether somebody else is party to the act, who then gets a receipt of it, as the one who acted does. @source log.md 3.1, 9.3 */
function isBetweenAgencies({ actor, parties = [] }: AuditEvent): boolean {
  const own = 'jurisdiction' in actor ? actor.jurisdiction : undefined;
  return own === undefined ? parties.length > 1 : parties.some((party) => party !== own);
}

/**
 * Appends one event in the act's own transaction, after its last lock and its last read of other people's rows.
 * Rolls back with the act; the act fails if it fails.
 * @throws {EventRefused | EntryRefused} before anything is written.
 * @source log.md 3.1
 */
export async function append(tx: EntityManager, event: AuditEvent): Promise<Appended> {
  const { id, body, leaf } = eventBytes(event, momentOf(tx));
  const rows = await tx.query<[{ entryId: string }]>(isBetweenAgencies(event) ? APPEND_AND_OWE : APPEND, [LOG_ID, Buffer.from(body), Buffer.from(leaf)]);
  return { entryId: rows[0].entryId, id, leafHash: base64(leaf) };
}

/**
 * Appends many events in one statement, for imports: all bodies travel as one byte string, which drivers send several times faster than a list.
 * An import is an agency's own act, so nobody is owed a receipt for it.
 * @throws {RangeError} on an empty list.
 * @throws {EventRefused | EntryRefused} before anything is written.
 * @source log.md 3.1, 15
 */
export async function appendMany(tx: EntityManager, events: readonly AuditEvent[]): Promise<AppendedMany> {
  if (events.length === 0) throw new RangeError('nothing to append');
  const moment = momentOf(tx);
  const made = events.map((event) => eventBytes(event, moment));
  const lengths = made.map(({ body }) => body.length);
  let next = 1;
  const offsets = lengths.map((length) => {
    const offset = next;
    next += length;
    return offset;
  });
  const packed = [concatBytes(...made.map(({ body }) => body)), concatBytes(...made.map(({ leaf }) => leaf))].map((bytes) => Buffer.from(bytes));
  const rows = await tx.query<[{ firstEntryId: string }]>('select tlog.append_many($1::smallint, $2::bytea, $3::int[], $4::int[], $5::bytea) as "firstEntryId"', [
    LOG_ID,
    packed[0],
    offsets,
    lengths,
    packed[1],
  ]);
  return { firstEntryId: rows[0].firstEntryId, entries: made.map(({ id, leaf }) => ({ id, leafHash: base64(leaf) })) };
}

/**
 * Appends one event of a job that has no row of its own, at most once for each key, however often and by how many the job is done.
 * @param key text that names what the event is about; the same key later is not an error and appends nothing.
 * @returns whether this call appended it.
 * @throws {EventRefused | EntryRefused} before anything is written.
 * @source log.md 3.1
 */
export async function appendOnce(tx: EntityManager, key: string, event: AuditEvent): Promise<boolean> {
  const { body, leaf } = eventBytes(event, momentOf(tx));
  const hex = createHash('sha256').update(key).digest('hex');
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  await tx.query('savepoint once');
  try {
    await tx.query('select tlog.append_once($1::smallint, $2::uuid, $3::bytea, $4::bytea)', [LOG_ID, uuid, Buffer.from(body), Buffer.from(leaf)]);
    return true;
  } catch (error) {
    // Bodies carry a nonce, so a second one under the key is always another: the first stands.
    if ((error as { code?: unknown }).code !== '23505') throw error;
    await tx.query('rollback to savepoint once');
    return false;
  }
}
