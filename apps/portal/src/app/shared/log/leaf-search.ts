import { base64, hashesIn, TILE_WIDTH, widthIn } from '@comity/transparency-log';
import { type LogSource } from './published-log';

/** Tiles that one search reads at most: 16,384 entries. An entry of a page that is open is among the newest. */
const MOST_TILES = 64;

/** Finds entries by their leaf hash, newest first. What was read once is not read again. */
export class LeafSearch {
  private readonly places = new Map<string, number>();
  /** Entries between the two were read; full tiles do not change. */
  private from = 0;
  private to = 0;

  constructor(private readonly source: LogSource) {}

  /** @param leaf base64 @param size of the tree that is searched @returns index, or undefined when the newest entries do not hold it */
  async find(leaf: string, size: number): Promise<number | undefined> {
    const last = Math.ceil(size / TILE_WIDTH);
    if (this.to === 0) this.from = this.to = Math.max(0, last - 1) * TILE_WIDTH;
    for (let n = Math.floor(this.to / TILE_WIDTH); n < last && this.to < size; n++) await this.read(n, size);
    this.to = Math.max(this.to, size);
    for (let n = this.from / TILE_WIDTH - 1; !this.places.has(leaf) && n >= Math.max(0, last - MOST_TILES); n--) {
      await this.read(n, size);
      this.from = n * TILE_WIDTH;
    }
    const found = this.places.get(leaf);
    return found !== undefined && found < size ? found : undefined;
  }

  private async read(n: number, size: number): Promise<void> {
    const tile = await this.source.tile(0, n, widthIn({ level: 0, n }, size));
    hashesIn(tile).forEach((hash, at) => this.places.set(base64(hash), n * TILE_WIDTH + at));
  }
}
