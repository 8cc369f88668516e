import { randomFillSync } from 'node:crypto';

/** Drawing many small pieces one by one costs more than the rest of an append; so they are cut from one block. */
const BLOCK_BYTES = 8192;
const block = Buffer.alloc(BLOCK_BYTES);
let used = BLOCK_BYTES;

/** Fresh random bytes, `count` at most 8,192. They are the caller's own copy; the block forgets them. */
export function randomBytesOf(count: number): Uint8Array {
  if (used + count > BLOCK_BYTES) {
    randomFillSync(block);
    used = 0;
  }
  const bytes = Uint8Array.from(block.subarray(used, used + count));
  block.fill(0, used, used + count);
  used += count;
  return bytes;
}
