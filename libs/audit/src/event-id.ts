import { hex } from '@comity/transparency-log';
import { randomBytesOf } from './random.js';

/** Id of an entry: a UUID of version 7 that begins with the entry's own time. @source RFC 9562 5.7 */
export function eventId(at: Date): string {
  const bytes = randomBytesOf(16);
  let left = at.getTime();
  for (let place = 5; place >= 0; place--) {
    bytes[place] = left % 256;
    left = Math.floor(left / 256);
  }
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
