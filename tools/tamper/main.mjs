// npm run -s tamper -- X01 [--index N]: what a superuser could do to the running demonstration, done on purpose, so that anybody can watch the
// verifier find it. X02 to X15, several, and `all` work on copies of the log and check the outcome themselves.
// Exit: 0 done and as stated, 1 not as stated, 2 usage, nothing runs, refused in this mode.
import { parseArgs } from 'node:util';
import { state } from '../start/places.mjs';
import { running } from '../start/run-file.mjs';
import { ownProduct } from '../start/testing.mjs';
import { makeBase } from './base.mjs';
import { changeRunning } from './live.mjs';
import { loadPrograms } from './programs.mjs';
import { Refused } from './refused.mjs';
import { TAMPERS } from './tampers.mjs';

const USAGE = 'Usage: npm run -s tamper -- X01 [--index N] | X02 … X15, one or more | all';

function asked(words) {
  try {
    const { values, positionals } = parseArgs({ args: words, options: { index: { type: 'string' } }, allowPositionals: true });
    const isAll = positionals.length === 1 && positionals[0] === 'all';
    const ids = isAll ? Object.keys(TAMPERS) : positionals;
    if (ids.length === 0 || !ids.every((id) => Object.hasOwn(TAMPERS, id)) || new Set(ids).size < ids.length) throw new Refused(USAGE);
    const isLive = ids.length === 1 && ids[0] === 'X01';
    if (values.index !== undefined && (!isLive || !/^(0|[1-9]\d{0,14})$/.test(values.index))) throw new Refused(USAGE);
    return { ids, isLive, index: values.index === undefined ? undefined : Number(values.index) };
  } catch {
    throw new Refused(USAGE);
  }
}

/** The demonstration that runs, or one of its own that ends with the work. */
async function withDemonstration(work) {
  const run = running();
  if (run) return work(demonstrationOnly(run), state);
  const product = ownProduct();
  try {
    const { code, out, err } = await product.start();
    if (code !== 0) throw new Refused(`A demonstration could not be started.\n${out}${err}`);
    return await work(product.run(), product.state);
  } finally {
    await product.remove();
  }
}

function demonstrationOnly(run) {
  if (run.mode !== 'demonstration' || !run.database?.adminUrl) throw new Refused('Tampers are refused outside of demonstration mode.');
  return run;
}

/** @returns how many were as stated */
async function onCopies(ids, run, place) {
  const programs = await loadPrograms();
  const base = await makeBase({ run, state: place, programs });
  let asStated = 0;
  try {
    for (const id of ids) {
      const { what, run: tamper, expect, token = false } = TAMPERS[id];
      console.error(`${id}  ${what}`);
      let holds = true;
      const say = (text, is, found) => {
        holds &&= is;
        const outcome = typeof found === 'object' && found && 'last' in found ? found.last : JSON.stringify(found);
        console.error(`     ${is ? 'as stated' : 'NOT AS STATED'}: ${text}: ${outcome}`);
      };
      let stack;
      try {
        stack = await base.copyOf(id);
        await tamper(stack, say, base);
      } catch (error) {
        say('it could be tried', false, `${error.name}: ${error.message}`);
      } finally {
        await stack?.stop();
      }
      if (holds) asStated += 1;
      console.log(JSON.stringify({ id, expect, token, copy: true, asStated: holds }));
    }
  } finally {
    await base.close();
  }
  return asStated;
}

async function main(words) {
  const { ids, isLive, index } = asked(words);
  if (isLive) {
    const run = running();
    if (!run) throw new Refused('Nothing runs here. Start it with npm start.');
    console.log(JSON.stringify(await changeRunning(demonstrationOnly(run), index)));
    return 0;
  }
  const asStated = await withDemonstration((run, place) => onCopies(ids, run, place));
  if (ids.length > 1) console.log(`${ids.length} tampers, ${asStated} as stated`);
  return asStated === ids.length ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Refused ? error.message : `tamper: ${error.code ?? error.name}: ${error.message}`);
  process.exitCode = 2;
}
