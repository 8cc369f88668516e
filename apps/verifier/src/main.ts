import { verify, type Terminal } from './verify.js';

const terminal: Terminal = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  folder: process.cwd(),
  now: () => new Date(),
  wait: (seconds) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => end(true), seconds * 1000);
      const stop = (): void => end(false);
      const end = (goOn: boolean): void => {
        clearTimeout(timer);
        for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, stop);
        resolve(goOn);
      };
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, stop);
    }),
};

const words = process.argv.slice(2);

verify(words[0] === 'verify' ? words.slice(1) : words, terminal).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    terminal.err(`verify: ${error instanceof Error ? error.name : 'failed'}`);
    process.exitCode = 2;
  },
);
