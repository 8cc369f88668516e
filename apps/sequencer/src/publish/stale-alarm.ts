import { type ProgramLog } from '../shared/program-log.js';

/** Entries that wait so long for their checkpoint are a warning, then an alarm. @source log.md 8.1 */
const WARN_MS = 60_000;
const PAGE_MS = 600_000;

/** Tells once when nothing new could be published for a while, once more when it lasts, and when it is over. */
export function staleAlarm(log: ProgramLog, now: () => number = () => performance.now()): { look(isBehind: boolean): void } {
  let since: number | undefined;
  let told: 'nothing' | 'warned' | 'paged' = 'nothing';
  return {
    look: (isBehind) => {
      if (!isBehind) {
        if (told !== 'nothing') log.info('stale-over');
        [since, told] = [undefined, 'nothing'];
        return;
      }
      since ??= now();
      const waited = now() - since;
      if (told === 'nothing' && waited >= WARN_MS) {
        told = 'warned';
        log.warn('stale', { seconds: Math.round(waited / 1000) });
      } else if (told === 'warned' && waited >= PAGE_MS) {
        told = 'paged';
        log.error('stale', { seconds: Math.round(waited / 1000) });
      }
    },
  };
}
