import { type RequestDraft } from '@comity/contract';
import { describe, expect, it } from 'vitest';
import { clashesOf, merged } from './clashes';

const base: RequestDraft = { aim: { need: 'first words', specific: 'yes' }, lines: [] };

describe('two people at one draft', () => {
  it('asks only about fields that both changed', () => {
    const mine: RequestDraft = { ...base, aim: { need: 'my words', specific: 'yes' } };
    const theirs: RequestDraft = { ...base, aim: { need: 'their words', specific: 'no' } };
    expect(clashesOf(base, mine, theirs)).toEqual([{ pointer: '/aim/need', mine: 'my words', theirs: 'their words' }]);
    expect(merged(base, mine, theirs).aim).toEqual({ need: 'my words', specific: 'no' });
  });

  it('takes a list of another length as one answer', () => {
    const mine: RequestDraft = { ...base, lines: [{ category: 'traffic' }] };
    const theirs: RequestDraft = { ...base, lines: [{ category: 'subscriber' }, { category: 'financial' }] };
    expect(clashesOf(base, mine, theirs)).toEqual([{ pointer: '/lines', mine: mine.lines, theirs: theirs.lines }]);
  });

  it('has nothing to ask where only one changed something', () => {
    expect(clashesOf(base, base, { ...base, track: 'urgent' })).toEqual([]);
    expect(merged(base, base, { ...base, track: 'urgent' }).track).toBe('urgent');
  });
});
