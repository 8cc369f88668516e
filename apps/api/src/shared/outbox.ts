import { newId } from './new-id.js';
import { type QueueName } from './queues.js';
import { type Tx } from './transactions.js';

/** What is owed, and for whom. The row is the truth; the job that rings for it carries `id` and nothing else. */
export interface Due {
  id: string;
  queue: QueueName;
  /** Names the handler. */
  kind: string;
  /** Id of the record the work is about. */
  subject: string;
  agencyId: string;
  personId: string | null;
  /** Failed attempts so far. */
  attempts: number;
}

/** Writes an outbox row in the transaction of the act that owes it. `afterS` seconds of business time must pass before it is due. */
export async function owe(
  tx: Tx,
  owed: { queue: QueueName; kind: string; subject: string; agencyId: string; personId?: string | null; afterS?: number },
): Promise<Due> {
  const due: Due = { id: newId(), queue: owed.queue, kind: owed.kind, subject: owed.subject, agencyId: owed.agencyId, personId: owed.personId ?? null, attempts: 0 };
  await tx.query(
    `insert into comity.outbox (id, queue, kind, subject, agency_id, person_id, due_at)
     values ($1, $2, $3, $4, $5, $6, comity.now() + make_interval(secs => $7))`,
    [due.id, due.queue, due.kind, due.subject, due.agencyId, due.personId, owed.afterS ?? 0],
  );
  return due;
}

/** Marks a row answered; called in the transaction that did the work. */
export async function answered(tx: Tx, due: Due): Promise<void> {
  await tx.query('update comity.outbox set answered_at = clock_timestamp() where id = $1', [due.id]);
}

/** Seconds to wait after each failed attempt; after the last one the row is parked and waits for a person (reliability.md 5.2). */
const RETRY_S = [1, 10, 60, 600, 3600];
export const ATTEMPTS = RETRY_S.length;

/** Notes a failed attempt in a short transaction of its own. Resolves to true when the row is parked by it. `code` never holds content. */
export async function noteFailure(tx: Tx, id: string, code: string): Promise<boolean> {
  const rows: [{ attempts: number }[], number] = await tx.query(
    `update comity.outbox set attempts = attempts + 1,
            parked = case when attempts + 1 >= $2 then $3 end,
            due_at = comity.now() + make_interval(secs => ($4::int[])[least(attempts + 1, $2)])
      where id = $1 and answered_at is null and parked is null returning attempts`,
    [id, ATTEMPTS, code, RETRY_S],
  );
  return (rows[0][0]?.attempts ?? 0) >= ATTEMPTS;
}

/** Ids of rows that are owed, due and not fresh (a ring is faster than this), agencies in turn so that none starves another. */
export async function overdue(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select id from (select id, row_number() over (partition by agency_id order by due_at) as turn, due_at from comity.outbox
       where answered_at is null and parked is null and due_at <= comity.now() and created_at < clock_timestamp() - interval '10 seconds') owed
      order by turn, due_at limit $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}
