/** Leaf hashes of a full tile. @source log.md 6.3; c2sp.org/tlog-tiles */
export const TILE_WIDTH = 256;

/**
 * Address of the tile that holds the leaf hashes from `tile * 256` on, under a head of `size` entries. Groups of three digits, all but the last with an
 * `x` before; a tile that is not full says how wide it is.
 */
export function tileAddress(tile: number, size: number): string {
  const digits = String(tile).padStart(Math.ceil(String(tile).length / 3) * 3, '0');
  const groups = digits.match(/\d{3}/g) ?? [digits];
  const place = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  const width = Math.min(TILE_WIDTH, size - tile * TILE_WIDTH);
  return `/log/tile/0/${place}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}
