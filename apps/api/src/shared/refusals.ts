import { createHash } from 'node:crypto';
import { append } from '@comity/audit';
import { type AuditEvent } from '@comity/contract';
import { NIL_AGENCY, type Principal } from './signed-context.js';
import { momentOf, type Transactions, type Tx } from './transactions.js';

/** Kinds of entry that a refused attempt leaves. */
export type RefusalEvent = Extract<AuditEvent, { kind: 'access.refused' | 'step.refused' | 'auth.refused' }>;
/** The event before it was counted. */
export type Refusal = { [K in RefusalEvent['kind']]: Omit<Extract<RefusalEvent, { kind: K }>, 'data'> & { data: Omit<Extract<RefusalEvent, { kind: K }>['data'], 'count' | 'first_at'> } }[RefusalEvent['kind']];

/**
 * Writes refused attempts to the log. A refusal rolled its own transaction back, so this is a second, short one. Equal refusals (same act, actor and
 * object) within a minute are counted: the first is an entry at once, the rest become one entry with their number.
 * @source log.md 3.1
 */
export class Refusals {
  constructor(private readonly transactions: Transactions) {}

  async note(who: Principal | undefined, refusal: Refusal): Promise<void> {
    const principal = who ?? { agencyId: NIL_AGENCY };
    const key = createHash('sha256').update(JSON.stringify(refusal)).digest('hex');
    await this.transactions.as(principal, async (tx) => {
      const counted: [unknown[], number] = await tx.query(
        `update comity.refusal set more = more + 1 where key = $1 and first_at > clock_timestamp() - interval '60 seconds' returning key`,
        [key],
      );
      if (counted[1] > 0) return;
      const first = await tx.query<{ key: string }[]>(
        `insert into comity.refusal (key, agency_id, event) values ($1, $2, $3)
         on conflict (key) do update set first_at = clock_timestamp() where refusal.more = 0 returning key`,
        [key, principal.agencyId, JSON.stringify(refusal)],
      );
      // No row: repeats of an earlier minute still wait to be written; this one joins them.
      if (first.length === 0) await tx.query('update comity.refusal set more = more + 1 where key = $1', [key]);
      else await appendCounted(tx, refusal, 1, momentOf(tx).at.toISOString());
    });
  }

  /** Worker: writes the repeats of finished minutes, and forgets refusals that did not repeat. */
  async flush(): Promise<void> {
    await this.transactions.asMachine(async (tx) => {
      const rows = await tx.query<{ key: string; event: Refusal; more: number; firstAt: Date }[]>(
        `select key, event, more, first_at as "firstAt" from comity.refusal
          where first_at < clock_timestamp() - interval '60 seconds' order by key limit 100 for update skip locked`,
      );
      for (const row of rows) if (row.more > 0) await appendCounted(tx, row.event, row.more, row.firstAt.toISOString());
      await tx.query('delete from comity.refusal where key = any ($1)', [rows.map((row) => row.key)]);
    });
  }
}

async function appendCounted(tx: Tx, refusal: Refusal, count: number, firstAt: string): Promise<void> {
  await append(tx, { ...refusal, data: { ...refusal.data, count, first_at: firstAt } } as RefusalEvent);
}
