import { randomBytes } from 'node:crypto';

/**
 * A UUID of version 7 for a new row: 48 bits of Unix milliseconds, then random bits. Made by the API process before the append, never taken from input.
 * Ids are not secrets; the process clock in them orders rows for people and decides nothing.
 * @source RFC 9562, section 5.7
 */
export function newId(milliseconds: number = performance.timeOrigin + performance.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Math.floor(milliseconds), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
