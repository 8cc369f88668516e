// Writes each text file of the built portal a second time, compressed, for the door to send. Done again only for files that have none.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { root } from './places.mjs';

/** Folder of the built portal. */
export const PORTAL = join(root, 'apps/portal/dist');

export function compressPortal() {
  for (const name of readdirSync(PORTAL, { recursive: true })) {
    const file = join(PORTAL, name);
    if (!/\.(js|css|svg)$/.test(name) || existsSync(`${file}.br`)) continue;
    writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
}
