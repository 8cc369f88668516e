import { setTimeout as sleep } from 'node:timers/promises';

/** The same key gives the same answer after each kill; an act in doubt can be asked. */
export default {
  id: 'F01',
  title: 'API killed at any await',
  needs: [],
  rounds: { quick: 5, full: 200 },
  holds: ['I2', 'I9'],
  async inject(stack, random, rounds) {
    for (let at = 0; at < rounds; at++) {
      await sleep(random.between(300, 2500));
      const pid = stack.pidOf('api');
      process.kill(pid, 'SIGKILL');
      await stack.back('api', pid);
    }
  },
};
