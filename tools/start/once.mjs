// Programs that run to their end: the migration at every start, the seed at the first.
import { lastLines, shownPath, spawnNode } from './child.mjs';
import { join } from 'node:path';
import { state } from './places.mjs';
import { readJson, writeAside } from './run-file.mjs';

/** Where the seed leaves what run.json says under `data`; its presence means that the first start is over. */
export const seedFile = join(state, 'seed.json');

export async function runOnce(spec, env, onSpawn) {
  const child = spawnNode(spec, env);
  onSpawn(child);
  const code = await new Promise((resolve) => child.on('exit', (exit, signal) => resolve(signal ?? exit)));
  if (code !== 0) throw new Error(`${spec.name} ended with ${code}. The end of ${shownPath(spec.name)}:\n${lastLines(spec.name)}`);
}

/** Plants the set of COMITY_SEED (walk by default) when nothing was planted yet. Answers `{ data }` of that first time. */
export async function seedOnce(env, step, onSpawn) {
  const known = readJson(seedFile);
  if (known !== undefined) return known;
  const set = process.env.COMITY_SEED ?? 'walk';
  const aside = `${seedFile}.new`;
  await step('seed', async () => {
    await runOnce({ name: 'seed', file: 'apps/api/dist/seed.js', words: ['--set', set] }, { ...env, SEED_RESULT: aside }, onSpawn);
    return set;
  });
  const planted = { set, data: {}, ...readJson(aside) };
  writeAside(seedFile, JSON.stringify(planted), 0o600);
  return planted;
}
