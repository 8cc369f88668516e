import { setTimeout as sleep } from 'node:timers/promises';

export default {
  id: 'F02',
  title: 'worker killed in a job',
  needs: [],
  rounds: { quick: 5, full: 100 },
  holds: ['I2', 'I9'],
  async inject(stack, random, rounds) {
    for (let at = 0; at < rounds; at++) {
      await sleep(random.between(300, 2500));
      const pid = stack.pidOf('worker');
      process.kill(pid, 'SIGKILL');
      await stack.back('worker', pid);
    }
  },
};
