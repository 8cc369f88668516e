import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whereText, type Broken } from './broken.js';

/** Bytes of one resource that the file holds at most; its hash stands beside in any case. */
const MOST = 65_536;

/** Writes what shows the fault, for whoever has to be convinced. @returns path of the file. @source log.md 10.2 */
export function writeEvidence(broken: Broken, about: { log: string; size: number; checkpoint?: string; folder: string; madeAt: Date }): string {
  const path = join(about.folder, `comity-broken-${about.size}-${broken.reason}.json`);
  const evidence = {
    format: 'comity/broken/v1',
    reason: broken.reason,
    index: whereText(broken.where),
    text: broken.detail,
    log: about.log,
    checkpoint: about.checkpoint ?? '',
    ...(broken.trusted === undefined ? {} : { trusted: broken.trusted }),
    resources: broken.resources.map(({ path: served, bytes }) => ({
      path: served,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: Buffer.from(bytes.subarray(0, MOST)).toString('base64'),
    })),
    made_at: about.madeAt.toISOString(),
  };
  writeFileSync(path, `${JSON.stringify(evidence, null, 1)}\n`);
  return path;
}
