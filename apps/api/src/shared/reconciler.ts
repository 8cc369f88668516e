import { type Answer } from './answer.js';
import { overdue } from './outbox.js';
import { type Transactions } from './transactions.js';

/** Milliseconds between two looks at the outbox. */
const EVERY_MS = 5000;
/** Rows taken in one look. */
const AT_ONCE = 16;

/**
 * Finds work whose ring was lost and does it. A plain timer and never a job of the queue: it must work when the queue has lost everything.
 * @source architecture.md 6
 */
export class Reconciler {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly transactions: Transactions,
    private readonly answer: Answer,
    private readonly also: (() => Promise<void>)[],
    private readonly failed: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running ??= this.look()
        .catch((error: unknown) => this.failed(error))
        .finally(() => (this.running = undefined));
    }, EVERY_MS);
  }

  /** Resolves when the look that runs has ended. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One look: overdue work, then what else has to happen by the clock. */
  async look(): Promise<void> {
    const ids = await this.transactions.asMachine((tx) => overdue(tx, AT_ONCE));
    for (const id of ids) await this.answer.answer(id);
    for (const task of this.also) await task();
  }
}
