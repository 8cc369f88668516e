import { LOG_ID } from '@comity/audit';
import { type ProgramLog } from './program-log.js';
import { type Transactions } from './transactions.js';

const DAY_MS = 86_400_000;

/** One row that does not fit: what is wrong, which entry, and its index where it has one. */
export interface Orphan {
  kind: string;
  entryId: string;
  index: string | null;
}

/** Asks once a night, and when the worker starts, for entries that were taken out of the log's tables, and writes an error line for each. @source log.md 4.3 */
export class OrphanCheck {
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly transactions: Transactions,
    private readonly log: ProgramLog,
  ) {}

  /** Looks when a day has passed. */
  async run(): Promise<void> {
    if (performance.now() - this.lookedAt < DAY_MS) return;
    this.lookedAt = performance.now();
    for (const { kind, entryId } of await this.look()) this.log.error('log-orphan', { reason: kind, entry: entryId });
  }

  look(): Promise<Orphan[]> {
    return this.transactions.asMachine((tx) =>
      tx.query<Orphan[]>('select kind, entry_id::text as "entryId", leaf_index::text as index from tlog.orphans($1::smallint)', [LOG_ID]),
    );
  }
}
