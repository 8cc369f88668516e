import { base64, concatBytes, fromBase64, sameBytes, utf8 } from './bytes.js';
import { isKeyName, SIGNATURE_TYPES, type Vkey } from './vkey.js';

/** Why a note is not taken: it is malformed, a known key's line does not verify, or no known key signed it. */
export const NOTE_FAULTS = ['format', 'signature', 'cosignature', 'unsigned'] as const;
export type NoteFault = (typeof NOTE_FAULTS)[number];

/** A note that is refused as a whole. */
export class NoteRefused extends Error {
  override readonly name = 'NoteRefused';
  constructor(
    readonly code: NoteFault,
    detail: string,
  ) {
    super(detail);
  }
}

/** Checks an Ed25519 signature of 64 bytes. */
export type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean | Promise<boolean>;

/** One signature line, taken apart. */
export interface SignatureLine {
  name: string;
  /** Four bytes. */
  id: Uint8Array;
  signature: Uint8Array;
}

/** A note taken apart, not verified. `text` ends with its newline. */
export interface Note {
  text: string;
  signatures: SignatureLine[];
}

/** A line that verified; `time` is that of a cosignature, in seconds since 1970. */
export interface Signed {
  vkey: Vkey;
  time?: number;
}

const MOST_SIGNATURES = 100;
/** How far ahead of the clock a cosignature may be, in seconds. @source log.md 10.1 */
const AHEAD_S = 300;
const TIME_BYTES = 8;
const LINE = /^— (\S+) (\S+)$/u;

/** One signature line without its newline. */
export function signatureLine({ name, id, signature }: SignatureLine): string {
  return `— ${name} ${base64(concatBytes(id, signature))}`;
}

/** A note of a text, which ends with a newline, and signature lines. */
export function formatNote(text: string, lines: readonly string[]): string {
  return `${text}\n${lines.map((line) => `${line}\n`).join('')}`;
}

function parseLine(line: string): SignatureLine {
  const [, name, text] = LINE.exec(line) ?? [];
  if (name === undefined || text === undefined || !isKeyName(name)) throw new NoteRefused('format', 'signature line');
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(text);
  } catch {
    throw new NoteRefused('format', 'base64 of a signature');
  }
  if (bytes.length < 5) throw new NoteRefused('format', 'short signature');
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/** Takes a note apart at its last empty line. @throws {NoteRefused} @source C2SP signed-note v1.0.0 */
export function parseNote(note: string): Note {
  if (!note.isWellFormed() || /[\0-\x09\x0b-\x1f]/.test(note)) throw new NoteRefused('format', 'control character');
  const split = note.lastIndexOf('\n\n');
  if (split <= 0 || !note.endsWith('\n')) throw new NoteRefused('format', 'no empty line before the signatures');
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) throw new NoteRefused('format', 'too many signatures');
  return { text: note.slice(0, split + 1), signatures: lines.map(parseLine) };
}

/** What a cosignature of this time signs. @source C2SP tlog-cosignature v1.0.1 */
export function cosignatureMessage(text: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/** Bytes of a cosignature: the time in seconds as 64 bits, the high byte first, then the Ed25519 signature. */
export function cosignature(time: number, signature: Uint8Array): Uint8Array {
  const stamp = Array.from({ length: TIME_BYTES }, (_, at) => Math.floor(time / 256 ** (TIME_BYTES - 1 - at)) % 256);
  return concatBytes(Uint8Array.from(stamp), signature);
}

/** Time and signature of a cosignature. @throws {NoteRefused} on a wrong length or a time that no clock can show. */
export function parseCosignature(bytes: Uint8Array): { time: number; signature: Uint8Array } {
  if (bytes.length !== TIME_BYTES + 64) throw new NoteRefused('cosignature', 'length of a cosignature');
  const time = bytes.slice(0, TIME_BYTES).reduce((sum, byte) => sum * 256 + byte, 0);
  if (!Number.isSafeInteger(time)) throw new NoteRefused('cosignature', 'time of a cosignature');
  return { time, signature: bytes.slice(TIME_BYTES) };
}

async function check(note: Note, line: SignatureLine, vkey: Vkey, { verify, nowS }: VerifyWith): Promise<Signed | undefined> {
  if (vkey.type === SIGNATURE_TYPES.ed25519) {
    const good = line.signature.length === 64 && (await verify(vkey.publicKey, utf8(note.text), line.signature));
    if (!good) throw new NoteRefused('signature', `signature of ${vkey.name}`);
    return { vkey };
  }
  if (vkey.type === SIGNATURE_TYPES.cosignature) {
    const { time, signature } = parseCosignature(line.signature);
    if (time > nowS + AHEAD_S) throw new NoteRefused('cosignature', `cosignature of ${vkey.name} is of the future`);
    if (!(await verify(vkey.publicKey, cosignatureMessage(note.text, time), signature))) throw new NoteRefused('cosignature', `cosignature of ${vkey.name}`);
    return { vkey, time };
  }
  return undefined;
}

/** Clock and arithmetic that a check needs: `nowS` in seconds since 1970. */
export interface VerifyWith {
  verify: Verify;
  nowS: number;
}

/**
 * Checks every line whose name and id are those of a given key; lines of unknown keys are passed over.
 * @returns the lines that verified, at least one.
 * @throws {NoteRefused} when one of them does not verify, when none is there, or when the note is malformed.
 */
export async function verifyNote(note: string | Note, vkeys: readonly Vkey[], using: VerifyWith): Promise<Signed[]> {
  const parsed = typeof note === 'string' ? parseNote(note) : note;
  const signed: Signed[] = [];
  for (const line of parsed.signatures) {
    for (const vkey of vkeys.filter(({ name, id }) => name === line.name && sameBytes(id, line.id))) {
      const one = await check(parsed, line, vkey, using);
      if (one) signed.push(one);
    }
  }
  if (signed.length === 0) throw new NoteRefused('unsigned', 'no signature of a known key');
  return signed;
}
