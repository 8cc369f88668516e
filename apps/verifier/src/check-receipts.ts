import { hex, NoteRefused, parseNote, parseReceiptText, ReceiptRefused, verifyNote, type Receipt, type Vkey } from '@comity/transparency-log';
import { Broken } from './broken.js';
import { verifyEd25519 } from './platform.js';

const HASH_BYTES = 32;

/** A receipt that its key signed, with the note it came in. */
export interface HeldReceipt extends Receipt {
  note: string;
}

/** Checks form, signature and log of receipts. @throws {Broken} */
export async function openReceipts(notes: readonly string[], vkeys: readonly Vkey[], origin: string, nowS: number): Promise<HeldReceipt[]> {
  return Promise.all(
    notes.map(async (note, at) => {
      const resources = [{ path: `receipts/${at}`, bytes: Buffer.from(note) }];
      try {
        const parsed = parseNote(note);
        await verifyNote(parsed, vkeys, { verify: verifyEd25519, nowS });
        const receipt = parseReceiptText(parsed.text);
        if (receipt.origin !== origin) throw new ReceiptRefused('receipt of another log');
        return { ...receipt, note };
      } catch (error) {
        if (error instanceof NoteRefused || error instanceof ReceiptRefused)
          throw new Broken('receipt', undefined, `receipt ${at}: ${error.message}`, resources);
        throw error;
      }
    }),
  );
}

/**
 * Whether what the receipts promised stands in the tree.
 * @param cosignedS latest time that a witness put under the tree; undefined when no witness is known
 * @returns a warning for each receipt that is not kept yet and still may be.
 * @throws {Broken} when the promised time is over, by the clock of a witness.
 */
export function checkReceipts(receipts: readonly HeldReceipt[], leaves: Uint8Array, cosignedS: number | undefined): string[] {
  if (receipts.length === 0) return [];
  const there = new Set(Array.from({ length: leaves.length / HASH_BYTES }, (_, at) => hex(leaves.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))));
  return receipts.flatMap(({ entry, leaf, issuedAt, promiseS, note }) => {
    if (there.has(hex(leaf))) return [];
    if (cosignedS === undefined) return [`receipt of entry ${entry}: not in the tree, and no witness says since when it should be`];
    if (cosignedS <= Date.parse(issuedAt) / 1000 + promiseS) return [`receipt of entry ${entry}: not in the tree yet, and its time is not over`];
    throw new Broken('receipt', undefined, `entry ${entry} was promised at ${issuedAt} and is not in the tree`, [
      { path: 'receipt', bytes: Buffer.from(note) },
    ]);
  });
}
