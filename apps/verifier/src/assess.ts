import { assessFile } from './assess-file.js';

process.exitCode = assessFile(
  process.argv.slice(2),
  (text) => process.stdout.write(text),
  (line) => process.stderr.write(`${line}\n`),
);
