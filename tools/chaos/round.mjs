// One fault on a fresh stack: warm, fault under load, heal, drain, check.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstBreach, ALWAYS } from './check.mjs';
import { openJournal } from './journal.mjs';
import { seeded } from './random.mjs';
import { openStack } from './stack.mjs';

const WARM_MS = 3000;
const PATIENCE_MS = 60_000;
/** Tries for an act in doubt while a program comes back. */
const AGAIN = 20;

/** Asks every act in doubt again with its own key and body, and every tenth that was acknowledged: the answer must be the same. */
async function askAgain({ api }, journal) {
  const asked = journal.acts.filter(({ status }, at) => status === undefined || status >= 500 || (status < 300 && at % 10 === 0));
  for (const act of asked) {
    for (let at = 0; at < AGAIN; at++) {
      try {
        const { status, body } = await api.call(act.person, act.method, act.path, act.body, { key: act.key, version: act.version });
        if (status >= 500 || status === 429) throw new Error(String(status));
        if (status < 300) act.again = body;
        else act.unresolved = `${status} ${body.code}`;
        break;
      } catch (error) {
        if (at === AGAIN - 1) act.unresolved = error.message;
        await sleep(500);
      }
    }
  }
}

/** What is still owed: undefined when nothing is. */
async function leftOver(database) {
  const [{ owed, loose, published }] = await database.rows(
    `select (select count(*)::int from comity.outbox where answered_at is null and parked is null and due_at <= comity.now()) as owed,
            (select count(*)::int from tlog.queue) as loose,
            (select s.size = p.size from tlog.state s join tlog.published p using (log_id)) as published`,
  );
  if (owed > 0) return `${owed} rows of the outbox are not answered`;
  if (loose > 0) return `${loose} entries are not in the tree`;
  return published ? undefined : 'the newest entries are not published';
}

async function drain(stack, patienceMs) {
  const from = performance.now();
  for (;;) {
    let left;
    try {
      left = await leftOver(stack.database());
    } catch (error) {
      left = `the database does not answer (${error.code ?? error.message})`;
      await stack.reopen().catch(() => {});
    }
    const ms = performance.now() - from;
    if (left === undefined || ms > patienceMs) return { left, ms };
    await sleep(200);
  }
}

/**
 * @param fault `{ id, title, needs, rounds, inject(stack, random, rounds), heal?(stack), check?(facts), holds, patienceMs?, isAlone? }`; `isAlone`: only its own check counts
 * @returns `{ acts, drainedMs, breach }`
 */
export async function runFault(fault, { seed, size, out }) {
  const { startLoad } = await import('./workload.mjs');
  const { startWatch } = await import('./watch.mjs');
  const random = seeded(seed);
  const stack = await openStack();
  const journal = openJournal(join(out, fault.id, 'journal.jsonl'));
  try {
    const watch = startWatch(stack);
    const load = startLoad(stack, journal, random);
    await sleep(WARM_MS);
    await fault.inject(stack, random, fault.rounds[size]);
    await fault.heal?.(stack);
    await load.stop();
    if (fault.isAlone) {
      await watch.stop();
      return { acts: journal.acts.length, drainedMs: 0, breach: await fault.check({ stack }) };
    }
    await askAgain(stack, journal);
    const { left, ms } = await drain(stack, fault.patienceMs ?? PATIENCE_MS);
    await watch.stop();
    const facts = { stack, database: stack.database(), journal, watch, load, left };
    const breach = (await fault.check?.(facts)) ?? (await firstBreach([...ALWAYS, ...fault.holds], facts));
    return { acts: journal.acts.length, drainedMs: ms, breach };
  } finally {
    journal.close();
    await stack.close();
  }
}
