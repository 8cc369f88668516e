import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { apiRoutes, documentOf, FILE } from './api-document.js';

// Build step: writes `openapi.json` at the root of the repository, or with `--check` fails when the file is not what the handlers say.
const routes = await apiRoutes();
const text = documentOf(routes);
if (!process.argv.includes('--check')) {
  await writeFile(FILE, text);
  process.stdout.write(`openapi.json: ${routes.length} operations\n`);
} else if ((await readFile(FILE, 'utf8').catch(() => '')) !== text) {
  process.stderr.write('openapi.json is not what the handlers say. Run `npm run openapi` and commit it.\n');
  process.exit(1);
}
