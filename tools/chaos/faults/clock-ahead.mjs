import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../stack.mjs';

/** Within this time a worker whose clock ran away has stopped itself: it looks every 10 s. */
const STOPPED_MS = 25_000;

/** The library that the command of that name would load; it reads the file again and again, the command would not. */
const library = () => globSync('/usr/lib/*/faketime/libfaketimeMT.so.1')[0];

export default {
  id: 'F16',
  title: 'one worker an hour ahead',
  needs: ['faketime'],
  rounds: { quick: 1, full: 5 },
  holds: ['I2', 'I9'],
  async inject(stack, random, rounds) {
    for (let at = 0; at < rounds; at++) {
      const file = join(stack.state, `clock-${at}`);
      writeFileSync(file, '+0\n');
      // The clock is right when it starts and jumps while it works; waiting times go on as they are.
      const env = { LD_PRELOAD: library(), FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' };
      const twin = await stack.twin('worker', 'WORKER_INTERNAL_PORT', { env });
      await until(async () => (await fetch(twin.health).catch(() => ({}))).ok === true || twin.gone(), 'the second worker works', 30_000);
      await sleep(random.between(1000, 3000));
      writeFileSync(file, '+3600s\n');
      try {
        await until(twin.gone, 'it stopped itself', STOPPED_MS);
      } catch {
        stack.ranOn = true;
        twin.end();
      }
    }
  },
  check: async ({ stack }) => (stack.ranOn ? 'I2: a worker went on with a clock an hour ahead' : undefined),
};
