import { setTimeout as sleep } from 'node:timers/promises';

/** Three times the 30 s after which the queue gives a job to another worker. */
const FROZEN_MS = 95_000;

export default {
  id: 'F06',
  title: 'worker frozen past its locks',
  needs: [],
  rounds: { quick: 1, full: 5 },
  holds: ['I2', 'I9'],
  async inject(stack, random, rounds) {
    await stack.twin('worker', 'WORKER_INTERNAL_PORT');
    for (let at = 0; at < rounds; at++) {
      await sleep(random.between(300, 2500));
      const pid = stack.pidOf('worker');
      process.kill(pid, 'SIGSTOP');
      await sleep(FROZEN_MS);
      process.kill(pid, 'SIGCONT');
    }
  },
};
