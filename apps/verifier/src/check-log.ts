import { type Vkey } from '@comity/transparency-log';
import { fetchCheckpoint, type HeldCheckpoint } from './check-checkpoint.js';
import { checkEntries } from './check-entries.js';
import { checkReceipts, openReceipts } from './check-receipts.js';
import { checkTiles } from './check-tiles.js';
import { checkGrowth, checkTrustedNote } from './check-trusted-tree.js';
import { logSource } from './log-source.js';
import { type Trust } from './trust-file.js';

/** How a check tells what it does; nothing of it is a result. */
export interface Telling {
  progress: (text: string) => void;
  warn(text: string): void;
  /** The checkpoint, as soon as it holds: evidence that is found later names its size. */
  held(checkpoint: HeldCheckpoint): void;
}

/** What a full check came to. */
export interface LogChecked {
  checkpoint: HeldCheckpoint;
  /** Roots of the perfect subtrees, for the trust file. */
  edge: Uint8Array[];
  /** First index whose body was checked; undefined without a token. */
  bodiesFrom?: number;
}

const latestTime = ({ signed }: HeldCheckpoint): number | undefined =>
  signed.reduce<number | undefined>((latest, { time }) => (time !== undefined && time > (latest ?? 0) ? time : latest), undefined);

/**
 * Full check of a log from outside: head, witnesses, what was trusted before, every tile, the root, with a token every body, then receipts.
 * @throws {Broken | Unchecked}
 * @source log.md 10.1
 */
export async function checkLog(what: { log: string; vkey: Vkey; token?: string }, trust: Trust, now: Date, telling: Telling): Promise<LogChecked> {
  const source = logSource(what.log);
  const nowS = now.getTime() / 1000;
  const checkpoint = await fetchCheckpoint(source, what.vkey, trust, nowS);
  telling.held(checkpoint);
  telling.progress(`checkpoint of size ${checkpoint.size}, signed${trust.policy && trust.policy.quorum !== 'none' ? ' and cosigned by the quorum' : ''}`);
  if (!trust.tree && (!trust.policy || trust.policy.quorum === 'none'))
    telling.warn('no witness and no earlier checkpoint to compare with; a log shown to you alone would pass');
  if (trust.tree) {
    await checkTrustedNote(checkpoint, trust.tree, [what.vkey, ...trust.vkeys, ...(trust.policy?.logs ?? []).map(({ vkey }) => vkey)], nowS);
    await checkGrowth(source, checkpoint, trust.tree);
    telling.progress(`the trusted tree of size ${trust.tree.size} is its beginning`);
  }
  const receipts = trust.receiptVkeys.length > 0 ? await openReceipts(trust.receipts, trust.receiptVkeys, checkpoint.origin, nowS) : [];
  if (trust.receipts.length > receipts.length) telling.warn('receipts: not checked, the trust file has no receipt key');
  const { leaves, edge } = await checkTiles(source, checkpoint, telling.progress);
  let bodiesFrom: number | undefined;
  if (what.token !== undefined) {
    const { from, warnings } = await checkEntries(source, what.token, leaves, telling.progress);
    warnings.forEach((warning) => telling.warn(warning));
    bodiesFrom = from;
  }
  checkReceipts(receipts, leaves, latestTime(checkpoint)).forEach((warning) => telling.warn(warning));
  return { checkpoint, edge, ...(bodiesFrom === undefined ? {} : { bodiesFrom }) };
}
