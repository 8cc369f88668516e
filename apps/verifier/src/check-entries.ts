import { BundleRefused, EntryRefused, leafHash, readBundle, readEntry, sameBytes, tilePath, TILE_WIDTH, type Entry } from '@comity/transparency-log';
import { Broken, Unchecked } from './broken.js';
import { partyDigests } from './party-digests.js';
import { inOrder, type LogSource } from './log-source.js';
import { sha256 } from './platform.js';

const HASH_BYTES = 32;
/** Bundles that are under way at once. */
const WIDTH = 4;
/** Longest bundle: 256 entries of 65,535 bytes, each after its length. */
const LARGEST = TILE_WIDTH * 65_537;
/** The times of two entries may run back by this much without a word, in milliseconds. @source log.md 10.1 */
const BACK_MS = 60_000;

/** What was checked, and what only deserves a warning. */
export interface EntriesChecked {
  /** First index whose body was there to be checked. */
  from: number;
  warnings: string[];
}

interface Bundle {
  n: number;
  width: number;
  path: string;
  bytes: Uint8Array | undefined;
}

/** The lowest index whose body the log says it still keeps. */
async function minIndex(source: LogSource): Promise<number> {
  const served = await source.get('retention', 64);
  const text = 'missing' in served ? '' : Buffer.from(served.bytes).toString('latin1').trim();
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) throw new Unchecked('retention: no number');
  return Number(text);
}

async function fetchBundle(source: LogSource, token: string, n: number, size: number): Promise<Bundle> {
  const width = Math.min(TILE_WIDTH, size - n * TILE_WIDTH);
  const path = tilePath({ level: 'entries', n, width });
  const served = await source.get(path, LARGEST, token);
  if (!('missing' in served)) return { n, width, path, bytes: served.bytes };
  if (served.missing === 410 && (n + 1) * TILE_WIDTH <= (await minIndex(source))) return { n, width, path, bytes: undefined };
  throw new Broken('entry-missing', { from: n * TILE_WIDTH, to: n * TILE_WIDTH + width - 1 }, `${path} answers ${served.missing}`);
}

/**
 * Fetches every bundle, hashes each body against its leaf, and reads it by the profile of entries. What a kind of entry may hold is not judged here,
 * so that an old verifier takes new kinds.
 * @param leaves hashes of all leaves, already checked against the signed root.
 * @throws {Broken | Unchecked}
 */
export async function checkEntries(source: LogSource, token: string, leaves: Uint8Array, progress: (text: string) => void): Promise<EntriesChecked> {
  const size = leaves.length / HASH_BYTES;
  const numbers = Array.from({ length: Math.ceil(size / TILE_WIDTH) }, (_, n) => n);
  const seen = { id: new Set<string>(), nonce: new Set<string>() };
  const warnings: string[] = [];
  const digests = partyDigests(leaves);
  let from = 0;
  let latest = Number.NEGATIVE_INFINITY;

  for await (const { n, width, path, bytes } of inOrder(numbers, WIDTH, (one) => fetchBundle(source, token, one, size))) {
    if (bytes === undefined) {
      from = n * TILE_WIDTH + width;
      digests.skipTo(from);
      continue;
    }
    const resources = [{ path, bytes }];
    const first = n * TILE_WIDTH;
    bodiesOf(bytes, width, path, first).forEach((body, at) => {
      const index = first + at;
      if (!sameBytes(leafHash(body, sha256), leaves.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES))) {
        throw new Broken('entry-hash', index, 'the body does not hash to its leaf', resources);
      }
      const entry = entryOf(body, index, resources);
      for (const mark of ['id', 'nonce'] as const) {
        if (seen[mark].has(entry[mark])) throw new Broken('duplicate', index, `its ${mark} stands in an earlier entry`, resources);
        seen[mark].add(entry[mark]);
      }
      const time = Date.parse(entry.at);
      if (time < latest - BACK_MS) warnings.push(`time runs back at ${index}`);
      latest = Math.max(latest, time);
      digests.take(index, entry, resources);
    });
    if (n % 256 === 255) progress(`entries ${first + width} of ${size}`);
  }
  return { from, warnings: [...warnings, ...digests.warnings] };
}

function bodiesOf(bytes: Uint8Array, width: number, path: string, first: number): Uint8Array[] {
  try {
    return readBundle(bytes, width);
  } catch (error) {
    if (error instanceof BundleRefused)
      throw new Broken('bundle-format', { from: first, to: first + width - 1 }, `${path}: ${error.message}`, [{ path, bytes }]);
    throw error;
  }
}

function entryOf(body: Uint8Array, index: number, resources: { path: string; bytes: Uint8Array }[]): Entry {
  try {
    return readEntry(body);
  } catch (error) {
    if (error instanceof EntryRefused) throw new Broken('entry-profile', index, error.where, resources);
    throw error;
  }
}
