import { describe, expect, it } from 'vitest';
import { optionsOf } from './find-options';

const commands = [
  { kind: 'command', words: 'Referrals', icon: 'i-forward', to: { path: '/referrals' } },
  { kind: 'command', words: 'Sign out', icon: 'i-out' },
] as const;

describe('optionsOf', () => {
  it('offers everything before anything is typed', () => {
    expect(optionsOf('', ['officer'], commands)).toEqual(commands);
  });
  it('puts an exact number first, in either case', () => {
    expect(optionsOf(' dq-2027-ke-000311 ', ['liaison'], commands)).toEqual([{ kind: 'reference', reference: 'DQ-2027-KE-000311' }]);
  });
  it('finds commands by their words and offers an identifier last, only where some are kept', () => {
    expect(optionsOf('refer', ['officer'], commands)).toEqual([commands[0], { kind: 'identifier', raw: 'refer' }]);
    expect(optionsOf('refer', ['liaison'], commands)).toEqual([commands[0]]);
  });
  it('takes words with a figure for a case number too', () => {
    expect(optionsOf('CID  17/27', ['desk'], commands)).toEqual([
      { kind: 'number', number: 'CID 17/27' },
      { kind: 'identifier', raw: 'CID 17/27' },
    ]);
  });
  it('takes an address for no case number', () => {
    expect(optionsOf('user0142@example.com', ['desk'], commands)).toEqual([{ kind: 'identifier', raw: 'user0142@example.com' }]);
  });
  it('takes a number for an entry of the log where somebody reads it', () => {
    expect(optionsOf('41', ['auditor'], commands)).toEqual([{ kind: 'entry', index: 41 }]);
    expect(optionsOf('41', ['officer'], commands)).toEqual([]);
  });
});
