import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base64, fromBase64, parseCount } from '@comity/transparency-log';
import { replaceFile } from './durable-file.js';

/** The tree of one log that was cosigned last. */
export interface Seen {
  size: number;
  root: Uint8Array;
  /** Note of that checkpoint with the log's lines and the cosignature of this witness. */
  note: string;
}

/** What this witness knows of each log, by origin. It lies on its own disk, and no log can reach it. */
export interface SeenTrees {
  /** The log's tree that was cosigned last; undefined before the first. */
  of(origin: string): Seen | undefined;
  /** Stores the new tree; it is on the disk when this returns. */
  store(origin: string, seen: Seen): void;
  /** Keeps a refused note that the log signed: with the stored one it may convict the key. */
  keepRefused(name: string, text: string): void;
  /** Whether nothing was ever cosigned. */
  readonly isNew: boolean;
}

/** The file is missing or not whole. Whoever runs the witness restores it; a witness that forgot would sign a fork. */
export class RecordUnusable extends Error {
  override readonly name = 'RecordUnusable';
}

const FILE = 'witness.json';
const REFUSED = 'refused';

function seenOf(value: unknown): Seen {
  const { size, root, note } = value as { [key: string]: unknown };
  if (typeof size !== 'number' || parseCount(String(size)) === undefined || typeof root !== 'string' || typeof note !== 'string')
    throw new RecordUnusable('the file is not whole');
  return { size, root: fromBase64(root), note };
}

function read(path: string, isFirst: boolean): Map<string, Seen> {
  if (!existsSync(path)) {
    if (!isFirst) throw new RecordUnusable('the file is missing, although this witness has a key');
    replaceFile(path, '{}\n');
  }
  const text = readFileSync(path, 'utf8');
  try {
    return new Map(Object.entries(JSON.parse(text) as object).map(([origin, value]) => [origin, seenOf(value)]));
  } catch {
    throw new RecordUnusable('the file is not whole');
  }
}

/**
 * Opens the record in a folder of its own.
 * @param isFirst whether this witness has no key yet; else a missing file is a loss, and a witness without memory signs nothing.
 * @throws {RecordUnusable}
 */
export function openRecord(folder: string, isFirst: boolean): SeenTrees {
  mkdirSync(join(folder, REFUSED), { recursive: true, mode: 0o700 });
  const path = join(folder, FILE);
  const logs = read(path, isFirst);
  return {
    of: (origin) => logs.get(origin),
    store: (origin, seen) => {
      const next = new Map(logs).set(origin, seen);
      replaceFile(path, `${JSON.stringify(Object.fromEntries([...next].map(([name, { size, root, note }]) => [name, { size, root: base64(root), note }])))}\n`);
      logs.set(origin, seen);
    },
    keepRefused: (name, text) => writeFileSync(join(folder, REFUSED, name), text, { mode: 0o600 }),
    get isNew() {
      return logs.size === 0;
    },
  };
}
