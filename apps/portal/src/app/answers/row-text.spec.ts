import { describe, expect, it } from 'vitest';
import { headOf, readRows } from './row-text';

const line = { identifier: '7731-0142', category: 'traffic' as const };

describe('rows of an answer', () => {
  it('are read under their head, and an empty cell is a field that is left out', () => {
    const { rows, unread } = readRows('at,ip,port\n2026-10-05T10:00:00Z,203.0.113.45,\n', line);
    expect(unread).toEqual([]);
    expect(rows).toEqual([{ ...line, at: '2026-10-05T10:00:00Z', fields: { ip: '203.0.113.45' } }]);
  });

  it('keep a comma in quotes, and may name another identifier', () => {
    const { rows } = readRows('identifier,at,userAgent\nother-1,,"Example, ""1.0"""', line);
    expect(rows).toEqual([{ identifier: 'other-1', category: 'traffic', at: null, fields: { userAgent: 'Example, "1.0"' } }]);
  });

  it('are refused by line where a time has no zone or cells are missing', () => {
    expect(readRows('at,ip\n2026-10-05 10:00,203.0.113.45\n2026-10-05T10:00:00Z', line).unread).toEqual([
      { line: 2, why: 'time' },
      { line: 3, why: 'cells' },
    ]);
  });

  it('have a head to begin with', () => {
    expect(headOf('traffic')).toBe('at,ip,port,event');
  });
});
