import { readFileSync } from 'node:fs';
import { assessText, Unassessed } from './assess-text.js';

/** Reads FILE, which is UTF-8. @throws {Unassessed} */
function textOf(words: readonly string[]): string {
  const [file, ...others] = words;
  if (file === undefined || others.length > 0 || file.startsWith('--')) throw new Unassessed('usage: assess FILE');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch {
    throw new Unassessed('the file is missing or cannot be read as text');
  }
}

/**
 * npm run -s assess -- FILE: the proportionality test on a file of requests, without network, database or clock.
 * @returns 0 when every element was assessed, whatever the routes; 2 after one line to `err` and nothing to `out`.
 * @source proportionality 15
 */
export function assessFile(words: readonly string[], out: (text: string) => void, err: (line: string) => void): 0 | 2 {
  let answer: string;
  try {
    answer = assessText(textOf(words));
  } catch (error) {
    err(`assess: ${error instanceof Unassessed ? error.message : 'failed'}`);
    return 2;
  }
  out(answer);
  return 0;
}
