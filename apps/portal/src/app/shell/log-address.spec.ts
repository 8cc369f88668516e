import { describe, expect, it } from 'vitest';
import { tileAddress } from './log-address';

describe('tileAddress', () => {
  it.each([
    [0, 70, '/log/tile/0/000.p/70'],
    [0, 256, '/log/tile/0/000'],
    [1, 257, '/log/tile/0/001.p/1'],
    [1234, 1_000_000, '/log/tile/0/x001/234'],
  ])('of tile %i under %i entries', (tile, size, address) => expect(tileAddress(tile, size)).toBe(address));
});
