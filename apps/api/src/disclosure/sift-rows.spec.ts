import { describe, expect, it } from '@jest/globals';
import { type DataRow } from '@comity/contract';
import fc from 'fast-check';
import { siftRows } from './sift-rows.js';

const line = {
  identifier: { id: 'x', type: 'username', raw: 'Sample_One', normal: 'sample_one', service: 'example-chat' },
  category: 'traffic' as const,
  period: { from: '2026-10-01T00:00:00Z', to: '2026-10-30T23:59:59Z', zone: 'UTC' },
  toleranceS: null,
};
const row = (over: Partial<DataRow> = {}): DataRow => ({
  identifier: 'sample_one',
  category: 'traffic',
  at: '2026-10-15T12:00:00Z',
  fields: { ip: '192.0.2.7' },
  ...over,
});

describe('rows of an answer', () => {
  it('go on when they lie inside the grant', () => {
    expect(siftRows(line, [row(), row({ identifier: 'Sample_One' })])).toMatchObject({ held: [], because: [] });
  });

  it.each([
    ['before the period', { at: '2026-09-30T23:59:59Z' }, ['period']],
    ['after it', { at: '2026-10-31T00:00:00Z' }, ['period']],
    ['without a time', { at: null }, ['period']],
    ['of another person', { identifier: 'sample_two' }, ['identifier']],
    ['of another category', { category: 'location' as const }, ['category']],
    ['with a field nobody asked for', { fields: { ip: '192.0.2.7', fullName: 'Sample' } }, ['field']],
    ['wrong in two ways', { at: null, identifier: 'other' }, ['identifier', 'period']],
  ])('are held back %s', (_name, over, because) => {
    expect(siftRows(line, [row(over)])).toMatchObject({ kept: [], because });
  });

  it('of an instant pass within the tolerance of the clock and not beyond it', () => {
    const instant = { ...line, period: { from: '2026-10-15T12:00:00Z', to: '2026-10-15T12:00:00Z', zone: 'UTC' }, toleranceS: 60 };
    expect(siftRows(instant, [row({ at: '2026-10-15T12:01:00Z' })]).kept).toHaveLength(1);
    expect(siftRows(instant, [row({ at: '2026-10-15T12:01:01Z' })]).held).toHaveLength(1);
  });

  it('are each kept or held, never both and never lost', () => {
    const when = fc.date({ noInvalidDate: true, min: new Date('2026-09-01'), max: new Date('2026-12-01') }).map((date) => date.toISOString());
    const any = fc.array(fc.record({ at: fc.option(when), identifier: fc.constantFrom('sample_one', 'x') }));
    fc.assert(
      fc.property(any, (some) => {
        const rows = some.map((one) => row(one));
        const { kept, held } = siftRows(line, rows);
        const asTexts = (list: readonly DataRow[]): string[] => list.map((one) => JSON.stringify(one)).sort();
        expect(asTexts([...kept, ...held])).toEqual(asTexts(rows));
        expect(siftRows(line, kept).held).toEqual([]);
      }),
    );
  });
});
