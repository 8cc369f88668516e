import { type Transactions } from './transactions.js';

/** Milliseconds that a worker's clock may differ from the database's; BullMQ trusts each worker's own clock. */
const MOST_DRIFT_MS = 2000;

/**
 * Difference between this process's clock and the database's, in milliseconds; half of the round trip is taken off.
 * @source reliability.md 5.1
 */
export async function driftMs(transactions: Transactions): Promise<number> {
  return transactions.asMachine(async (tx) => {
    const before = Date.now();
    const [row] = await tx.query<[{ at: Date }]>('select clock_timestamp() as at');
    const after = Date.now();
    return Math.abs((before + after) / 2 - row.at.getTime());
  });
}

export const tooFar = (drift: number): boolean => drift > MOST_DRIFT_MS;
