// npm run -s chaos -- [--seed N] [--only F01,F12|tamper] [--quick|--full] [--list] [--self-test]. Exit: 0 all that ran held, 1 something broke, 2 usage, not built.
import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../start/build.mjs';
import { root } from '../start/places.mjs';
import { FAULTS, LATER, PROBES } from './faults/index.mjs';

const USAGE = 'Usage: npm run -s chaos -- [--seed N] [--only F01,F12] [--quick|--full] [--list] [--self-test]';
const OUT = join(root, 'chaos-out');

function refuse(words) {
  console.error(words);
  process.exit(2);
}

function asked() {
  const flag = { type: 'boolean' };
  const text = { type: 'string' };
  try {
    const { values } = parseArgs({ options: { seed: text, only: text, quick: flag, full: flag, list: flag, 'self-test': flag, store: text } });
    if (values.seed !== undefined && !/^\d{1,9}$/.test(values.seed)) throw new Error(USAGE);
    if (values.quick && values.full) throw new Error(USAGE);
    if (values.store !== undefined && values.store !== 'postgres') refuse('not built: chaos --store redis');
    return { ...values, size: values.full ? 'full' : 'quick', seed: Number(values.seed ?? Date.now() % 10_000) };
  } catch {
    return refuse(USAGE);
  }
}

const NEEDS = { faketime: () => globSync('/usr/lib/*/faketime/libfaketimeMT.so.1').length > 0 };

function chosen(only) {
  if (only === undefined) return FAULTS;
  const ids = only.split(',');
  const unbuilt = ids.filter((id) => id === 'tamper' || /^X\d\d$/.test(id) || LATER.includes(id));
  if (unbuilt.length > 0) refuse(`not built: chaos --only ${unbuilt.join(',')}`);
  const unknown = ids.filter((id) => ![...FAULTS, ...PROBES].some((fault) => fault.id === id));
  if (unknown.length > 0) refuse(`${USAGE}   (unknown: ${unknown.join(', ')})`);
  return [...FAULTS, ...PROBES].filter(({ id }) => ids.includes(id));
}

const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;

/** Runs a fault and prints its line. @returns whether it held; undefined when it was left out */
async function one(fault, of) {
  const name = `${fault.id}  ${fault.title.padEnd(34)}`;
  const missing = fault.needs.filter((need) => !NEEDS[need]());
  if (missing.length > 0) {
    console.log(`${name} left out: needs ${missing.join(', ')}`);
    return undefined;
  }
  const { runFault } = await import('./round.mjs');
  let result;
  try {
    result = await runFault(fault, of);
  } catch (error) {
    result = { acts: 0, drainedMs: 0, breach: `the round could not be finished: ${error.message}` };
  }
  const rounds = count(fault.rounds[of.size], 'round').padStart(10);
  console.log(
    `${name}${rounds} ${count(result.acts, 'act').padStart(10)}   drained ${(result.drainedMs / 1000).toFixed(1)} s   ${result.breach ? `BROKE  ${result.breach}` : 'held'}`,
  );
  if (result.breach) console.log(`     again: npm run -s chaos -- --seed ${of.seed} --only ${fault.id}      journal: chaos-out/${fault.id}/journal.jsonl`);
  return result.breach === undefined;
}

const of = asked();
if (of.list) {
  for (const { id, title, rounds } of FAULTS) console.log(`${id}  ${title.padEnd(34)} quick ${rounds.quick}, full ${rounds.full}`);
  process.exit(0);
}
rmSync(OUT, { recursive: true, force: true });
process.env.COMITY_TEST_BUILT ??= (await build(() => {}), '1');
if (of['self-test']) {
  const { selfTest } = await import('./self-test.mjs');
  process.exit(await selfTest({ seed: of.seed, out: OUT, only: of.only }));
}
console.log(`seed ${of.seed}  store postgres  ${of.size}`);
const results = [];
for (const fault of chosen(of.only)) results.push(await one(fault, { seed: of.seed, size: of.size, out: OUT }));
const ran = results.filter((held) => held !== undefined);
console.log(`${count(ran.length, 'fault')}, ${ran.filter(Boolean).length} held`);
process.exitCode = ran.every(Boolean) && ran.length > 0 && !(of.full && ran.length < results.length) ? 0 : 1;
