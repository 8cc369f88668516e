/**
 * Writes the pages of docs/ that come from tables in the code. With `--check` it writes nothing and ends with 1 if a page is old,
 * a gate names a test that does not exist, nobody emits a kind of audit entry, or acts and routes are not the same.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const pathOf = (relative: string): string => fileURLToPath(new URL(relative, root));
const read = (relative: string): string => {
  try {
    return readFileSync(pathOf(relative), 'utf8');
  } catch {
    return '';
  }
};

// The pages read the built libraries, as every plain Node program does.
execFileSync(process.execPath, [pathOf('node_modules/typescript/bin/tsc'), '-b', pathOf('libs/contract/tsconfig.lib.json')], {
  stdio: ['ignore', 'inherit', 'inherit'],
});

const [{ accessPage }, { auditEventsPage }, { gatesPage }, { problemsPage }, { GATES }, { actsAgainstRoutes, kindsWithoutEmitter }] = await Promise.all([
  import('./access.ts'),
  import('./audit-events.ts'),
  import('./gates.ts'),
  import('./problems.ts'),
  import('./gate-list.ts'),
  import('./lists.ts'),
]);
const pages: Readonly<Record<string, string>> = {
  'docs/access.md': accessPage(),
  'docs/audit-events.md': auditEventsPage(),
  'docs/gates.md': gatesPage(),
  'docs/problems.md': problemsPage(),
};

const check = process.argv.slice(2).includes('--check');
const missing = GATES.flatMap((gate) =>
  gate.tests.filter((test) => !read(test.file).includes(test.name)).map((test) => `${gate.id} names a test that does not exist: ${test.file}: ${test.name}`),
);
const unequal = [...kindsWithoutEmitter(fileURLToPath(root)), ...actsAgainstRoutes(read('openapi.json'))];
const old = Object.entries(pages)
  .filter(([file, page]) => read(file) !== page)
  .map(([file]) => file);
if (!check) for (const file of old) writeFileSync(pathOf(file), pages[file] ?? '');
for (const line of [...missing, ...unequal, ...(check ? old.map((file) => `${file} is old: run npm run docs`) : old.map((file) => `wrote ${file}`))])
  console.log(line);
process.exitCode = missing.length > 0 || unequal.length > 0 || (check && old.length > 0) ? 1 : 0;
