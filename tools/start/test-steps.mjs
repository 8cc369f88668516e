// What npm test does, in order. A new check is one more row here.
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';

const bin = (path) => join(root, 'node_modules', path);
const nx = bin('nx/dist/bin/nx.js');

/** Its tests need Angular's compiler, which its own runner brings. */
const portal = join('apps', 'portal');

/**
 * Rows: name · words after `node` · folder · how its results are counted. `report` is a file that the runner writes its JSON to.
 * - `once`: it passes or it does not, which counts as one
 * - `vitest`, `jest`: counts of the JSON report · `node`: counts of node:test's own summary
 */
export function testSteps(report) {
  const vitest = globSync('{libs,apps}/*/vitest.config.ts', { cwd: root })
    .sort()
    .map((config) => config.replace(/[/\\]vitest\.config\.ts$/, ''))
    .filter((project) => project !== portal && globSync('src/**/*.spec.ts', { cwd: join(root, project) }).length > 0)
    .map((project) => ({
      name: project,
      words: [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report(project)}`],
      cwd: project,
      count: 'vitest',
      report: report(project),
    }));
  const jest = report('apps/api');
  const journeys = globSync('apps/e2e/src/*.test.mjs', { cwd: root }).sort();
  const suites = globSync('tools/*/*.test.mjs', { cwd: root }).sort();
  return [
    { name: 'references', words: [nx, 'sync:check'], count: 'once' },
    { name: 'types', words: [nx, 'run-many', '-t', 'typecheck', '--output-style=stream'], count: 'once' },
    { name: 'lint', words: [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'], count: 'once' }, // after Nx: the boundary rule reads its graph
    ...vitest,
    {
      name: portal,
      words: [nx, 'test', 'portal', '--skip-nx-cache', '--reporters=default', '--reporters=json', `--output-file=${report(portal)}`],
      count: 'vitest',
      report: report(portal),
    },
    { name: 'docs', words: ['tools/docs/generate.ts', '--check'], count: 'once' },
    { name: 'build', words: [nx, 'run', '@comity/api:build'], count: 'once' }, // the next step reads the built handlers
    { name: 'openapi', words: [join(root, 'apps/api/dist/openapi.js'), '--check'], count: 'once' },
    {
      name: 'apps/api',
      words: [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        bin('jest/bin/jest.js'),
        '-c',
        'jest.config.mjs',
        '--max-workers=2',
        '--json',
        `--outputFile=${jest}`,
      ],
      cwd: 'apps/api',
      count: 'jest',
      report: jest,
      skip: existsSync(join(root, 'apps/api/jest.config.mjs')) ? undefined : 'no configuration',
    },
    // Suites over the running product start one of their own with testing.mjs: start and stop, the walk over HTTP, the tamper check.
    // One process for all journeys: they share one product and one browser.
    { name: 'apps/e2e', words: ['--test', '--test-isolation=none', '--test-concurrency=1', '--test-reporter=spec', ...journeys], count: 'node' },
    ...suites.map((file) => ({ name: file.replace('.test.mjs', ''), words: ['--test', '--test-reporter=spec', file], count: 'node' })),
  ];
}
