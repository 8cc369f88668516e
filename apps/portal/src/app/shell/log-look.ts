import { HttpClient } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { TILE_WIDTH, tileAddress } from './log-address';

const HASH_BYTES = 32;
/** Tiles that are searched, newest first: an entry of this page is among the newest. */
const TILES = 4;

/** Where an entry lies under the published head, and the tile that holds its hash; undefined when the head does not hold it yet. */
export interface Found {
  index: number;
  size: number;
  tile: string;
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
    const last = Math.floor((size - 1) / TILE_WIDTH);
    for (let tile = last; tile >= 0 && tile > last - TILES; tile--) {
      const address = tileAddress(tile, size);
      const hashes = new Uint8Array(await firstValueFrom(this.http.get(address, { responseType: 'arraybuffer' })));
      for (let at = 0; at < hashes.length / HASH_BYTES; at++) {
        if (wanted.every((byte, offset) => hashes[at * HASH_BYTES + offset] === byte)) return { index: tile * TILE_WIDTH + at, size, tile: address };
      }
    }
    return undefined;
  }
}

const bytesOf = (text: string): number[] => [...atob(text.replaceAll('-', '+').replaceAll('_', '/'))].map((sign) => sign.charCodeAt(0));
