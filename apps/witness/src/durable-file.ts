import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Not all bytes were taken: the disk is full. */
export class ShortWrite extends Error {
  override readonly name = 'ShortWrite';
}

/**
 * Replaces a file so that a crash leaves the old or the new one, whole: written aside, synced, renamed, and the folder synced.
 * A failed sync is never tried again, because the second call may report success for pages that were lost.
 */
export function replaceFile(path: string, text: string): void {
  const aside = `${path}.next`;
  const bytes = Buffer.from(text);
  const file = openSync(aside, 'w', 0o600);
  try {
    if (writeSync(file, bytes) !== bytes.length) throw new ShortWrite();
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(aside, path);
  syncFolder(dirname(path));
}

/** Makes the names in a folder durable. */
export function syncFolder(folder: string): void {
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
