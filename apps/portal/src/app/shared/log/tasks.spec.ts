import { base64, grow, leafHash, rootOfEdge, TILE_WIDTH, utf8, widthIn } from '@comity/transparency-log';
import { describe, expect, it } from 'vitest';
import { checkHead } from './check-head';
import { LeafSearch } from './leaf-search';
import { type LogSource } from './published-log';
import { TASKS } from './tasks';
import { tilesForGrowth, tilesForWay } from './tile-plan';

const SIZE = 700;
const leaves = Array.from({ length: SIZE }, (_, at) => leafHash(utf8(`entry ${at}`)));
const rootAt = (size: number) => rootOfEdge(grow([], 0, leaves.slice(0, size)).edge);
const upper = grow([], 0, leaves)
  .tiles.filter(({ level }) => level === 0)
  .map(({ root }) => root);
const joined = (hashes: Uint8Array[]): Uint8Array => Uint8Array.from(hashes.flatMap((hash) => [...hash]));
let reads = 0;
const source: LogSource = {
  policy: () => Promise.resolve('quorum none\n'),
  note: () => Promise.resolve(''),
  vkeys: () => Promise.resolve(''),
  bundle: () => Promise.reject(new Error('no bodies')),
  tile: (level, n, width) => {
    reads++;
    return Promise.resolve(joined((level === 0 ? leaves : upper).slice(n * TILE_WIDTH, n * TILE_WIDTH + width)));
  },
};

describe('checks of the log in the browser', () => {
  it.each([0, 255, 256, 511, 699])('climbs from entry %i to the root', async (index) => {
    const way = TASKS.way({ index, size: SIZE, leaf: leaves[index]!, tiles: await tilesForWay(source, index, SIZE) });
    expect(way?.at(-1)?.node).toEqual(rootAt(SIZE));
  });

  it('ends at another root when the entry is another one', async () => {
    const way = TASKS.way({ index: 5, size: SIZE, leaf: leafHash(utf8('changed')), tiles: await tilesForWay(source, 5, SIZE) });
    expect(way?.at(-1)?.node).not.toEqual(rootAt(SIZE));
  });

  it('sees that the log grew out of the head that was kept, and that another head did not', async () => {
    const tiles = await tilesForGrowth(source, 300, SIZE);
    const growth = { first: 300, second: SIZE, secondRoot: rootAt(SIZE), tiles };
    expect(TASKS.growth({ ...growth, firstRoot: rootAt(300) }).holds).toBe(true);
    expect(TASKS.growth({ ...growth, firstRoot: rootAt(301) }).holds).toBe(false);
  });

  it('takes no head that its key did not sign', async () => {
    const note = `example.com/log\n1\n${base64(rootAt(1))}\n\n— example.com/log AAAAAAAA\n`;
    expect((await checkHead(note, '', 0)).fault).toBe('unsigned');
    expect((await checkHead('nothing', '', 0)).fault).toBe('format');
  });

  it('finds an entry by its hash and reads no tile twice that is full', async () => {
    const search = new LeafSearch(source);
    expect(await search.find(base64(leaves[690]!), SIZE)).toBe(690);
    const before = reads;
    expect(await search.find(base64(leaves[3]!), SIZE)).toBe(3);
    expect(reads - before).toBe(Math.ceil(SIZE / TILE_WIDTH) - 1);
    expect(await search.find(base64(leaves[600]!), SIZE)).toBe(600);
    expect(await search.find(base64(leafHash(utf8('nowhere'))), SIZE)).toBeUndefined();
    expect(widthIn({ level: 0, n: 2 }, SIZE)).toBe(188);
  });
});
