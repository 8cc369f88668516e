import { type Officer } from './officer.js';
import { type Due } from './outbox.js';
import { Problem } from './problem.js';
import { type Queues } from './queues.js';
import { type Transactions, type Tx } from './transactions.js';

/** What every write answers. A draft's save leaves no entry and so has no `log`. */
export interface Written {
  id: string;
  ref: string;
  state: string;
  version: number;
  log?: { entryId: string; leafHash: string };
}

/** What an act's work hands back: its answer, and the outbox rows to ring for once it is committed. */
export interface Done {
  written: Written;
  due?: Due[];
}

interface Kept {
  digest: string;
  record_id: string | null;
  ref: string;
  state: string;
  version: number;
  entry_id: string | null;
  leaf_hash: string | null;
}

/**
 * Runs a write: the idempotency key, the act, its entry, its rows and its outbox rows commit together; rings follow. The same key with the same body
 * answers what it answered before and does nothing.
 */
export class Acts {
  constructor(
    private readonly transactions: Transactions,
    private readonly queues: Queues,
  ) {}

  /** @throws {Problem} `idempotency-reused` when the key came with another body. */
  async run(officer: Officer, work: (tx: Tx) => Promise<Done>): Promise<Written> {
    const done = await this.transactions.as(officer, async (tx): Promise<Done> => {
      const before = await claim(tx, officer);
      if (before) return { written: before };
      const made = await work(tx);
      await keep(tx, officer, made.written);
      return made;
    });
    for (const due of done.due ?? []) await this.queues.ring(due);
    return done.written;
  }
}

/** Takes the key, or returns what its first use answered. A second use in flight waits here for the first to commit. */
async function claim(tx: Tx, officer: Officer): Promise<Written | undefined> {
  if (!officer.attempt) return undefined;
  const { route, key, digest } = officer.attempt;
  const taken = await tx.query<unknown[]>(
    'insert into comity.idempotency (person_id, route, key, digest) values ($1, $2, $3, $4) on conflict do nothing returning key',
    [officer.personId, route, key, digest],
  );
  if (taken.length === 1) return undefined;
  const [kept] = await tx.query<[Kept]>('select * from comity.idempotency where person_id = $1 and route = $2 and key = $3', [officer.personId, route, key]);
  if (kept.digest !== digest || !kept.record_id) throw new Problem('idempotency-reused');
  const log = kept.entry_id && kept.leaf_hash ? { log: { entryId: kept.entry_id, leafHash: kept.leaf_hash } } : {};
  return { id: kept.record_id, ref: kept.ref, state: kept.state, version: kept.version, ...log };
}

async function keep(tx: Tx, officer: Officer, written: Written): Promise<void> {
  if (!officer.attempt) return;
  await tx.query(
    `update comity.idempotency set record_id = $4, ref = $5, state = $6, version = $7, entry_id = $8, leaf_hash = $9
      where person_id = $1 and route = $2 and key = $3`,
    [
      officer.personId,
      officer.attempt.route,
      officer.attempt.key,
      written.id,
      written.ref,
      written.state,
      written.version,
      written.log?.entryId ?? null,
      written.log?.leafHash ?? null,
    ],
  );
}
