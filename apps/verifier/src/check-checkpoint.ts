import { BytesRefused, CheckpointRefused, NoteRefused, openCheckpoint, textOf, type OpenCheckpoint, type Vkey } from '@comity/transparency-log';
import { Broken, Unchecked } from './broken.js';
import { type LogSource } from './log-source.js';
import { verifyEd25519 } from './platform.js';

/** A checkpoint that holds, with the note it came in. */
export interface HeldCheckpoint extends OpenCheckpoint {
  note: string;
}

/** Longest note that is read, in bytes. */
const LONGEST = 65_536;

/** Fetches the published checkpoint and checks form, signature and name. @throws {Broken | Unchecked} */
export async function checkCheckpoint(source: LogSource, vkey: Vkey, nowS: number): Promise<HeldCheckpoint> {
  const served = await source.get('checkpoint', LONGEST);
  if ('missing' in served) throw new Unchecked('checkpoint: nothing is published at this address');
  const resources = [{ path: 'checkpoint', bytes: served.bytes }];
  let note: string;
  let checkpoint: OpenCheckpoint;
  try {
    note = textOf(served.bytes);
    checkpoint = await openCheckpoint(note, [vkey], { verify: verifyEd25519, nowS });
  } catch (error) {
    if (error instanceof NoteRefused && error.code !== 'format') throw new Broken('checkpoint-signature', undefined, error.message, resources);
    if (error instanceof NoteRefused || error instanceof CheckpointRefused || error instanceof BytesRefused) throw new Broken('checkpoint-format', undefined, error.message, resources);
    throw error;
  }
  if (checkpoint.origin !== vkey.name) throw new Broken('origin', undefined, 'the checkpoint names another log than the key', resources);
  return { ...checkpoint, note };
}
