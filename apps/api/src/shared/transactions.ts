import { type DataSource, type EntityManager } from 'typeorm';
import { type Due } from './outbox.js';
import { NIL_AGENCY, signContext, type Principal } from './signed-context.js';

/** One database transaction, handed down as the first argument of whatever reads or writes. Never ambient. */
export type Tx = EntityManager;

/** Clocks of a transaction: `at` is the database's real clock (the log's time), `now` is business time, `comity.now()`. */
export interface Moment {
  at: Date;
  now: Date;
}

/** Clocks of the statement that opened `tx`. */
export function momentOf(tx: Tx): Moment {
  return tx.queryRunner!.data as Moment;
}

/**
 * The only doors to the database. Each opens a transaction, reads the backend's id and the clocks, and sets the signed context local to the transaction:
 * a session-level setting would leak to the next borrower of the connection (security.md 3.4).
 */
export class Transactions {
  constructor(
    private readonly source: DataSource,
    private readonly contextKey: string,
  ) {}

  /** Runs `work` with the rights of an officer's agency and person. */
  as<T>(who: Principal, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.source.transaction(async (tx) => {
      await this.enter(tx, who);
      return work(tx);
    });
  }

  /** Runs `work` as Comity itself: the clock, the seed, a refusal of somebody unknown. */
  asMachine<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.as({ agencyId: NIL_AGENCY }, work);
  }

  /**
   * Locks outbox row `id`, takes the context of the agency and person it names, and runs `work`. Resolves to undefined when another worker holds
   * the row, it is answered or parked already, or its time has not come: a ring is only a hint, and waiting times are kept here.
   */
  asOwnerOf<T>(id: string, work: (tx: Tx, due: Due) => Promise<T>): Promise<T | undefined> {
    return this.asMachine(async (tx) => {
      const [due] = await tx.query<Due[]>(
        `select id, queue, kind, subject, agency_id as "agencyId", person_id as "personId", attempts from comity.outbox
          where id = $1 and answered_at is null and parked is null and due_at <= comity.now() for update skip locked`,
        [id],
      );
      if (!due) return undefined;
      await this.enter(tx, { agencyId: due.agencyId, personId: due.personId ?? undefined });
      return work(tx, due);
    });
  }

  private async enter(tx: Tx, who: Principal): Promise<void> {
    const [opened] = await tx.query<[{ pid: number; at: Date; now: Date }]>('select pg_backend_pid() as pid, clock_timestamp() as at, comity.now() as now');
    await tx.query("select set_config('app.ctx', $1, true)", [signContext(this.contextKey, who, opened.pid, opened.at)]);
    Object.assign(tx.queryRunner!.data, { at: opened.at, now: opened.now } satisfies Moment);
  }
}
