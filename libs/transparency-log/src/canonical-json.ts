import type { Json } from './json-reader.js';

/** A value that has no canonical form: a lone surrogate or a number that is not finite. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new NotCanonical('lone surrogate');
  return JSON.stringify(value);
}

/**
 * Canonical JSON of a value: keys in order of their UTF-16 units, numbers as ECMAScript writes them, no space.
 * A member whose value is `undefined` is refused, because a reader could not tell it from a missing one.
 * @throws {NotCanonical}
 * @source RFC 8785
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotCanonical('number that is not finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new NotCanonical(`no JSON value: ${typeof value}`);
  // The default order of sort() is that of UTF-16 units, which RFC 8785 asks for.
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${text(key)}:${canonicalJson(value[key]!)}`).join(',')}}`;
}
