// Known bugs, each a change of one built file. A checker that has never failed proves nothing.

import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `find` stands in the file exactly once; `fault` is the round that must find the bug, `breaks` the invariants that may say so. */
export const PLANTED = [
  {
    bug: 'acknowledged before the commit',
    file: 'apps/api/dist/shared/acts.js',
    find: /const done = await this\.transactions\.as\(officer, async \(tx\) => \{([\s\S]*?)return made;\s*\}\);/,
    put: 'let tell; const told = new Promise((resolve) => (tell = resolve)); void this.transactions.as(officer, async (tx) => {$1tell(made); await new Promise((resolve) => setTimeout(resolve, 700)); return made; }).catch((error) => tell(Promise.reject(error))); const done = await told;',
    fault: 'F01',
    breaks: /^I1:/,
  },
  {
    bug: 'an effect without its one row',
    file: 'apps/api/dist/shared/outbox.js',
    find: /(export async function owe\(tx, owed\) \{)/,
    put: '$1 if (owed.kind === "screen" && !owed.twice) await owe(tx, { ...owed, twice: true });',
    fault: 'F12',
    breaks: /^I2:/,
  },
  {
    bug: 'appended outside of the transaction of the act',
    file: 'libs/audit/dist/append.js',
    find: /const rows = await tx\.query\((?=isBetweenAgencies)/,
    put: 'if (event.kind === "referral.created") { const alone = await tx.dataSource.query(APPEND, [LOG_ID, Buffer.from(body), Buffer.from(leaf)]); await new Promise((resolve) => setTimeout(resolve, 500)); return { entryId: alone[0].entryId, id, leafHash: base64(leaf) }; } const rows = await tx.query(',
    fault: 'F01',
    breaks: /^I4:/,
  },
  {
    bug: 'no guard of the clock',
    file: 'apps/api/dist/start-worker.js',
    find: /if \(!tooFar\(now\)\)\s*return;/,
    put: 'return;',
    fault: 'F16',
    breaks: /^I2:/,
  },
  {
    bug: 'the reconciler is off',
    file: 'apps/api/dist/shared/reconciler.js',
    find: /const EVERY_MS = 5000;/,
    put: 'const EVERY_MS = 2_000_000_000;',
    fault: 'F29',
    breaks: /^I9:/,
  },
  {
    bug: 'a signer without memory',
    file: 'apps/sequencer/dist/sign/sign-checkpoint.js',
    find: /const memory = await readMemory\(memoryPath, origin\);/,
    put: 'const memory = freshMemory(origin);',
    fault: 'tail',
    breaks: /^I5:/,
  },
];

/** The text of a built file with the bug in it. @throws {Error} when the file is not what it was */
export function plantedText(folder, { bug, file, find, put }) {
  const text = readFileSync(join(folder, file), 'utf8');
  if ([...text.matchAll(new RegExp(find, 'g'))].length !== 1) throw new Error(`cannot plant "${bug}": ${file} is not what it was`);
  return text.replace(find, put);
}

/** Writes the bug into a copy of the checkout; the file is a new one, so that the one it was linked to stays as it is. */
export function plant(copy, planted) {
  const path = join(copy, planted.file);
  writeFileSync(`${path}.planted`, plantedText(copy, planted));
  renameSync(`${path}.planted`, path);
}
