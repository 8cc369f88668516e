import { expect, it } from 'vitest';
import { factsOf, openProgramLog } from './program-log.js';

it('writes codes, counts and places, and drops every sentence', () => {
  const lines: string[] = [];
  const log = openProgramLog('test', (line) => lines.push(line));
  log.error('failed', { why: 'signer-readback:13', text: 'Jean Dupont, born 1970', size: 3, absent: undefined });
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'error', program: 'test', code: 'failed', why: 'signer-readback:13', size: 3, dropped: 1 });
  expect(lines[0]).not.toContain('Dupont');
});

it('says of an error its class, its code and its place, never its message', () => {
  const facts = factsOf(Object.assign(new TypeError('row (Jean Dupont)'), { code: '23514' }));
  expect(facts).toMatchObject({ fault: 'TypeError', state: '23514' });
  expect(JSON.stringify(facts)).not.toContain('Dupont');
  expect(factsOf('text')).toEqual({ fault: 'string' });
});
