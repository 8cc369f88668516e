import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '../shared/problem.js';
import { type Intake } from './intake-result.js';

/** House limits of one reading, from the moment at which the child has its program loaded; `startMs` is for the loading. @source security.md 5.8 */
export const INTAKE_LIMITS = { timeoutMs: 5000, heapMb: 256, startMs: 20_000 } as const;

/** Exit code of a Node that ran out of memory, where it is not a signal. */
const OUT_OF_MEMORY = 134;

const HERE = dirname(fileURLToPath(import.meta.url));
/** In production the built program runs; in tests Node runs the source and takes the types off. */
const FROM_SOURCE = import.meta.url.endsWith('.ts');
const ENTRY = join(HERE, FROM_SOURCE ? 'intake-child.ts' : 'intake-child.js');
/** Sources name each other by the ending that the built files have. */
const SOURCE_ENDINGS = `data:text/javascript,${encodeURIComponent(
  "import { registerHooks } from 'node:module'; registerHooks({ resolve: (name, context, next) => next(name.startsWith('.') && name.endsWith('.js') && context.parentURL?.endsWith('.ts') ? name.slice(0, -3) + '.ts' : name, context) });",
)}`;

/** What the child may read: this room's own files, the package files that say how to read them, and the libraries. */
function readable(): string[] {
  const paths = [join(HERE, '*')];
  for (let folder = HERE; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) paths.push(join(folder, 'node_modules', '*'));
    if (existsSync(join(folder, 'package.json'))) paths.push(join(folder, 'package.json'));
  }
  return paths;
}

/** Entry and limits, for tests that put another program in the child's place. */
export interface IntakeOptions {
  entry?: string;
  timeoutMs?: number;
}

/**
 * Reads a CyberTipline report in a child process of its own: `--permission`, an empty environment, 5 s, 256 MB of heap. Whatever happens in there,
 * the answer is rows or a list of refusals. Node does not gate the network by permission; the child's code opens none and it holds no credentials.
 * @source security.md 5.8; stack.md 3.2
 */
export async function readInChild(bytes: Uint8Array, options: IntakeOptions = {}): Promise<Intake> {
  const child = fork(options.entry ?? ENTRY, [], {
    env: {},
    cwd: HERE,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [
      '--permission',
      ...readable().map((path) => `--allow-fs-read=${path}`),
      `--max-old-space-size=${INTAKE_LIMITS.heapMb}`,
      '--disable-warning=ExperimentalWarning',
      ...(FROM_SOURCE ? ['--import', SOURCE_ENDINGS] : []),
    ],
  });
  try {
    await started(child);
    return await answered(child, bytes, options.timeoutMs ?? INTAKE_LIMITS.timeoutMs);
  } finally {
    child.kill('SIGKILL');
  }
}

/** Waits until the child has loaded its program. @throws {Problem} `busy` when it does not: the document is not to blame and may come again. */
function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const busy = (): void => {
      clearTimeout(timer);
      reject(new Problem('busy'));
    };
    const timer = setTimeout(busy, INTAKE_LIMITS.startMs);
    child.once('message', () => {
      clearTimeout(timer);
      resolve();
    });
    child.once('error', busy);
    child.once('exit', busy);
  });
}

/** Hands the bytes over and waits for rows or refusals; a child that ends, hangs or runs out of memory is a refusal too. */
function answered(child: ChildProcess, bytes: Uint8Array, timeoutMs: number): Promise<Intake> {
  return new Promise((resolve) => {
    const refuse = (code: string, detail: string): void => resolve({ refusals: [{ code, detail }] });
    const unreadable = (): void => refuse('unreadable', 'The document cannot be read.');
    const timer = setTimeout(() => refuse('too-complex', 'The document takes longer to read than is allowed.'), timeoutMs);
    child.once('message', (result) => {
      clearTimeout(timer);
      resolve(result as Intake);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGABRT' || code === OUT_OF_MEMORY) refuse('too-complex', 'The document needs more memory to read than is allowed.');
      else unreadable();
    });
    child.send({ bytes }, (error) => {
      if (error) unreadable();
    });
  });
}
