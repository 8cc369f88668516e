// npm run seed -- --set walk|demo|large [--seed N]: plants a set in the running demonstration.
import { parseArgs } from 'node:util';
import { lastLines } from './child.mjs';
import { runOnce } from './once.mjs';
import { environmentFile } from './places.mjs';
import { readJson, running } from './run-file.mjs';

export async function run(words) {
  let values;
  try {
    ({ values } = parseArgs({ args: words, options: { set: { type: 'string' }, seed: { type: 'string' } } }));
  } catch {
    values = {};
  }
  if (!['walk', 'demo', 'large'].includes(values.set) || (values.seed !== undefined && !/^\d{1,9}$/.test(values.seed))) {
    console.error('Usage: npm run seed -- --set walk|demo|large [--seed N]');
    return 2;
  }
  if (values.set !== 'walk') {
    console.error(`not built: npm run seed -- --set ${values.set}`);
    return 2;
  }
  if (running()?.mode !== 'demonstration') {
    console.error('Comity is not running in demonstration mode. npm start starts it.');
    return 2;
  }
  await runOnce({ name: 'seed', file: 'apps/api/dist/seed.js', words: ['--set', values.set, ...(values.seed ? ['--seed', values.seed] : [])] }, readJson(environmentFile), () => {});
  console.log(lastLines('seed', 1));
  return 0;
}
