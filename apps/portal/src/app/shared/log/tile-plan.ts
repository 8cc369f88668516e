import { consistencyRanges, inclusionRanges, nodesOf, placeOf, type Range, widthIn } from '@comity/transparency-log';
import { type LogSource } from './published-log';
import { type Tiles } from './tasks';

/** Fetches the tiles that hold the hashes of some ranges of leaves, each once. */
async function tilesOfRanges(source: LogSource, ranges: readonly Range[], size: number): Promise<Tiles> {
  const places = new Map(ranges.flatMap(nodesOf).map((node) => placeOf(node)).map(({ level, n }) => [`${level}/${n}`, { level, n }])); // prettier-ignore
  const fetched = [...places].map(async ([key, place]) => [key, await source.tile(place.level, place.n, widthIn(place, size))] as const);
  return new Map(await Promise.all(fetched));
}

/** Tiles for the way from an entry to the root of a tree. @throws {RangeError} when the entry is not in the tree */
export const tilesForWay = (source: LogSource, index: number, size: number): Promise<Tiles> => tilesOfRanges(source, inclusionRanges(index, size), size);

/** Tiles that show that a tree grew into another one. @throws {RangeError} when it is smaller */
export const tilesForGrowth = (source: LogSource, first: number, second: number): Promise<Tiles> =>
  tilesOfRanges(source, consistencyRanges(first, second), second);
