import { spawn, type ChildProcess } from 'node:child_process';

/** Sources name each other as `.js`, as the built program does; the child runs them as they are. */
const HOOKS =
  "import { registerHooks } from 'node:module'; registerHooks({ resolve: (name, context, next) => next(name.startsWith('.') && name.endsWith('.js') && context.parentURL?.endsWith('.ts') ? name.slice(0, -3) + '.ts' : name, context) });";

/** Runs the witness, or another program of this folder, as a process of its own. */
export function spawnWitness(env: Record<string, string>, program = '../main.ts', args: string[] = []): ChildProcess {
  const words = [
    '--experimental-transform-types',
    '--no-warnings',
    '--conditions=@comity/source',
    '--import',
    `data:text/javascript,${encodeURIComponent(HOOKS)}`,
  ];
  return spawn(process.execPath, [...words, new URL(program, import.meta.url).pathname, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Port in the line that says that it listens. @throws when the process ends before. */
export function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    child.stdout!.on('data', (part: Buffer) => {
      out += part.toString();
      const port = /"code":"listening","port":(\d+)/.exec(out)?.[1];
      if (port) resolve(Number(port));
    });
    child.stderr!.on('data', (part: Buffer) => (err += part.toString()));
    child.on('exit', (code) => reject(new Error(`ended with ${code}: ${err}`)));
  });
}
