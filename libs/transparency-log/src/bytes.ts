import { concatBytes } from '@noble/hashes/utils.js';

/** Why bytes could not be read as text or as base64. */
export class BytesRefused extends Error {
  override readonly name = 'BytesRefused';
}

export { concatBytes };

/** UTF-8 of a text. @throws {BytesRefused} on a lone surrogate, which has no UTF-8 form. */
export function utf8(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3);
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    let code = text.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdfff) {
      const low = text.charCodeAt(at + 1);
      if (code > 0xdbff || !(low >= 0xdc00 && low <= 0xdfff)) throw new BytesRefused('lone surrogate');
      code = (code - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
      at++;
    }
    if (code < 0x80) out[size++] = code;
    else if (code < 0x800) {
      out[size++] = 0xc0 | (code >> 6);
      out[size++] = 0x80 | (code & 0x3f);
    } else if (code < 0x10000) {
      out[size++] = 0xe0 | (code >> 12);
      out[size++] = 0x80 | ((code >> 6) & 0x3f);
      out[size++] = 0x80 | (code & 0x3f);
    } else {
      out[size++] = 0xf0 | (code >> 18);
      out[size++] = 0x80 | ((code >> 12) & 0x3f);
      out[size++] = 0x80 | ((code >> 6) & 0x3f);
      out[size++] = 0x80 | (code & 0x3f);
    }
  }
  return out.slice(0, size);
}

/** Bytes that follow a first byte of UTF-8, the smallest value that needs so many, and the bits of the first byte. */
function sequence(first: number): { more: number; least: number; bits: number } {
  if (first >= 0xc2 && first <= 0xdf) return { more: 1, least: 0x80, bits: first & 0x1f };
  if (first >= 0xe0 && first <= 0xef) return { more: 2, least: 0x800, bits: first & 0x0f };
  if (first >= 0xf0 && first <= 0xf4) return { more: 3, least: 0x10000, bits: first & 0x07 };
  throw new BytesRefused('not UTF-8');
}

/** Text of UTF-8 bytes, decoded fatally; a byte order mark stays in the text. @throws {BytesRefused} on anything that is not UTF-8. */
export function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at++) {
    const first = bytes[at]!;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      continue;
    }
    const { more, least, bits } = sequence(first);
    let code = bits;
    for (let n = 0; n < more; n++) {
      const next = bytes[++at];
      if (next === undefined || (next & 0xc0) !== 0x80) throw new BytesRefused('not UTF-8');
      code = code * 64 + (next & 0x3f);
    }
    if (code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new BytesRefused('not UTF-8');
    text += String.fromCodePoint(code);
  }
  return text;
}

/** Whether two byte strings are equal. Not constant in time: nothing that is compared here is secret. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL_SAFE = STANDARD.replace('+/', '-_');
const values = (alphabet: string): Map<string, number> => new Map([...alphabet].map((letter, value) => [letter, value]));
const STANDARD_VALUES = values(STANDARD);
const URL_SAFE_VALUES = values(URL_SAFE);

function encode(bytes: Uint8Array, alphabet: string): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const word = bytes[at]! * 65536 + (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0);
    text += alphabet[(word >> 18) & 63]! + alphabet[(word >> 12) & 63]!;
    if (left > 1) text += alphabet[(word >> 6) & 63]!;
    if (left > 2) text += alphabet[word & 63]!;
  }
  return text;
}

/** Letters without padding to bytes; bits left over must be zero, so that one byte string has one spelling. */
function decode(letters: string, alphabet: Map<string, number>): Uint8Array {
  if (letters.length % 4 === 1) throw new BytesRefused('not base64');
  const out = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let size = 0;
  for (const letter of letters) {
    const value = alphabet.get(letter);
    if (value === undefined) throw new BytesRefused('not base64');
    held = held * 64 + value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[size++] = Math.floor(held / 2 ** bits);
      held %= 2 ** bits;
    }
  }
  if (held !== 0) throw new BytesRefused('base64 with bits left over');
  return out;
}

/** Base64 of RFC 4648 section 4, with padding. */
export function base64(bytes: Uint8Array): string {
  const text = encode(bytes, STANDARD);
  return text + '='.repeat((4 - (text.length % 4)) % 4);
}

/** Bytes of padded base64 in its one canonical spelling. @throws {BytesRefused} */
export function fromBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw new BytesRefused('not base64');
  return decode(text.replace(/={1,2}$/, ''), STANDARD_VALUES);
}

/** URL-safe base64 of RFC 4648 section 5, without padding. */
export function base64url(bytes: Uint8Array): string {
  return encode(bytes, URL_SAFE);
}

/** Bytes of unpadded URL-safe base64 in its one canonical spelling. @throws {BytesRefused} */
export function fromBase64url(text: string): Uint8Array {
  return decode(text, URL_SAFE_VALUES);
}

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += PAIRS[byte]!;
  return text;
}

/** Bytes of lower-case hexadecimal. @throws {BytesRefused} */
export function fromHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new BytesRefused('not hexadecimal');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
