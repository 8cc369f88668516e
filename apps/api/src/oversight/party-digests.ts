import { appendOnce } from '@comity/audit';
import { base64url, chainDigest, FIRST_CHAIN, fromBase64url } from '@comity/transparency-log';
import { Injectable } from '@nestjs/common';
import { momentOf, Transactions } from '../shared/transactions.js';
import { EntryStore } from './entry-store.js';

const LOOK_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Entries read in one query. */
const PAGE = 2048;

/** What is known of one jurisdiction: its last digest, and the leaves since then that name it. */
interface Party {
  /** Index up to which the last digest went; 0 before the first. */
  to: number;
  chain: Uint8Array;
  since: { index: number; leaf: Buffer }[];
  /** Time of its last digest, or of the first entry that names it, in milliseconds since 1970. */
  at: number;
  /** Where the digest begins that was appended and is not published yet. */
  asked?: number;
}

interface Body {
  kind: string;
  at: string;
  actor: { jurisdiction?: string };
  parties?: string[];
  data: { jurisdiction?: string; to_index?: number; chain?: string };
}

/**
 * Writes the party digests: each hour in which entries named a jurisdiction, and at least daily, one entry with the number and the chained hash of those
 * leaves. Whoever may read only its own entries computes the chain from what it was given and sees an omission. All of it comes from the published log,
 * which is read once when the worker starts. @source log.md 12
 */
@Injectable()
export class PartyDigests {
  private readonly parties = new Map<string, Party>();
  private read = 0;
  private next = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly store: EntryStore,
  ) {}

  /** Does nothing until its time has come. */
  async run(nowMs = performance.now()): Promise<void> {
    if (nowMs < this.next) return;
    await this.readOn();
    for (const [jurisdiction, party] of this.parties) await this.digest(jurisdiction, party);
    this.next = nowMs + LOOK_MS;
  }

  private async readOn(): Promise<void> {
    const size = await this.store.publishedSize();
    while (this.read < size) {
      const rows = await this.store.inOrder(this.read, Math.min(this.read + PAGE, size));
      for (const { index, leafHash, body } of rows) this.take(index, leafHash, JSON.parse(body.toString('utf8')) as Body);
      this.read = Math.min(this.read + PAGE, size);
    }
  }

  private take(index: number, leaf: Buffer, { kind, at, actor, parties = [], data }: Body): void {
    const time = Date.parse(at);
    if (kind === 'log.digest') {
      const party = this.partyOf(data.jurisdiction!, time);
      party.to = data.to_index!;
      party.chain = fromBase64url(data.chain!);
      party.at = time;
      party.since = party.since.filter((one) => one.index >= party.to);
    }
    for (const code of new Set([...parties, ...(actor.jurisdiction ? [actor.jurisdiction] : [])])) this.partyOf(code, time).since.push({ index, leaf });
  }

  private partyOf(code: string, at: number): Party {
    const party = this.parties.get(code) ?? { to: 0, chain: FIRST_CHAIN, since: [], at };
    this.parties.set(code, party);
    return party;
  }

  private async digest(jurisdiction: string, party: Party): Promise<void> {
    const { to, chain, since, at, asked } = party;
    if (asked === to || this.read <= to) return;
    await this.transactions.asMachine(async (tx) => {
      const age = momentOf(tx).at.getTime() - at;
      if (age < (since.length > 0 ? HOUR_MS : DAY_MS)) return;
      const leaves = since.map(({ leaf }) => Uint8Array.from(leaf));
      const data = { jurisdiction, from_index: to, to_index: this.read, count: since.length, chain: base64url(chainDigest(chain, leaves)) };
      // The key is the beginning: of two workers, or two starts, one writes.
      await appendOnce(tx, `log.digest|${jurisdiction}|${to}`, { kind: 'log.digest', actor: { service: 'worker' }, data });
    });
    party.asked = to;
  }
}
