import {
  consistencyProof,
  consistencyRanges,
  hashAtFrom,
  hashesIn,
  nodesOf,
  NoteRefused,
  placeOf,
  sameBytes,
  verifyConsistency,
  verifyNote,
  widthIn,
  type Checkpoint,
  type HashAt,
  type Node,
  type Vkey,
} from '@comity/transparency-log';
import { Broken, Unchecked, type Where } from './broken.js';
import { type HeldCheckpoint } from './check-checkpoint.js';
import { fetchTile } from './check-tiles.js';
import { type LogSource } from './log-source.js';
import { sha256, verifyEd25519 } from './platform.js';
import { type TrustedTree } from './trust-file.js';

/** A tree that was seen before, as far as it is known. */
export type EarlierTree = Checkpoint & { note: string; edge?: readonly Uint8Array[] };

const wholeOf = ({ size }: Checkpoint): Where => (size === 0 ? undefined : { from: 0, to: size - 1 });
const notes = (now: HeldCheckpoint, before: EarlierTree): { path: string; bytes: Uint8Array }[] => [
  { path: 'checkpoint', bytes: Buffer.from(now.note) },
  { path: 'trusted', bytes: Buffer.from(before.note) },
];

/** Whether the trusted checkpoint is what it says: of this log and signed by it. @throws {Broken | Unchecked} */
export async function checkTrustedNote(now: HeldCheckpoint, before: TrustedTree, vkeys: readonly Vkey[], nowS: number): Promise<void> {
  if (before.origin !== now.origin) throw new Broken('origin', undefined, 'the trust file is of another log', notes(now, before), before.note);
  try {
    await verifyNote(before.note, vkeys, { verify: verifyEd25519, nowS });
  } catch (error) {
    if (error instanceof NoteRefused) throw new Unchecked('--trust: its checkpoint is not signed by the key of the log');
    throw error;
  }
}

/** Reads the tiles of the new tree that hold these hashes. */
async function hashesFrom(source: LogSource, nodes: readonly Node[], size: number): Promise<HashAt> {
  const tiles = new Map<string, Uint8Array[]>();
  for (const { level, n } of nodes.map(placeOf)) {
    if (tiles.has(`${level}/${n}`)) continue;
    const { bytes } = await fetchTile(source, { level, n, width: widthIn({ level, n }, size) }, size);
    tiles.set(`${level}/${n}`, hashesIn(bytes));
  }
  return hashAtFrom((level, n) => tiles.get(`${level}/${n}`)!, sha256);
}

/** First perfect subtree of the old tree whose hash is another one in the new tree. */
async function firstDifference(source: LogSource, now: HeldCheckpoint, before: EarlierTree): Promise<Where> {
  if (!before.edge || before.edge.length === 0) return wholeOf(before);
  const parts = nodesOf({ begin: 0, end: before.size });
  const hashAt = await hashesFrom(source, parts, now.size);
  const at = parts.findIndex((part, number) => !sameBytes(hashAt(part), before.edge![number]!));
  if (at < 0) return wholeOf(before);
  const { height, index } = parts[at]!;
  const each = 2 ** height;
  return { from: index * each, to: (index + 1) * each - 1 };
}

/**
 * Whether the tree of the log is an earlier one, grown. Nothing that the log says of itself is used but its tiles, whose hashes must lead to both roots.
 * @throws {Broken} `rollback`, `fork` (two roots of one size) or `consistency`; both signed notes are the evidence.
 */
export async function checkGrowth(source: LogSource, now: HeldCheckpoint, before: EarlierTree): Promise<void> {
  const evidence = notes(now, before);
  if (now.size < before.size) throw new Broken('rollback', now.size, `the log has ${now.size} entries and had ${before.size}`, evidence, before.note);
  if (now.size === before.size) {
    if (sameBytes(now.root, before.root)) return;
    throw new Broken('fork', await firstDifference(source, now, before), 'two signed trees of one size', evidence, before.note);
  }
  const needed = consistencyRanges(before.size, now.size).flatMap(nodesOf);
  const hashAt = await hashesFrom(source, needed, now.size);
  const proof = consistencyProof(before.size, now.size, hashAt, sha256);
  if (verifyConsistency({ first: before.size, second: now.size, firstRoot: before.root, secondRoot: now.root, proof }, sha256)) return;
  throw new Broken('consistency', await firstDifference(source, now, before), 'the tree is not the trusted one, grown', evidence, before.note);
}
