import {
  BytesRefused,
  CheckpointRefused,
  formatNote,
  hex,
  isRootOfSize,
  NoteRefused,
  parseAddCheckpoint,
  parseCheckpointLines,
  parseNote,
  sameBytes,
  signatureLine,
  textOf,
  utf8,
  verifyConsistency,
  verifyNote,
  WitnessRequestRefused,
  type AddCheckpoint,
  type Checkpoint,
  type Note,
  type Vkey,
} from '@comity/transparency-log';
import { sha256, verifyEd25519 } from './platform.js';
import { type SeenTrees, type Seen } from './record.js';
import { type WitnessKey } from './witness-key.js';

/** What a witness answers: status, type of the text, text. */
export interface Reply {
  status: 200 | 400 | 403 | 404 | 409 | 422;
  type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  text: string;
}

export interface Witness {
  key: WitnessKey;
  record: SeenTrees;
  /** Keys of the logs that are watched, by origin. */
  logs: ReadonlyMap<string, readonly Vkey[]>;
  /** Seconds since 1970. */
  nowS: () => number;
  /** For tests: called when the new tree is on the disk and the answer is not yet given. */
  stored?: () => void;
}

const say = (status: Reply['status'], text: string): Reply => ({ status, type: 'text/plain; charset=utf-8', text: `${text}\n` });

interface Parsed extends AddCheckpoint, Checkpoint {
  note: Note;
}

function parse(body: Uint8Array): Parsed | undefined {
  try {
    const request = parseAddCheckpoint(textOf(body));
    const note = parseNote(request.checkpoint);
    return { ...request, ...parseCheckpointLines(note.text), note };
  } catch (error) {
    if (error instanceof WitnessRequestRefused || error instanceof NoteRefused || error instanceof CheckpointRefused || error instanceof BytesRefused)
      return undefined;
    throw error;
  }
}

const isSignedByLog = (note: Note, vkeys: readonly Vkey[], nowS: number): Promise<boolean> =>
  verifyNote(note, vkeys, { verify: verifyEd25519, nowS }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof NoteRefused) return false;
      throw error;
    },
  );

/** Why a tree is not the stored one grown; undefined when it is. */
function contradiction({ old, proof, size, root }: Parsed, seen: Seen | undefined): string | undefined {
  if (!isRootOfSize({ size, root }, sha256)) return 'root of an empty log';
  if (old === 0 || !seen) return proof.length > 0 ? 'a proof from size 0' : undefined;
  if (size === old && !sameBytes(root, seen.root)) return 'another root of the same size';
  return verifyConsistency({ first: old, second: size, firstRoot: seen.root, secondRoot: root, proof }, sha256) ? undefined : 'the proof does not hold';
}

/**
 * Cosigns a checkpoint that extends what was cosigned before; calls for one record must come one after the other.
 * The new tree is on the disk before the answer exists, so whatever was answered is never forgotten.
 * @source C2SP tlog-witness v1.0.0; log.md 8.3
 */
export async function addCheckpoint({ key, record, logs, nowS, stored }: Witness, body: Uint8Array): Promise<Reply> {
  const request = parse(body);
  if (!request) return say(400, 'malformed');
  const { origin, old, size, root, note } = request;
  const vkeys = logs.get(origin);
  if (!vkeys) return say(404, 'unknown log');
  if (!(await isSignedByLog(note, vkeys, nowS()))) return say(403, 'not signed by the log');

  const refuse = (reply: Reply): Reply => {
    // What the log signed and this witness refused may be one half of a fork.
    record.keepRefused(`${size}-${hex(sha256(utf8(request.checkpoint))).slice(0, 16)}.txt`, request.checkpoint);
    return reply;
  };
  if (old > size) return refuse(say(400, 'the old size is above the new one'));
  const seen = record.of(origin);
  if (old !== (seen?.size ?? 0)) return refuse({ status: 409, type: 'text/x.tlog.size', text: `${seen?.size ?? 0}\n` });
  const fault = contradiction(request, seen);
  if (fault !== undefined) return refuse(say(422, fault));

  const line = key.cosign(note.text, Math.floor(nowS()));
  const ofLog = note.signatures.filter(({ name, id }) => vkeys.some((vkey) => vkey.name === name && sameBytes(vkey.id, id))).map(signatureLine);
  record.store(origin, { size, root, note: formatNote(note.text, [...ofLog, line]) });
  stored?.();
  return { status: 200, type: 'text/plain; charset=utf-8', text: `${line}\n` };
}
