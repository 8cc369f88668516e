// npm run reset: stops, and removes database, keys, log and trust files of this checkout.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { databaseHome, state } from './places.mjs';
import { stopAll } from './stop.mjs';

export async function run(words) {
  if (words.some((word) => word !== '--yes')) {
    console.error('Usage: npm run reset [-- --yes]');
    return 2;
  }
  if (!words.includes('--yes')) {
    if (!process.stdin.isTTY) {
      console.error('This removes the database, the keys and the log of this checkout. Say so: npm run reset -- --yes');
      return 2;
    }
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal.question('Remove database, keys and log of this checkout for good? Type yes: ');
    terminal.close();
    if (answer.trim() !== 'yes') {
      console.log('Nothing was removed.');
      return 0;
    }
  }
  const stopped = await stopAll(() => {});
  if (stopped !== 0) {
    console.error('Something of this checkout still runs; nothing was removed.');
    return 1;
  }
  rmSync(state, { recursive: true, force: true });
  rmSync(databaseHome, { recursive: true, force: true });
  console.log('Removed. The next start begins from nothing.');
  return 0;
}
