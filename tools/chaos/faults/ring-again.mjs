import { setTimeout as sleep } from 'node:timers/promises';

const TIMES = 50;

export default {
  id: 'F12',
  title: 'double delivery',
  needs: [],
  rounds: { quick: 1, full: 10 },
  holds: ['I2', 'I9'],
  async inject(stack, random, rounds) {
    const { Queues } = await import('../../../apps/api/dist/shared/queues.js');
    const queues = new Queues(stack.run.database.queueUrl, () => {});
    try {
      for (let at = 0; at < rounds * 8; at++) {
        await sleep(random.between(100, 600));
        const owed = await stack.database().rows('select id, queue, kind from comity.outbox order by created_at desc limit 4');
        await Promise.all(owed.flatMap((row) => Array.from({ length: TIMES / 4 }, () => queues.ring(row))));
      }
    } finally {
      await queues.close();
    }
  },
};
