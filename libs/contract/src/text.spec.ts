import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { date, formatCharacterAt, id, identifierRaw, instant, label, text, zone } from './text.js';

/** Code of the first issue; `shape` for one that has none. */
const codeOf = (schema: z.ZodType, value: unknown): string | null => {
  const issue = schema.safeParse(value).error?.issues[0];
  return issue ? (issue.code === 'custom' ? String(issue.params?.['code']) : 'shape') : null;
};

describe('free text', () => {
  it('keeps line feeds and direction marks, and brings the text to NFC', () => {
    expect(text(50).parse('line one\nline two \u200f')).toBe('line one\nline two \u200f');
    expect(text(50).parse('e\u0301')).toBe('\u00e9');
  });

  it.each([
    ['a\u0000b', 'control'],
    ['a\rb', 'control'],
    ['\ud800', 'surrogate'],
    ['   ', 'blank'],
    ['see data:image/png;base64,AAAA', 'media'],
    ['x'.repeat(120), 'opaque-blob'],
    ['', 'shape'],
    ['x '.repeat(30), 'shape'],
  ])('refuses %j as %s', (value, code) => {
    expect(codeOf(text(value.startsWith('x') && value.length === 60 ? 50 : 500), value)).toBe(code);
  });
});

describe('labels', () => {
  it.each([
    ['a\u200bb', 'control'],
    ['a\nb', 'control'],
    [' a', 'spaces'],
    ['a  b', 'spaces'],
    ['y'.repeat(130), 'opaque-blob'],
  ])('refuse %j as %s', (value, code) => {
    expect(codeOf(label(200), value)).toBe(code);
  });
});

describe('identifiers as received', () => {
  it('are never normalised', () => {
    expect(identifierRaw.parse('e\u0301 ')).toBe('e\u0301 ');
  });

  it('are refused with the place of an invisible character, counted in characters', () => {
    expect(identifierRaw.safeParse('\u{1f600}a\u202eb').error?.issues[0]).toMatchObject({ params: { code: 'format-character', position: 2 } });
    expect(formatCharacterAt('plain')).toBe(-1);
    expect(codeOf(identifierRaw, '\udc00')).toBe('surrogate');
  });
});

describe('ids and times', () => {
  it('refuse the nil UUID and capitals', () => {
    expect(id.safeParse('00000000-0000-0000-0000-000000000000').success).toBe(false);
    expect(id.safeParse('019B0000-0000-7000-8000-000000000001').success).toBe(false);
    expect(id.safeParse('019b0000-0000-7000-8000-000000000001').success).toBe(true);
  });

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01t00:00:00Z',
    '2026-01-01T00:00:00+14:01',
    '2026-01-01T00:00:00-12:01',
    '0000-01-01T00:00:00Z',
    '1899-12-31T00:00:00Z',
    '2101-01-01T00:00:00Z',
    '2026-01-01T00:00:00',
  ])('refuse the instant %s', (value) => {
    expect(instant.safeParse(value).success).toBe(false);
  });

  it.each(['2024-02-29', '1900-01-01', '2100-12-31'])('take the day %s', (value) => {
    expect(date.safeParse(value).success).toBe(true);
  });

  it('refuse days that do not exist, and take every real instant', () => {
    expect(date.safeParse('2023-02-29').success).toBe(false);
    fc.assert(
      fc.property(
        fc.date({ min: new Date(-2208988800000), max: new Date(4133980799000), noInvalidDate: true }),
        (value) => instant.safeParse(value.toISOString()).success,
      ),
    );
  });

  it('take zones by name only', () => {
    expect(zone.safeParse('Africa/Nairobi').success && zone.safeParse('UTC').success).toBe(true);
    expect(zone.safeParse('+03:00').success).toBe(false);
  });
});
