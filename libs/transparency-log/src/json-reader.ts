import { BytesRefused, textOf } from './bytes.js';

/** A value of JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Reason why a text is not taken; the word goes into problem answers. */
export const JSON_FAULTS = ['not-json', 'duplicate-key', 'forbidden-key', 'too-deep', 'too-many', 'ill-formed-text', 'number-out-of-range'] as const;
export type JsonFault = (typeof JSON_FAULTS)[number];

/** A text that the one reader refuses. `offset` counts UTF-16 units from 0; the text itself is never repeated. */
export class JsonRefused extends Error {
  override readonly name = 'JsonRefused';
  constructor(
    readonly code: JsonFault,
    readonly offset: number,
  ) {
    super(`${code} at ${offset}`);
  }
}

/** Bounds of the reader. */
export interface JsonLimits {
  /** Objects and lists inside each other, at most. */
  depth: number;
  /** Keys of one object, at most. */
  keys: number;
  /** Items of one list, at most; intake allows 50,000. */
  items: number;
}

/** Bounds for everything but intake. @source security.md 5.3 */
export const JSON_LIMITS: JsonLimits = { depth: 32, keys: 1000, items: 5000 };

/** Keys that no object may have: they mean something to the language. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const SPACE = /[ \t\n\r]*/y;
const LITERALS: [string, Json][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const ESCAPES = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * Reads one JSON text so that no two programs can read it differently.
 * @throws {JsonRefused}
 * @source security.md 5.3
 */
export function readJson(text: string, limits: JsonLimits = JSON_LIMITS): Json {
  let at = 0;
  const refuse = (code: JsonFault): never => {
    throw new JsonRefused(code, at);
  };
  const skip = (): void => {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    at = SPACE.lastIndex;
  };
  const take = (letter: string): boolean => {
    if (text[at] !== letter) return false;
    at++;
    return true;
  };

  function string(): string {
    const start = at++;
    let out = '';
    for (;;) {
      const letter = text[at];
      if (letter === undefined || letter < ' ') return refuse('not-json');
      at++;
      if (letter === '"') break;
      if (letter !== '\\') {
        out += letter;
        continue;
      }
      const escape = text[at++];
      if (escape === 'u') {
        const digits = text.slice(at, at + 4);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) return refuse('not-json');
        out += String.fromCharCode(Number.parseInt(digits, 16));
        at += 4;
      } else out += ESCAPES.get(escape ?? '') ?? refuse('not-json');
    }
    if (!out.isWellFormed() || out.includes('\0')) throw new JsonRefused('ill-formed-text', start);
    return out;
  }

  function number(): number {
    NUMBER.lastIndex = at;
    const digits = NUMBER.exec(text)?.[0] ?? refuse('not-json');
    const value = Number(digits);
    const tooLarge = !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));
    const lost = value === 0 && (digits.startsWith('-') || /[1-9]/.test(digits.split(/[eE]/)[0]!));
    if (tooLarge || lost) refuse('number-out-of-range');
    at += digits.length;
    return value;
  }

  function object(depth: number): Json {
    const out: { [key: string]: Json } = {};
    let count = 0;
    at++;
    skip();
    if (take('}')) return out;
    do {
      skip();
      if (text[at] !== '"') refuse('not-json');
      const keyAt = at;
      const key = string();
      if (FORBIDDEN_KEYS.has(key)) throw new JsonRefused('forbidden-key', keyAt);
      if (Object.hasOwn(out, key)) throw new JsonRefused('duplicate-key', keyAt);
      if (++count > limits.keys) throw new JsonRefused('too-many', keyAt);
      skip();
      if (!take(':')) refuse('not-json');
      out[key] = value(depth);
      skip();
    } while (take(','));
    if (!take('}')) refuse('not-json');
    return out;
  }

  function list(depth: number): Json {
    const out: Json[] = [];
    at++;
    skip();
    if (take(']')) return out;
    do {
      if (out.length >= limits.items) refuse('too-many');
      out.push(value(depth));
      skip();
    } while (take(','));
    if (!take(']')) refuse('not-json');
    return out;
  }

  function value(depth: number): Json {
    skip();
    const letter = text[at];
    if (letter === '{' || letter === '[') {
      if (depth >= limits.depth) refuse('too-deep');
      return letter === '{' ? object(depth + 1) : list(depth + 1);
    }
    if (letter === '"') return string();
    for (const [word, meaning] of LITERALS) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return meaning;
      }
    }
    return number();
  }

  const result = value(0);
  skip();
  if (at !== text.length) refuse('not-json');
  return result;
}

/** As `readJson`, from bytes: decoded fatally, and a byte order mark is refused as no part of JSON. @throws {JsonRefused} */
export function readJsonBytes(bytes: Uint8Array, limits: JsonLimits = JSON_LIMITS): Json {
  let text: string;
  try {
    text = textOf(bytes);
  } catch (error) {
    if (error instanceof BytesRefused) throw new JsonRefused('ill-formed-text', 0);
    throw error;
  }
  return readJson(text, limits);
}
