import { inject, Service } from '@angular/core';
import { fromHex, hashesIn, hex, TILE_WIDTH, widthIn } from '@comity/transparency-log';
import { Checker } from '../shared/log/checker';
import { type LogSource } from '../shared/log/published-log';
import { tilesForWay } from '../shared/log/tile-plan';
import { HeadCheck, type HeadFound } from './head-check';
import { type EntryFacts, type Findings, type HeadFacts, NOTHING_FOUND, type StepName, type StepState, type WayFacts } from './steps';

/** What is checked: an entry by its place, in a log, with a way to its bytes where the reader has one. */
export interface Asked {
  source: LogSource;
  index: number;
  /** Bytes of the entry as served; undefined where the reader may not open it. */
  body?: (index: number) => Promise<Uint8Array>;
  /** Whether a head that holds is remembered; never for a copy that was changed. */
  remember: boolean;
}

const WITNESS_STATES: Record<HeadFacts['witnesses']['end'], StepState> = { holds: 'holds', fails: 'fails', none: 'none', unread: 'fails', ed25519: 'off' };

/** A browser that cannot check a signature says nothing about it. */
const signatureState = (fault: HeadFacts['fault']): StepState => (fault === undefined ? 'holds' : fault === 'ed25519' ? 'off' : 'fails');

/** Checks one entry step by step, and shows each step as soon as it ended. Nothing that the server says about its own proof is used. */
@Service()
export class EntryCheck {
  private readonly checker = inject(Checker);
  private readonly heads = inject(HeadCheck);

  /** @param show gets the findings so far @throws what fetching throws */
  async run({ source, index, body, remember }: Asked, show: (findings: Findings) => void): Promise<void> {
    let now: Findings = NOTHING_FOUND;
    const found = (more: Partial<Omit<Findings, 'states'>>, states: Partial<Record<StepName, StepState>>): void => {
      now = { ...now, ...more, states: { ...now.states, ...states } };
      show(now);
    };
    found({}, { head: 'running' });
    const head = await this.heads.take(source);
    const isRead = head.facts.fault !== 'format';
    found(
      { head: head.facts },
      {
        head: isRead ? 'done' : 'fails',
        signature: isRead ? signatureState(head.facts.fault) : 'off',
        witnesses: isRead ? WITNESS_STATES[head.facts.witnesses.end] : 'off',
      },
    );
    if (!isRead || index >= head.checked.size) return found({}, { entry: 'off', way: 'off', growth: 'off' });

    found({}, { entry: 'running' });
    const entry = await this.entry(source, index, head, body);
    found({ entry }, { entry: entry.fault ? 'fails' : 'done', way: 'running' });
    const way = await this.way(source, index, head, entry.leaf);
    found({ way }, { way: way.computed === head.facts.root ? 'holds' : 'fails', growth: 'running' });
    const growth = await this.heads.growth(source, head);
    const grew = growth.every(({ verdict }) => verdict === 'holds');
    found({ growth }, { growth: growth.length === 0 ? 'none' : grew ? 'holds' : 'fails' });
    if (remember && grew && !head.facts.fault) await this.heads.keep(head, false);
  }

  private async entry(source: LogSource, index: number, { checked }: HeadFound, body: Asked['body']): Promise<EntryFacts> {
    if (body) {
      const bytes = await body(index);
      const { leaf, fault } = await this.checker.run('entry', { body: bytes });
      return { leaf: hex(leaf), body: bytes, ...(fault ? { fault } : {}) };
    }
    const n = Math.floor(index / TILE_WIDTH);
    const tile = await source.tile(0, n, widthIn({ level: 0, n }, checked.size));
    return { leaf: hex(hashesIn(tile)[index % TILE_WIDTH] ?? new Uint8Array()) };
  }

  private async way(source: LogSource, index: number, { checked }: HeadFound, leaf: string): Promise<WayFacts> {
    const { size } = checked;
    const start = fromHex(leaf);
    const rungs = (await this.checker.run('way', { index, size, leaf: start, tiles: await tilesForWay(source, index, size) })) ?? [];
    return { rungs, computed: rungs.length > 0 ? hex(rungs.at(-1)?.node ?? start) : leaf };
  }
}
