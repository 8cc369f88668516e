import { setTimeout as sleep } from 'node:timers/promises';

/** One killed backend makes the server end all others and recover: every pool has to come back. */
export default {
  id: 'F05',
  title: 'one database backend killed',
  needs: [],
  rounds: { quick: 2, full: 20 },
  holds: ['I2', 'I7', 'I9'],
  async inject(stack, random, rounds) {
    for (let at = 0; at < rounds; at++) {
      await sleep(random.between(500, 2500));
      const role = random.pick(['comity_api', 'comity_worker', 'comity_sequencer', 'comity_publisher']);
      const [backend] = await stack.database().rows('select pid from pg_stat_activity where usename = $1 limit 1', [role]);
      if (backend) process.kill(backend.pid, 'SIGKILL');
      await sleep(500);
      await stack.reopen();
    }
  },
};
