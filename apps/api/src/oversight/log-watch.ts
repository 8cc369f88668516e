import { appendOnce, LOG_ID } from '@comity/audit';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../shared/transactions.js';

/** Has it entered that the log was frozen, once for each time, however many workers look. */
@Injectable()
export class LogWatch {
  private told: number | undefined;

  constructor(private readonly transactions: Transactions) {}

  async run(): Promise<void> {
    await this.transactions.asMachine(async (tx) => {
      const [frozen] = await tx.query<{ at: Date; why: string | null; size: string }[]>('select at, why, size from tlog.frozen($1::smallint)', [LOG_ID]);
      if (!frozen || this.told === frozen.at.getTime()) return;
      const data = { cause: frozen.why ?? 'unknown', size: Number(frozen.size) };
      await appendOnce(tx, `log.frozen|${frozen.at.toISOString()}`, { kind: 'log.frozen', actor: { service: 'worker' }, data });
      this.told = frozen.at.getTime();
    });
  }
}
