import { base64, fromBase64, sameBytes } from './bytes.js';
import { defaultHash, emptyRoot, HASH_BYTES, type Hash } from './hashing.js';
import { NoteRefused, parseNote, verifyNote, type Note, type Signed, type VerifyWith } from './note.js';
import { isCount } from './tree.js';
import { SIGNATURE_TYPES, type Vkey } from './vkey.js';

/** State of a log: its name, the number of its entries and the root of their tree. */
export interface Checkpoint {
  origin: string;
  size: number;
  root: Uint8Array;
}

/** A checkpoint whose text is not that of one. */
export class CheckpointRefused extends Error {
  override readonly name = 'CheckpointRefused';
}

/** Reads a size or an index as text: digits without sign, space or leading zero, up to 2^53 − 1. */
export function parseCount(text: string): number | undefined {
  const value = Number(text);
  return /^(?:0|[1-9][0-9]{0,15})$/.test(text) && isCount(value) ? value : undefined;
}

/** Text that is signed; it ends with a newline. @source C2SP tlog-checkpoint v1.0.0; log.md 7.1 */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64(root)}\n`;
}

/**
 * Reads the text of a checkpoint. Lines after the third are passed over, but none may be empty.
 * The root of an empty log is not judged: a witness looks at it after the signature. @throws {CheckpointRefused}
 */
export function parseCheckpointLines(text: string): Checkpoint {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length < 3 || lines.includes('')) throw new CheckpointRefused('lines of the checkpoint');
  const [origin, digits, encoded] = lines as [string, string, string];
  const size = parseCount(digits);
  if (size === undefined) throw new CheckpointRefused('size of the checkpoint');
  let root: Uint8Array;
  try {
    root = fromBase64(encoded);
  } catch {
    throw new CheckpointRefused('root of the checkpoint');
  }
  if (root.length !== HASH_BYTES) throw new CheckpointRefused('root of the checkpoint');
  return { origin, size, root };
}

/** Whether a root can be that of a tree of this size: the empty tree has one root only. */
export function isRootOfSize({ size, root }: Pick<Checkpoint, 'size' | 'root'>, hash: Hash = defaultHash): boolean {
  return size !== 0 || sameBytes(root, emptyRoot(hash));
}

/** Reads the text of a checkpoint as `parseCheckpointLines` does, and judges the root of an empty log. @throws {CheckpointRefused} */
export function parseCheckpointText(text: string, hash: Hash = defaultHash): Checkpoint {
  const checkpoint = parseCheckpointLines(text);
  if (!isRootOfSize(checkpoint, hash)) throw new CheckpointRefused('root of an empty log');
  return checkpoint;
}

/** Reads the text in a note, without checking a signature. @throws {NoteRefused | CheckpointRefused} */
export function readCheckpoint(note: string): Checkpoint & { note: Note } {
  const parsed = parseNote(note);
  return { ...parseCheckpointText(parsed.text), note: parsed };
}

/** A checkpoint that one of the log's own keys signed, with every line that verified. */
export interface OpenCheckpoint extends Checkpoint {
  signed: Signed[];
}

/**
 * Reads a checkpoint and checks it against the keys of the log and, if given, of witnesses.
 * The origin is not compared: whoever pins a log of Comity compares it with the key's name.
 * @throws {NoteRefused | CheckpointRefused}
 */
export async function openCheckpoint(note: string, vkeys: readonly Vkey[], using: VerifyWith): Promise<OpenCheckpoint> {
  const { note: parsed, ...checkpoint } = readCheckpoint(note);
  const signed = await verifyNote(parsed, vkeys, using);
  if (!signed.some(({ vkey }) => vkey.type === SIGNATURE_TYPES.ed25519)) throw new NoteRefused('unsigned', 'no signature of the log');
  return { ...checkpoint, signed };
}
