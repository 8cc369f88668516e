// A witness of the test's own: it keeps every checkpoint that it was ever shown, and the greatest age of an entry that was not in the tree yet.
import { setTimeout as sleep } from 'node:timers/promises';
import { readCheckpoint } from '@comity/transparency-log';

const EVERY_MS = 250;

export function startWatch(stack) {
  const checkpoints = new Map();
  const forks = [];
  const age = { worstS: 0 };
  let going = true;
  const looking = (async () => {
    while (going) {
      try {
        const answer = await fetch(`${stack.run.log.url}/checkpoint`, { signal: AbortSignal.timeout(2000) });
        if (answer.ok) {
          const { size, root } = readCheckpoint(await answer.text());
          const text = Buffer.from(root).toString('base64');
          const known = checkpoints.get(size);
          if (known !== undefined && known !== text) forks.push(size);
          checkpoints.set(size, text);
        }
        const rows = await stack.database().rows('select coalesce(max(queue_age_s), 0)::float8 as age from tlog.health()');
        age.worstS = Math.max(age.worstS, rows[0].age);
      } catch {
        // the log or the database is away: what it says when it is back counts
      }
      await sleep(EVERY_MS);
    }
  })();
  return {
    checkpoints,
    forks,
    age,
    async stop() {
      going = false;
      await looking;
    },
  };
}
