import { describe, expect, it } from 'vitest';
import { cutTo, lowerCategories } from './narrowing';
import { nameOf, nextOpen, placesOf } from './places';
import { withoutBlanks } from './without-blanks';

const asked = { from: '2026-08-05T00:00:00Z', to: '2026-11-02T23:59:59Z', zone: 'UTC' };

describe('narrowing in place', () => {
  it('cuts a period to days and keeps an end that was not touched as it was written', () => {
    expect(cutTo(asked, '2026-10-04', '2026-11-02')).toEqual({ from: '2026-10-04T00:00:00.000Z', to: '2026-11-02T23:59:59Z', zone: 'UTC' });
  });

  it('never reaches beyond what was asked, nor ends before it starts', () => {
    expect(cutTo(asked, '2026-01-01', '2027-01-01')).toEqual(asked);
    expect(cutTo(asked, '2026-10-04', '2026-10-01')).toMatchObject({ from: '2026-10-04T00:00:00.000Z', to: '2026-10-04T23:59:59.000Z' });
  });

  it('offers a category of a lower rung and never another of the same', () => {
    expect(lowerCategories('subscriber')).toEqual(['subscriber']);
    expect(lowerCategories('traffic')).toContain('subscriber');
    expect(lowerCategories('traffic')).not.toContain('content_stored');
  });
});

describe('places of the worksheet', () => {
  it('goes to the next open place and round to the first', () => {
    const places = placesOf([1, 2]);
    expect(places.map(nameOf).slice(0, 3)).toEqual(['W1:1', 'W1:2', 'W2']);
    expect(nextOpen(places, { row: 'W1', line: 2 }, ['W1:1', 'W5:1'])).toEqual({ row: 'W5', line: 1 });
    expect(nextOpen(places, { row: 'W9', line: null }, ['W1:1'])).toEqual({ row: 'W1', line: 1 });
    expect(nextOpen(places, undefined, [])).toBeUndefined();
  });
});

describe('a draft', () => {
  it('says nothing rather than an empty text', () => {
    expect(withoutBlanks({ reason: ' ', list: [{ why: '', line: 1 }], granted: null })).toEqual({ list: [{ line: 1 }], granted: null });
  });
});
