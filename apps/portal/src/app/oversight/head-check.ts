import { inject, Service, signal } from '@angular/core';
import { hex, parseVkey } from '@comity/transparency-log';
import { type CheckedHead, checkHead } from '../shared/log/check-head';
import { checkWitnesses } from '../shared/log/check-witnesses';
import { Checker } from '../shared/log/checker';
import { keepHead, type KeptHead, type KnownLog, knownLog } from '../shared/log/kept-heads';
import { type LogSource } from '../shared/log/published-log';
import { tilesForGrowth } from '../shared/log/tile-plan';
import { type GrowthFacts, type HeadFacts } from './steps';

/** A head with what was found of it; `checked` has the bytes. */
export interface HeadFound {
  facts: HeadFacts;
  checked: CheckedHead;
  note: string;
  known: KnownLog | undefined;
}

/** Checks heads: signature, key, and growth out of every head that this browser kept. */
@Service()
export class HeadCheck {
  private readonly checker = inject(Checker);
  private readonly times = signal(0);
  /** Grows with every head that is kept, for whoever shows them. */
  readonly kept = this.times.asReadonly();

  /** Fetches the newest head and checks its signature under the key that this browser knows, else under the one that the server names. */
  async take(source: LogSource): Promise<HeadFound> {
    const [note, served, policy] = await Promise.all([source.note(), source.vkeys(), source.policy()]);
    const now = new Date();
    const said = await checkHead(note, served, now.getTime() / 1000);
    const known = await knownLog(said.origin);
    const vkey = known?.vkey ?? served.split('\n')[0] ?? '';
    const checked = known ? await checkHead(note, known.vkey, now.getTime() / 1000) : said;
    const otherKey = known !== undefined && checked.fault === 'unsigned' && said.fault === undefined;
    const fault = otherKey ? 'other-key' : checked.fault;
    const facts: HeadFacts = {
      origin: said.origin,
      size: said.size,
      root: hex(said.root),
      at: now.toISOString(),
      keyId: keyIdOf(vkey),
      vkey,
      note,
      witnesses: await checkWitnesses(note, policy, now.getTime() / 1000),
      ...(known ? { since: known.since } : {}),
      ...(fault ? { fault } : {}),
    };
    return { facts, checked, note, known };
  }

  /** Whether the head grew out of each one that was kept, newest first. */
  async growth(source: LogSource, { checked, known }: HeadFound): Promise<GrowthFacts[]> {
    return Promise.all((known?.heads ?? []).map((kept) => this.growthFrom(source, kept, checked)));
  }

  /** Remembers a head whose signature and growth hold. */
  async keep({ facts, checked, note }: HeadFound, byHand: boolean): Promise<void> {
    await keepHead(facts.origin, facts.vkey, { size: checked.size, root: checked.root, note, at: facts.at, byHand });
    this.times.update((times) => times + 1);
  }

  private async growthFrom(source: LogSource, { size, root, at }: KeptHead, now: CheckedHead): Promise<GrowthFacts> {
    if (size > now.size) return { size, at, hashes: 0, verdict: 'smaller' };
    const tiles = await tilesForGrowth(source, size, now.size);
    const { holds, hashes } = await this.checker.run('growth', { first: size, firstRoot: root, second: now.size, secondRoot: now.root, tiles });
    return { size, at, hashes, verdict: holds ? 'holds' : 'fails' };
  }
}

function keyIdOf(vkey: string): string {
  try {
    return hex(parseVkey(vkey).id);
  } catch {
    return '';
  }
}
