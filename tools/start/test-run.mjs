// npm test and npm run test:deep: runs the steps against an embedded PostgreSQL of its own, which is gone afterwards. Quiet where all is well.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { databaseHome, databaseUser, root } from './places.mjs';
import { anyFree, release } from './ports.mjs';
import { embedded, waitForDatabase } from './postgres.mjs';
import { end, isAlive } from './processes.mjs';
import { newPassword } from './secrets.mjs';
import { BUILD } from './test-steps.mjs';

const SHOWN_LINES = 80;

/** @param stepsOf `testSteps` or `deepSteps` @param only parts of step names; none means all */
export async function runTests(stepsOf, only) {
  const reports = mkdtempSync(join(tmpdir(), 'comity-test-'));
  const total = { passed: 0, failed: 0, skipped: 0 };
  const from = performance.now();
  const children = new Set();
  let database;
  let isInterrupted = false;
  for (const name of ['SIGINT', 'SIGTERM']) {
    process.once(name, () => {
      isInterrupted = true;
      for (const child of children) child.kill('SIGTERM');
    });
  }
  try {
    database = await openDatabase();
    const env = { ...process.env, COMITY_TEST_ADMIN_URL: database.adminUrl, COMITY_TEST_BUILT: '1', NX_DAEMON: 'false', NX_TUI: 'false', NO_COLOR: '1' };
    delete env.FORCE_COLOR;
    delete env.NODE_TEST_CONTEXT;
    const inOrder = async (steps) => {
      for (const step of steps) {
        if (isInterrupted) return;
        const began = performance.now();
        const { code, output } = step.skip ? { code: 0, output: '' } : await run(step, env, children);
        const counts = step.skip ? { passed: 0, failed: 0, skipped: 1 } : countsOf(step, code, output);
        for (const kind of Object.keys(total)) total[kind] += counts[kind];
        print(step, counts, output, performance.now() - began);
      }
    };
    const steps = chosen(
      stepsOf((name) => join(reports, `${name.replaceAll('/', '-')}.json`)),
      only,
    );
    await inOrder(steps.filter(({ lane }) => lane === undefined));
    const lanes = Object.values(
      Object.groupBy(
        steps.filter(({ lane }) => lane !== undefined),
        ({ lane }) => lane,
      ),
    );
    await Promise.all(lanes.map(inOrder));
  } catch (error) {
    total.failed += 1;
    console.log(`FAILED  ${error.stack}`);
  } finally {
    await database?.close();
    rmSync(reports, { recursive: true, force: true });
  }
  if (isInterrupted) total.failed += 1;
  console.log(`${((performance.now() - from) / 1000).toFixed(0)} s in all`);
  console.log(words(total));
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** The steps that were asked for, and the build where one of them needs it. */
function chosen(steps, only) {
  const asked = ({ name }) => only.length === 0 || only.some((part) => name.includes(part));
  const needsBuild = steps.some((step) => step.lane !== undefined && asked(step));
  return steps.filter((step) => asked(step) || (step.name === BUILD && needsBuild));
}

function print(step, counts, output, ms) {
  const seconds = `${(ms / 1000).toFixed(1)} s`;
  console.log(
    `${counts.failed > 0 ? 'FAILED' : '    ok'}  ${step.name.padEnd(24)} ${seconds.padStart(8)}  ${words(counts)}${step.skip ? ` (${step.skip})` : ''}`,
  );
  if (counts.failed > 0) console.log(indent(output.trimEnd().split('\n').slice(-SHOWN_LINES)));
}

const words = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
const indent = (lines) => lines.map((line) => `        ${line}`).join('\n');

function run(step, env, children) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, step.words, { cwd: join(root, step.cwd ?? ''), env: { ...env, ...step.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
    child.on('close', () => children.delete(child));
  });
}

/** A runner that ends badly counts as a failure, whatever its figures say: a suite that never ran has none. */
function countsOf(step, code, output) {
  const counts = figuresOf(step, code, output);
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function figuresOf(step, code, output) {
  if (step.count === 'once') return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (step.count === 'node') {
    const figure = (name) => Number(new RegExp(`^ℹ ${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
    return { passed: figure('pass'), failed: figure('fail') + figure('cancelled'), skipped: figure('skipped') + figure('todo') };
  }
  try {
    const report = JSON.parse(readFileSync(step.report, 'utf8'));
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + (report.numTodoTests ?? 0) };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** A server for this run alone. What a killed run left behind is removed first. */
async function openDatabase() {
  const parent = databaseUser === undefined ? tmpdir() : dirname(databaseHome);
  const prefix = `${databaseUser === undefined ? 'comity-db-' : ''}${basename(databaseHome)}-test-`;
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent).filter((one) => one.startsWith(prefix) && !isAlive(Number(one.slice(prefix.length))))) {
    await embedded({ home: join(parent, name), user: databaseUser, password: '' }).endOrphan();
    rmSync(join(parent, name), { recursive: true, force: true });
  }
  const home = join(parent, `${prefix}${process.pid}`);
  const server = embedded({ home, user: databaseUser, password: newPassword(), extra: { fsync: 'off', full_page_writes: 'off' } });
  server.init();
  const port = await anyFree();
  await release(port);
  const child = server.spawn(port, 'test-database');
  const adminUrl = server.adminUrl(port, 'postgres');
  await waitForDatabase(adminUrl, 20_000, () => child.exitCode !== null);
  return {
    adminUrl,
    async close() {
      await end(child.pid, { first: 'SIGINT', graceMs: 10_000 });
      rmSync(home, { recursive: true, force: true });
    },
  };
}
