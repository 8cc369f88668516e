import { createHash } from 'node:crypto';
import { openCheckpoint, parseVkey, type Policy } from '@comity/transparency-log';
import { verifyEd25519 } from '../shared/platform.js';

const TIMEOUT_MS = 2000;
const LONGEST = 65_536;

/**
 * Largest size that a witness of the policy shows, under its own signature and the log's; 0 when none answers.
 * A tree that is smaller than that was rolled back, and must not grow. @source log.md 4.1, L4
 */
export async function witnessedSize({ witnesses }: Policy, origin: string, logKeys: readonly string[]): Promise<number> {
  const ofLog = logKeys.map((text) => parseVkey(text));
  const path = `${createHash('sha256').update(origin).digest('hex')}/checkpoint`;
  const sizes = await Promise.all(
    [...witnesses.values()].map(async ({ url, vkey }) => {
      if (url === undefined) return 0;
      try {
        const answer = await fetch(`${url.replace(/\/+$/, '')}/${path}`, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
        const note = answer.status === 200 ? await answer.text() : '';
        if (note === '' || note.length > LONGEST) return 0;
        const { origin: named, size, signed } = await openCheckpoint(note, [...ofLog, vkey], { verify: verifyEd25519, nowS: Date.now() / 1000 });
        return named === origin && signed.some(({ vkey: by }) => by === vkey) ? size : 0;
      } catch {
        return 0; // silent, or words that prove nothing
      }
    }),
  );
  return Math.max(0, ...sizes);
}
