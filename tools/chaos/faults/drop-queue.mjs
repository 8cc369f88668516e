import { setTimeout as sleep } from 'node:timers/promises';

export default {
  id: 'F29',
  title: 'schema of the queue dropped',
  needs: [],
  rounds: { quick: 1, full: 1 },
  holds: ['I2', 'I9'],
  async inject(stack, random) {
    await sleep(random.between(300, 2500));
    await stack.database().rows('drop schema bullmq cascade');
    await sleep(12_000);
  },
};
