import { close, fsync, open, readFile, rename, write } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { base64, emptyParts, fromBase64, partCount, rootOf, sameBytes, type Parts } from '@comity/transparency-log';
import * as z from 'zod';
import { sha256 } from '../shared/platform.js';

const [openFile, writeFile, syncFile, closeFile, renameFile, readText] = [promisify(open), promisify(write), promisify(fsync), promisify(close), promisify(rename), promisify(readFile)];

/** What the signer knows of the log by itself: the tree that it signed last and the epoch it signed for. */
export interface SignerMemory {
  origin: string;
  parts: Parts;
  /** A bigint. */
  epoch: bigint;
}

/** A memory file that is not whole, is of another log, or contradicts itself. Two persons restore it (log.md 13). */
export class MemoryUnusable extends Error {
  override readonly name = 'MemoryUnusable';
}

const hash = z.string().max(44);
const Stored = z.strictObject({ origin: z.string(), size: z.int().min(0), root: hash, parts: z.array(hash).max(53), epoch: z.string().regex(/^(0|[1-9][0-9]{0,18})$/) });

/** A memory of a log of which nothing was ever signed. */
export function freshMemory(origin: string): SignerMemory {
  return { origin, parts: emptyParts(), epoch: 0n };
}

/** Reads the file; undefined when there is none. @throws {MemoryUnusable} */
export async function readMemory(path: string, origin: string): Promise<SignerMemory | undefined> {
  let text: string;
  try {
    text = await readText(path, 'utf8');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
  let stored: z.infer<typeof Stored>;
  let parts: Parts;
  let root: Uint8Array;
  try {
    stored = Stored.parse(JSON.parse(text));
    parts = { size: stored.size, hashes: stored.parts.map(fromBase64) };
    root = fromBase64(stored.root);
  } catch {
    throw new MemoryUnusable('the file is not whole');
  }
  if (stored.origin !== origin) throw new MemoryUnusable('the file is of another log');
  const fits = parts.hashes.length === partCount(parts.size) && parts.hashes.every((one) => one.length === 32) && sameBytes(rootOf(parts, sha256), root);
  if (!fits) throw new MemoryUnusable('the parts do not make the root');
  return { origin, parts, epoch: BigInt(stored.epoch) };
}

/**
 * Replaces the file so that a crash leaves the old or the new one, whole: written aside, synced, renamed, and the folder synced.
 * A failed sync is never tried again, because the second call may report success for pages that were lost.
 */
export async function writeMemory(path: string, { origin, parts, epoch }: SignerMemory): Promise<void> {
  const text = JSON.stringify({ origin, size: parts.size, root: base64(rootOf(parts, sha256)), parts: parts.hashes.map(base64), epoch: String(epoch) });
  const aside = `${path}.next`;
  const file = await openFile(aside, 'w', 0o600);
  try {
    const bytes = Buffer.from(`${text}\n`);
    const { bytesWritten } = await writeFile(file, bytes, 0, bytes.length);
    if (bytesWritten !== bytes.length) throw new MemoryUnusable('short write');
    await syncFile(file);
  } finally {
    await closeFile(file);
  }
  await renameFile(aside, path);
  const folder = await openFile(dirname(path), 'r');
  try {
    await syncFile(folder);
  } finally {
    await closeFile(folder);
  }
}
