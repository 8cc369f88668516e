import { base64, fromBase64 } from './bytes.js';
import { parseCount } from './checkpoint.js';
import { HASH_BYTES } from './hashing.js';

/** A proof file that is not of the one form. */
export class TlogProofRefused extends Error {
  override readonly name = 'TlogProofRefused';
}

/** A proof that an entry stands in a log; `checkpoint` is the signed note as text. */
export interface TlogProof {
  /** Bytes of the entry, which the proof does not cover by itself: whoever reads them hashes them. */
  extra?: Uint8Array;
  index: number;
  hashes: Uint8Array[];
  checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const MOST_HASHES = 63;

/** Text of a proof file. @source C2SP tlog-proof@v1 */
export function formatTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const lines = [HEADER, ...(extra ? [`extra ${base64(extra)}`] : []), `index ${index}`, ...hashes.map(base64)];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

function bytesOf(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch {
    throw new TlogProofRefused('base64');
  }
}

/** Reads a proof file; the checkpoint in it is not read. @throws {TlogProofRefused} */
export function parseTlogProof(text: string): TlogProof {
  const split = text.indexOf('\n\n');
  if (split < 0 || text.includes('\r')) throw new TlogProofRefused('no empty line before the checkpoint');
  const lines = text.slice(0, split).split('\n');
  if (lines.shift() !== HEADER) throw new TlogProofRefused('first line');
  const extra = lines[0]?.startsWith('extra ') ? bytesOf(lines.shift()!.slice('extra '.length)) : undefined;
  const index = parseCount(/^index (.*)$/.exec(lines.shift() ?? '')?.[1] ?? '');
  if (index === undefined) throw new TlogProofRefused('index');
  const hashes = lines.map(bytesOf);
  if (hashes.length > MOST_HASHES || hashes.some((one) => one.length !== HASH_BYTES)) throw new TlogProofRefused('hashes');
  return { ...(extra ? { extra } : {}), index, hashes, checkpoint: text.slice(split + 2) };
}
