import { base64, fromBase64 } from './bytes.js';
import { parseCount } from './checkpoint.js';
import { HASH_BYTES } from './hashing.js';

/** A request to a witness that is not of the one form. */
export class WitnessRequestRefused extends Error {
  override readonly name = 'WitnessRequestRefused';
}

/** What a log asks a witness: to sign a checkpoint that extends the tree of size `old`, which the witness signed last. */
export interface AddCheckpoint {
  old: number;
  /** Consistency proof from the old size; empty from size 0. */
  proof: Uint8Array[];
  /** Signed note as text. */
  checkpoint: string;
}

/** Hashes that a request may hold. @source C2SP tlog-witness v1.0.0 */
const MOST_HASHES = 63;

/** Body of `POST add-checkpoint`. @source C2SP tlog-witness v1.0.0; log.md 8.2 */
export function formatAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  return `old ${old}\n${proof.map((hash) => `${base64(hash)}\n`).join('')}\n${checkpoint}`;
}

/** Reads the body of `POST add-checkpoint`; the checkpoint in it is not read. @throws {WitnessRequestRefused} */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  const split = text.indexOf('\n\n');
  if (split < 0) throw new WitnessRequestRefused('no empty line before the checkpoint');
  const [first, ...rest] = text.slice(0, split).split('\n');
  const old = parseCount(/^old (.*)$/.exec(first ?? '')?.[1] ?? '');
  if (old === undefined) throw new WitnessRequestRefused('old size');
  if (rest.length > MOST_HASHES) throw new WitnessRequestRefused('number of hashes');
  const proof = rest.map(hashOf);
  return { old, proof, checkpoint: text.slice(split + 2) };
}

function hashOf(line: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(line);
  } catch {
    throw new WitnessRequestRefused('hash of the proof');
  }
  if (bytes.length !== HASH_BYTES) throw new WitnessRequestRefused('hash of the proof');
  return bytes;
}
