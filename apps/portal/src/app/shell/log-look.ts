import { HttpClient } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';

/** Leaf hashes of a full tile. @source log.md 6.3; c2sp.org/tlog-tiles */
const WIDTH = 256;
const HASH_BYTES = 32;
/** Tiles that are searched, newest first: an entry of this page is among the newest. */
const TILES = 4;

/** Where an entry lies under the published head; undefined when the head does not hold it yet. */
export interface Found {
  index: number;
  size: number;
}

/** Looks for an entry in the public tiles of the log, without trusting the API. */
@Service()
export class LogLook {
  private readonly http = inject(HttpClient);

  /** @param leafHash 32 bytes in base64 or base64url */
  async find(leafHash: string): Promise<Found | undefined> {
    const note = await firstValueFrom(this.http.get('/log/checkpoint', { responseType: 'text' }));
    const size = Number(note.split('\n')[1]);
    if (!Number.isSafeInteger(size) || size < 1) return undefined;
    const wanted = bytesOf(leafHash);
    const last = Math.floor((size - 1) / WIDTH);
    for (let tile = last; tile >= 0 && tile > last - TILES; tile--) {
      const width = Math.min(WIDTH, size - tile * WIDTH);
      const hashes = new Uint8Array(
        await firstValueFrom(this.http.get(`/log/tile/0/${placeOf(tile)}${width < WIDTH ? `.p/${width}` : ''}`, { responseType: 'arraybuffer' })),
      );
      for (let at = 0; at < width; at++) {
        if (wanted.every((byte, offset) => hashes[at * HASH_BYTES + offset] === byte)) return { index: tile * WIDTH + at, size };
      }
    }
    return undefined;
  }
}

const bytesOf = (text: string): number[] => [...atob(text.replaceAll('-', '+').replaceAll('_', '/'))].map((sign) => sign.charCodeAt(0));

/** Number of a tile as its path: groups of three digits, all but the last with an `x` before. */
function placeOf(tile: number): string {
  const digits = String(tile).padStart(Math.ceil(String(tile).length / 3) * 3, '0');
  const groups = digits.match(/\d{3}/g) ?? [digits];
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
}
