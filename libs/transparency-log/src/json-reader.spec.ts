import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, JSON_LIMITS, JsonRefused, readJson, readJsonBytes, utf8, type Json } from './index.js';

const faultOf = (text: string): string => {
  try {
    readJson(text);
    return 'read';
  } catch (error) {
    return error instanceof JsonRefused ? error.code : 'threw something else';
  }
};

describe('the strict JSON reader', () => {
  it.each([
    'NaN', 'Infinity', '-Infinity', '+1', '0x10', '0b1', '01', '1_000', '.5', '5.', '1e', 'undefined', "'x'", '0/0', '\u0661',
    '{"a":1,}', '{"a":1} {"a":2}', '{"a":1}//x', '/*x*/{"a":1}', '{a:1}', '{"a":"x\ny"}', '{"a":"\\x41"}', '[1,,2]', '{"a":1', '"', ' ', '', '\ufeff{}', '[1,]', '{"a"}', '"\\u12"',
  ])('refuses %j as no JSON', (text) => expect(faultOf(text)).toBe('not-json'));

  it.each(['1e400', '-1e309', '123456789e999999999', '-0', '-0.0', '1e-400', '-0e5', '9007199254740992', '-9007199254740993', '1e21', '0.1e-999'])(
    'refuses the number %s',
    (text) => expect(faultOf(text)).toBe('number-out-of-range'),
  );
  it.each(['0', '-1', '9007199254740991', '-9007199254740991', '0.1', '1.5e3', '0.0', '0e5', '1e-300'])('reads the number %s', (text) => expect(readJson(text)).toBe(Number(text)));

  it.each(['"\\ud800"', '"\\udfff"', '"x\\udc00\\ud800y"', '"\\ud83d"', '"\\u0000"', '{"\\ud800":1}'])('refuses ill-formed text %s', (text) => expect(faultOf(text)).toBe('ill-formed-text'));
  it('reads a surrogate pair', () => expect(readJson('"\\ud83d\\ude02"')).toBe('😂'));

  it.each(['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"x":{"b":1,"b":1}}'])('refuses the repeated key in %s', (text) => expect(faultOf(text)).toBe('duplicate-key'));
  it.each(['__proto__', 'constructor', 'prototype', '\\u005f_proto__'])('refuses the key %s', (key) => expect(faultOf(`{"${key}":{}}`)).toBe('forbidden-key'));
  it.each(['toString', 'hasOwnProperty', 'valueOf', ''])('reads the key "%s" as any other', (key) => expect(readJson(`{"${key}":1}`)).toEqual({ [key]: 1 }));

  it('holds its bounds exactly', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect([faultOf(nested(32)), faultOf(nested(33)), faultOf(nested(1_000_000))]).toEqual(['read', 'too-deep', 'too-deep']);
    const list = (items: number): string => `[${Array(items).fill('0').join(',')}]`;
    expect([faultOf(list(5000)), faultOf(list(5001))]).toEqual(['read', 'too-many']);
    const object = (keys: number): string => `{${Array.from({ length: keys }, (_, at) => `"k${at}":0`).join(',')}}`;
    expect([faultOf(object(1000)), faultOf(object(1001))]).toEqual(['read', 'too-many']);
    expect(readJson(list(50_000), { ...JSON_LIMITS, items: 50_000 })).toHaveLength(50_000);
  });

  it.each([[[0xff]], [[0xc0, 0xaf]], [[0xed, 0xa0, 0x80]], [[0xf4, 0x90, 0x80, 0x80]], [[0xe2, 0x82]], [[0xef, 0xbb, 0xbf, 0x7b, 0x7d]], [[0x7b, 0x00, 0x7d, 0x00]]])(
    'refuses the bytes %j',
    (bytes) => expect(() => readJsonBytes(Uint8Array.from(bytes))).toThrow(JsonRefused),
  );

  it('agrees with the platform on everything that it accepts', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        let read: Json;
        try {
          read = readJson(text);
        } catch {
          return;
        }
        expect(read).toEqual(JSON.parse(text));
      }),
    );
  });

  it('reads back every value from its canonical form, from text and from bytes', () => {
    const value = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger().map((n) => (Object.is(n, -0) ? 0 : n)),
        fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(fc.string({ minLength: 1 }).filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key)), tie('value'), { maxKeys: 5, noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(value, (one) => {
        const written = canonicalJson(one);
        expect(readJson(written)).toEqual(one);
        expect(canonicalJson(readJsonBytes(utf8(written)))).toBe(written);
      }),
    );
  });
});
