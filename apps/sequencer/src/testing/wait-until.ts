import { setTimeout as wait } from 'node:timers/promises';

/** Waits until `holds`; a test that would hang fails with these words instead. */
export async function waitUntil(what: string, holds: () => Promise<boolean> | boolean, limitMs = 30_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await wait(20);
  }
}
