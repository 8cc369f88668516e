// Known bugs, each a change of one built file. A checker that has never failed proves nothing.

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
    find: /const rows = await tx\.query\('select tlog\.append\(\$1::smallint, \$2::bytea, \$3::bytea\) as "entryId"', (\[[^\]]*\])\);/,
    put: 'const rows = await (event.kind === "referral.created" ? tx.dataSource : tx).query(\'select tlog.append($$1::smallint, $$2::bytea, $$3::bytea) as "entryId"\', $1); if (event.kind === "referral.created") await new Promise((resolve) => setTimeout(resolve, 500));',
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
