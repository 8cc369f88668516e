import { answered, noteFailure, type Due } from './outbox.js';
import { type Queues } from './queues.js';
import { type Transactions, type Tx } from './transactions.js';

/** Work of one kind. `run` locks its subject, looks at its state, works, appends and writes; it must be safe to run twice and make no network call. */
export interface Handler {
  kind: string;
  run(tx: Tx, due: Due): Promise<Due[]>;
  /** Leaves its mark when the last attempt failed and the row is parked. */
  parked?(tx: Tx, due: Due): Promise<void>;
}

/** Does what an outbox row asks for, once. Rings and the reconciler call the same function. */
export class Answer {
  private readonly handlers: Map<string, Handler>;

  /** @throws {Error} when two handlers claim one kind. */
  constructor(
    private readonly transactions: Transactions,
    private readonly queues: Queues,
    handlers: Handler[],
    private readonly failed: (id: string, error: unknown) => string,
  ) {
    this.handlers = new Map(handlers.map((handler) => [handler.kind, handler]));
    if (this.handlers.size !== handlers.length) throw new Error('Two handlers answer one kind of work.');
  }

  async answer(id: string): Promise<void> {
    let owed: Due | undefined;
    try {
      const next = await this.transactions.asOwnerOf(id, async (tx, due) => {
        owed = due;
        const handler = this.handlers.get(due.kind);
        if (!handler) throw new Error(`No handler for work of kind ${due.kind}.`);
        const rings = await handler.run(tx, due);
        await answered(tx, due);
        return rings;
      });
      // With no queue to ring, this worker goes on with what follows itself: else each step would wait for the reconciler.
      for (const ring of next ?? []) if (!(await this.queues.ring(ring))) await this.answer(ring.id);
    } catch (error) {
      const code = this.failed(id, error);
      const parked = await this.transactions.asMachine((tx) => noteFailure(tx, id, code));
      const due = owed;
      if (!parked || !due) return;
      const handler = this.handlers.get(due.kind);
      await this.transactions.as({ agencyId: due.agencyId, personId: due.personId ?? undefined }, async (tx) => handler?.parked?.(tx, due));
    }
  }
}
