// What npm test and npm run test:deep do, in order. A new check is one more row here.
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';

const bin = (path) => join(root, 'node_modules', path);
const nx = bin('nx/dist/bin/nx.js');

/** Builds every program; rows with a lane need it. */
export const BUILD = 'build';

/** Its tests need Angular's compiler, which its own runner brings. */
const portal = join('apps', 'portal');

/**
 * Rows: name · words after `node` · folder · how its results are counted. `report` is a file that the runner writes its JSON to.
 * - `once`: it passes or it does not, which counts as one
 * - `vitest`, `jest`: counts of the JSON report · `node`: counts of node:test's own summary
 *
 * Rows with a `lane` run after all others, each lane in its order, the lanes beside each other: suites over a product of their own mostly wait.
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
    { name: BUILD, words: ['tools/start/build.mjs'], count: 'once' }, // the next steps read and start what was built
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
    {
      name: 'apps/e2e',
      lane: 'browser',
      words: ['--test', '--test-isolation=none', '--test-concurrency=1', '--test-reporter=spec', ...journeys],
      count: 'node',
    },
    ...suites.map((file) => ({ name: file.replace('.test.mjs', ''), lane: 'products', words: ['--test', '--test-reporter=spec', file], count: 'node' })),
  ];
}

/** What takes longer than npm test may: the same checks with more tries, and checks of hours, not of minutes. Rows as above; `env` are further variables. */
export function deepSteps(report) {
  const properties = report('deep-proportionality');
  const anything = report('deep-any-input');
  return [
    { name: BUILD, words: ['tools/start/build.mjs'], count: 'once' },
    {
      name: 'proportionality, 20,000 runs a property',
      words: [
        bin('vitest/vitest.mjs'),
        'run',
        'invariants',
        '--test-timeout=1800000',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${properties}`,
      ],
      cwd: 'libs/proportionality',
      env: { COMITY_PROPERTY_RUNS: '20000' },
      count: 'vitest',
      report: properties,
    },
    {
      name: 'proportionality, 100,000 inputs of any kind',
      words: [bin('vitest/vitest.mjs'), 'run', 'any-input', '--test-timeout=1800000', '--reporter=default', '--reporter=json', `--outputFile.json=${anything}`],
      cwd: 'libs/proportionality',
      env: { COMITY_PROPERTY_RUNS: '100000' },
      count: 'vitest',
      report: anything,
    },
    { name: 'tampers', words: ['tools/start/command.mjs', 'tamper', 'all'], count: 'once' },
    { name: 'faults', words: ['tools/chaos/main.mjs', '--quick'], count: 'once' },
    { name: 'planted bugs are found', words: ['tools/chaos/main.mjs', '--self-test'], count: 'once' },
    {
      name: 'each screen in each mode',
      words: ['--test', '--test-isolation=none', '--test-reporter=spec', 'apps/e2e/src/screens.test.mjs'],
      env: { COMITY_E2E_FULL: '1' },
      count: 'node',
    },
  ];
}
