import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyParts, extend, rootOf } from '@comity/transparency-log';

const GONE = 3;
const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/**
 * An older state of the log comes back under the running programs, and work goes on: a restored backup, in small. The signer remembers more and refuses.
 * Only the self-test runs it: afterwards the log is what two persons would have to put in order, so nothing else holds of it.
 */
export default {
  id: 'tail',
  title: 'an older state of the log comes back',
  needs: [],
  rounds: { quick: 1, full: 1 },
  holds: [],
  isAlone: true,
  async inject(stack) {
    const database = stack.database();
    process.kill(stack.pidOf('sequencer'), 'SIGSTOP');
    const signed = async () => (await database.rows('select coalesce(max(size), 0)::int as size from tlog.checkpoint'))[0].size;
    const before = await signed();
    const rows = await database.rows('select leaf_hash from tlog.leaf where leaf_index < $1 order by leaf_index', [before - GONE]);
    const root = rootOf(extend(emptyParts(), rows.map(({ leaf_hash: hash }) => hash), sha256), sha256); // prettier-ignore
    for (const table of ['tlog.leaf', 'tlog.state']) await database.rows(`alter table ${table} disable trigger all`);
    await database.rows('delete from tlog.leaf where leaf_index >= $1', [before - GONE]);
    await database.rows('update tlog.state set size = $1, root = $2', [before - GONE, root]);
    for (const [table, names] of [
      ['tlog.leaf', ['deny_row', 'deny_all']],
      ['tlog.state', ['grow', 'deny_del']],
    ])
      for (const name of names) await database.rows(`alter table ${table} enable always trigger ${name}`);
    const pid = stack.pidOf('sequencer');
    process.kill(pid, 'SIGKILL');
    await stack.back('sequencer', pid).catch(() => {});
    await sleep(12_000);
    stack.signedAgain = (await signed()) > before;
  },
  check: async ({ stack }) => (stack.signedAgain ? 'I5: the log was signed again over an older state' : undefined),
};
