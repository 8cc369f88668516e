import { createHash } from 'node:crypto';
import { BytesRefused, CheckpointRefused, NoteRefused, openCheckpoint, textOf, type PolicyKey, type Vkey } from '@comity/transparency-log';
import { Broken, Unchecked } from './broken.js';
import { type HeldCheckpoint } from './check-checkpoint.js';
import { checkGrowth } from './check-trusted-tree.js';
import { logSource } from './log-source.js';
import { verifyEd25519 } from './platform.js';
import { type Trust } from './trust-file.js';

/** A witness may cosign a tree a moment before the log shows it; for longer than this it means that the log holds something back. */
const AHEAD_S = 300;
const LONGEST = 65_536;

/** Watches a log and its witnesses over several rounds. */
export interface Monitor {
  /** Fetches what each witness saw last and asks whether the log that is served is the same one. @throws {Broken} @returns warnings */
  compare(checkpoint: HeldCheckpoint): Promise<string[]>;
}

/** @param trust whose policy names the witnesses and where they are. */
export function openMonitor(what: { log: string; vkey: Vkey }, trust: Trust, now: () => Date): Monitor {
  const vkeys = [what.vkey, ...trust.vkeys, ...(trust.policy?.logs ?? []).map(({ vkey }) => vkey)];
  /** Since when each witness is ahead of what the log shows. */
  const ahead = new Map<string, Date>();
  const source = logSource(what.log);

  async function seenBy({ url, vkey }: PolicyKey, origin: string): Promise<{ size: number; root: Uint8Array; origin: string; note: string } | string> {
    if (url === undefined) return 'has no address in the policy';
    try {
      const served = await logSource(url).get(`${createHash('sha256').update(origin).digest('hex')}/checkpoint`, LONGEST);
      if ('missing' in served) return 'has not seen this log';
      const note = textOf(served.bytes);
      const opened = await openCheckpoint(note, [...vkeys, vkey], { verify: verifyEd25519, nowS: now().getTime() / 1000 });
      return opened.signed.some((one) => one.vkey === vkey) && opened.origin === origin ? { ...opened, note } : 'shows a note that is not signed by both';
    } catch (error) {
      if (error instanceof Unchecked) return 'does not answer';
      if (error instanceof NoteRefused || error instanceof CheckpointRefused || error instanceof BytesRefused) return 'shows a note that does not hold';
      throw error;
    }
  }

  return {
    compare: async (checkpoint) => {
      const warnings: string[] = [];
      for (const [name, witness] of trust.policy?.witnesses ?? []) {
        const seen = await seenBy(witness, checkpoint.origin);
        if (typeof seen === 'string') {
          warnings.push(`witness ${name} ${seen}`);
          continue;
        }
        if (seen.size <= checkpoint.size) {
          ahead.delete(name);
          try {
            await checkGrowth(source, checkpoint, seen);
          } catch (error) {
            // The log signed both, and the witness holds one of them: that is a fork, whatever the sizes are.
            if (error instanceof Broken && error.reason === 'consistency')
              throw new Broken('fork', error.where, `witness ${name} saw another tree of this log`, error.resources, seen.note);
            throw error;
          }
          continue;
        }
        const since = ahead.get(name);
        ahead.set(name, since ?? now());
        if (!since) continue; // the tree grew between the two requests
        const held = Math.round((now().getTime() - since.getTime()) / 1000);
        if (held > AHEAD_S) {
          const resources = [{ path: 'checkpoint', bytes: Buffer.from(checkpoint.note) }];
          throw new Broken(
            'stale',
            checkpoint.size,
            `witness ${name} saw ${seen.size} entries ${held} s ago, and the log shows ${checkpoint.size}`,
            resources,
            seen.note,
          );
        }
        warnings.push(`witness ${name} saw ${seen.size} entries, and the log shows ${checkpoint.size}`);
      }
      return warnings;
    },
  };
}
