import { momentOf, type Transactions } from './transactions.js';

/** Milliseconds between two sweeps; the first comes with the first look. */
const EVERY_MS = 3_600_000;
/** Rows of one transaction. */
const AT_ONCE = 5000;
/** Milliseconds of real time that an idempotency key is remembered, and a done piece of work. */
const KEPT_MS = 24 * 3_600_000;

/** What is forgotten, by table: the time that its age counts from. Work that was never done has none and stays. */
const AGED = { idempotency: 'made_at', outbox: 'answered_at' } as const;

/** Forgets idempotency keys and answered outbox rows of yesterday. Nothing of a case stands in them, and each act left its entry. */
export class Sweep {
  private next = 0;

  constructor(private readonly transactions: Transactions) {}

  /** Does nothing until its time has come. */
  async run(nowMs = performance.now()): Promise<void> {
    if (nowMs < this.next) return;
    for (const [table, since] of Object.entries(AGED)) {
      while ((await this.forget(table, since)) === AT_ONCE);
    }
    this.next = nowMs + EVERY_MS;
  }

  private async forget(table: string, since: string): Promise<number> {
    const [, count] = await this.transactions.asMachine((tx) =>
      tx.query<[unknown[], number]>(`delete from comity.${table} where ctid in (select ctid from comity.${table} where ${since} < $1 limit $2)`, [
        new Date(momentOf(tx).at.getTime() - KEPT_MS),
        AT_ONCE,
      ]),
    );
    return count;
  }
}
