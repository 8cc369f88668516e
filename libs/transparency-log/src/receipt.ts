import { base64, fromBase64, sameBytes } from './bytes.js';
import { parseCount } from './checkpoint.js';
import { HASH_BYTES } from './hashing.js';
import { parseNote, verifyNote, type VerifyWith } from './note.js';
import type { Vkey } from './vkey.js';

/** A log receipt that is malformed or is not for the entry that is asked about. */
export class ReceiptRefused extends Error {
  override readonly name = 'ReceiptRefused';
}

/** The log's promise that a published checkpoint will cover a leaf within `promiseS` seconds of `issuedAt`. */
export interface Receipt {
  origin: string;
  /** `id` of the entry. */
  entry: string;
  leaf: Uint8Array;
  /** RFC 3339 in UTC with three decimals. */
  issuedAt: string;
  promiseS: number;
}

const HEADER = 'comity/receipt/v1';
const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;

/** Text that the receipt key signs. @source log.md 9.3 */
export function receiptText({ origin, entry, leaf, issuedAt, promiseS }: Receipt): string {
  return [HEADER, origin, entry, base64(leaf), issuedAt, promiseS, ''].join('\n');
}

/** Reads the text of a receipt. @throws {ReceiptRefused} */
export function parseReceiptText(text: string): Receipt {
  const lines = text.split('\n');
  const [header, origin, entry, leafText, issuedAt, promise, end] = lines as [string, ...string[]];
  if (lines.length !== 7 || header !== HEADER || end !== '' || !origin || !entry) throw new ReceiptRefused('lines of the receipt');
  const promiseS = parseCount(promise ?? '');
  if (promiseS === undefined || !TIME.test(issuedAt ?? '')) throw new ReceiptRefused('time of the receipt');
  let leaf: Uint8Array;
  try {
    leaf = fromBase64(leafText ?? '');
  } catch {
    throw new ReceiptRefused('leaf of the receipt');
  }
  if (leaf.length !== HASH_BYTES) throw new ReceiptRefused('leaf of the receipt');
  return { origin, entry, leaf, issuedAt: issuedAt!, promiseS };
}

/**
 * Checks that a receipt is signed by the receipt key and promises this very leaf.
 * @throws {NoteRefused | ReceiptRefused}
 */
export async function openReceipt(note: string, vkey: Vkey, leaf: Uint8Array, using: VerifyWith): Promise<Receipt> {
  const parsed = parseNote(note);
  await verifyNote(parsed, [vkey], using);
  const receipt = parseReceiptText(parsed.text);
  if (`${receipt.origin}/receipt` !== vkey.name) throw new ReceiptRefused('receipt of another log');
  if (!sameBytes(receipt.leaf, leaf)) throw new ReceiptRefused('receipt of another entry');
  return receipt;
}
