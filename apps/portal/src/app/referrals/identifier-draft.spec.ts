import { type IdentifierLineView } from '@comity/contract';
import { describe, expect, it } from 'vitest';
import { fateOf, partsToSend, type Pasted, rejectsCsv } from './identifier-draft';

const nothing = { normal: null, reason: null, refused: null, position: null, warnings: [], service: null, country: null, port: null, seen: null, time: null };
const line = (change: Partial<IdentifierLineView>): Pasted => ({ key: 'i1', subject: '', read: { ...nothing, line: 1, raw: 'x', type: null, ...change } });
const mail = line({ type: 'email', raw: 'A@Example.com', normal: 'A@example.com' });

describe('pasted identifiers', () => {
  it('are taken once, and the second time said to stand there', () => {
    expect(fateOf(mail, [], [])).toBe('taken');
    expect(fateOf(mail, [], [mail])).toBe('twice');
  });

  it('are not guessed, and not kept with a character that nobody sees', () => {
    expect(fateOf(line({ reason: 'type_not_stated' }), [], [])).toBe('needs');
    expect(fateOf(line({ type: 'email', refused: 'format_character', position: 3 }), [], [])).toBe('refused');
  });

  it('are sent as received', () => {
    expect(partsToSend([], [mail])).toEqual([{ key: 'i1', type: 'email', raw: 'A@Example.com' }]);
  });

  it('keep their line numbers when they are not taken', () => {
    expect(rejectsCsv([{ pasted: line({ line: 14, raw: '192.0.2.999', reason: 'x"y' }), fate: 'needs' }]).split('\r\n')[1]).toBe(
      '"14","192.0.2.999","needs","x""y"',
    );
  });
});
