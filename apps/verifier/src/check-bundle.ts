import { readFileSync } from 'node:fs';
import {
  BytesRefused,
  commitment,
  EntryRefused,
  EvidenceRefused,
  hex,
  JsonRefused,
  leafHash,
  officerCommitment,
  parseEvidence,
  readEntry,
  sameBytes,
  textOf,
  verifyConsistency,
  verifyInclusion,
  type Entry,
  type Evidence,
  type EvidenceItem,
  type Opening,
  type Vkey,
} from '@comity/transparency-log';
import { Broken, Unchecked } from './broken.js';
import { checkCheckpoint, type HeldCheckpoint } from './check-checkpoint.js';
import { openReceipts } from './check-receipts.js';
import { sha256 } from './platform.js';
import { NOTHING_TRUSTED, type Trust } from './trust-file.js';

/** What a bundle came to. */
export interface BundleChecked {
  checkpoint: HeldCheckpoint;
  items: number;
  /** Number of receipts that nobody could check, because no receipt key is known. */
  uncheckedReceipts: number;
}

/** Reads the file of a bundle. @throws {Broken | Unchecked} */
export function readBundleFile(path: string): Evidence {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new Unchecked('--bundle: the file cannot be read');
  }
  try {
    return parseEvidence(textOf(bytes));
  } catch (error) {
    if (error instanceof EvidenceRefused || error instanceof JsonRefused || error instanceof BytesRefused)
      throw new Broken('bundle-format', undefined, error.message, [{ path: 'bundle', bytes }]);
    throw error;
  }
}

/** Checks a bundle with nothing but the keys that are trusted: no network is touched. @throws {Broken} @source log.md 9.2, 10.1 */
export async function checkBundle(bundle: Evidence, vkey: Vkey, trust: Trust, nowS: number): Promise<BundleChecked> {
  const resources = [{ path: 'checkpoint', bytes: Buffer.from(bundle.checkpoint) }];
  const checkpoint = await checkCheckpoint(bundle.checkpoint, vkey, trust, nowS, resources);
  if (bundle.origin !== checkpoint.origin) throw new Broken('origin', undefined, 'the bundle names another log than its checkpoint', resources);
  for (const item of bundle.items) checkItem(item, checkpoint);
  await checkEarlier(bundle, checkpoint, vkey, trust, nowS);
  const { tree } = trust;
  if (tree && tree.size === checkpoint.size && !sameBytes(tree.root, checkpoint.root)) {
    throw new Broken('fork', undefined, 'the trust file has another signed tree of this size', resources, tree.note);
  }
  const leaves = new Set(bundle.items.map(({ entry }) => hex(leafHash(entry, sha256))));
  const receipts = bundle.receipts ?? [];
  if (trust.receiptVkeys.length === 0) return { checkpoint, items: bundle.items.length, uncheckedReceipts: receipts.length };
  for (const { entry, leaf } of await openReceipts(receipts, trust.receiptVkeys, checkpoint.origin, nowS)) {
    if (!leaves.has(hex(leaf))) throw new Broken('receipt', undefined, `the receipt of entry ${entry} is of no entry in the bundle`, resources);
  }
  return { checkpoint, items: bundle.items.length, uncheckedReceipts: 0 };
}

function checkItem({ index, entry, proof, openings = [] }: EvidenceItem, { size, root, note }: HeldCheckpoint): void {
  const resources = [
    { path: `items/${index}`, bytes: entry },
    { path: 'checkpoint', bytes: Buffer.from(note) },
  ];
  if (!verifyInclusion({ index, size, leaf: leafHash(entry, sha256), root, proof }, sha256))
    throw new Broken('inclusion', index, 'the proof does not lead to the signed root', resources);
  let read: Entry;
  try {
    read = readEntry(entry);
  } catch (error) {
    if (error instanceof EntryRefused) throw new Broken('entry-profile', index, error.where, resources);
    throw error;
  }
  for (const opening of openings)
    if (!opens(read, opening)) throw new Broken('opening', index, `the value of ${opening.path} is not the one that was meant`, resources);
}

/** Whether value and salt make the commitment that stands in the entry. */
function opens({ actor, commit }: Entry, { path, salt, value }: Opening): boolean {
  if (path !== 'actor.officer') return commit !== undefined && Object.hasOwn(commit, path) && commitment(salt, path, value) === commit[path];
  if (!('officer' in actor) || !Array.isArray(value) || value.length !== 3 || !value.every((part) => typeof part === 'string')) return false;
  const [issuer, subject, quarter] = value as [string, string, string];
  return /^[0-9]{4}-Q[1-4]$/.test(quarter) && officerCommitment(salt, issuer, subject, quarter) === actor.officer;
}

async function checkEarlier(bundle: Evidence, now: HeldCheckpoint, vkey: Vkey, trust: Trust, nowS: number): Promise<void> {
  // An earlier checkpoint need not be witnessed to have been seen; the log's own signature is what counts against it.
  const unwitnessed: Trust = { ...NOTHING_TRUSTED, vkeys: [...trust.vkeys, ...(trust.policy?.logs ?? []).map(({ vkey: named }) => named)] };
  for (const { checkpoint, consistency } of bundle.earlier ?? []) {
    const resources = [{ path: 'earlier', bytes: Buffer.from(checkpoint) }];
    const before = await checkCheckpoint(checkpoint, vkey, unwitnessed, nowS, resources);
    const holds = verifyConsistency({ first: before.size, second: now.size, firstRoot: before.root, secondRoot: now.root, proof: consistency }, sha256);
    if (!holds)
      throw new Broken(
        'consistency',
        before.size === 0 ? undefined : { from: 0, to: before.size - 1 },
        'the earlier tree is not the beginning of this one',
        resources,
        checkpoint,
      );
  }
}
