import { inject, Service } from '@angular/core';
import { hashesIn, sameBytes, TILE_WIDTH, type TileAddress, tilesOf, widthIn } from '@comity/transparency-log';
import { Checker } from '../shared/log/checker';
import { type LogSource } from '../shared/log/published-log';
import { HeadCheck, type HeadFound } from './head-check';
import { type HeadFacts } from './steps';

/** Why a log does not hold, in the words of the offline verifier. */
export type BreakReason = 'checkpoint-signature' | 'quorum' | 'consistency' | 'tile-hash' | 'root' | 'bundle-format' | 'entry-hash' | 'entry-profile';
/** Entries that it concerns, the last one included; a head concerns none of them alone. */
export interface Break {
  reason: BreakReason;
  at?: { from: number; to: number };
}

/** How far a check of the whole log is: tiles first, then entries, where the reader may open them. */
export interface WholeState {
  head?: HeadFacts;
  tiles: { done: number; total: number };
  entries: { done: number; total: number };
  /** `unsure`: tiles and entries make the root, but this browser cannot check who signed it. */
  end?: 'holds' | 'unsure' | Break;
}

/** Fetches that are under way at once. */
const AT_ONCE = 6;

class Broken extends Error {
  constructor(readonly where: Break) {
    super(where.reason);
  }
}

/** Checks every tile against the signed root, and every entry against its leaf. @source log.md 10.1 */
@Service()
export class WholeCheck {
  private readonly checker = inject(Checker);
  private readonly heads = inject(HeadCheck);

  /** @param mayOpen whether the reader may fetch entries @param show gets the state after every fetch @throws what fetching throws */
  async run(source: LogSource, mayOpen: boolean, show: (state: WholeState) => void): Promise<void> {
    let now: WholeState = { tiles: { done: 0, total: 0 }, entries: { done: 0, total: 0 } };
    const say = (more: Partial<WholeState>): void => show((now = { ...now, ...more }));
    try {
      const head = await this.heads.take(source);
      const { size } = head.checked;
      const all = [...tilesOf(size)];
      const bundles = mayOpen ? Math.ceil(size / TILE_WIDTH) : 0;
      say({ head: head.facts, tiles: { done: 0, total: all.length }, entries: { done: 0, total: bundles } });
      const unsure = head.facts.fault === 'ed25519';
      if (head.facts.fault && !unsure) throw new Broken({ reason: 'checkpoint-signature' });
      if (head.facts.witnesses.end === 'fails' || head.facts.witnesses.end === 'unread') throw new Broken({ reason: 'quorum' });
      const growth = await this.heads.growth(source, head);
      const wrong = growth.find(({ verdict }) => verdict !== 'holds');
      if (wrong) throw new Broken({ reason: 'consistency', at: { from: 0, to: wrong.size - 1 } });
      const leaves = await this.tiles(source, head, all, () => say({ tiles: { done: now.tiles.done + 1, total: all.length } }));
      await this.entries(source, leaves, bundles, () => say({ entries: { done: now.entries.done + 1, total: bundles } }));
      say({ end: unsure ? 'unsure' : 'holds' });
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      say({ end: error.where });
    }
  }

  /** @returns every leaf, once the tiles make the signed root */
  private async tiles(source: LogSource, { checked }: HeadFound, all: (TileAddress & { level: number })[], step: () => void): Promise<Uint8Array[]> {
    const { size, root } = checked;
    const leaves: Uint8Array[] = [];
    const edge: Uint8Array[][] = [];
    const rootsOf: Uint8Array[][] = [];
    await inOrder(
      all,
      async ({ level, n, width }) => ({ level, n, bytes: await source.tile(level, n, width) }),
      async ({ level, n, bytes }) => {
        const hashes = hashesIn(bytes);
        if (level === 0) leaves.push(...hashes);
        else {
          const below = (rootsOf[level - 1] ?? []).slice(n * TILE_WIDTH, n * TILE_WIDTH + hashes.length);
          const [at] = await this.checker.run('differing', { bytes, expected: below });
          const each = TILE_WIDTH ** level;
          const from = (n * TILE_WIDTH + (at ?? 0)) * each;
          if (at !== undefined) throw new Broken({ reason: 'tile-hash', at: { from, to: Math.min(from + each, size) - 1 } });
        }
        if (hashes.length === TILE_WIDTH) (rootsOf[level] ??= []).push(await this.checker.run('tileRoot', { bytes }));
        else edge[level] = hashes;
        step();
      },
    );
    const whole = Array.from({ length: edge.length }, (_, level) => edge[level] ?? []);
    if (!sameBytes(await this.checker.run('edgeRoot', { edge: whole }), root)) throw new Broken({ reason: 'root', at: { from: 0, to: size - 1 } });
    return leaves;
  }

  private async entries(source: LogSource, leaves: readonly Uint8Array[], bundles: number, step: () => void): Promise<void> {
    const numbers = Array.from({ length: bundles }, (_, n) => n);
    const widthOf = (n: number): number => widthIn({ level: 0, n }, leaves.length);
    await inOrder(
      numbers,
      async (n) => ({ n, bytes: await source.bundle(n, widthOf(n)) }),
      async ({ n, bytes }) => {
        const from = n * TILE_WIDTH;
        const found = await this.checker.run('bundle', { bytes, width: widthOf(n) });
        if (!found) throw new Broken({ reason: 'bundle-format', at: { from, to: from + widthOf(n) - 1 } });
        found.forEach(({ leaf, fault }, at) => {
          const index = from + at;
          if (!sameBytes(leaf, leaves[index] ?? new Uint8Array())) throw new Broken({ reason: 'entry-hash', at: { from: index, to: index } });
          if (fault) throw new Broken({ reason: 'entry-profile', at: { from: index, to: index } });
        });
        step();
      },
    );
  }
}

/** Fetches a few at a time and takes them in order. */
async function inOrder<T, R>(items: readonly T[], fetch: (item: T) => Promise<R>, take: (result: R) => Promise<void>): Promise<void> {
  const running: Promise<R>[] = [];
  const begin = (item: T): void => {
    const started = fetch(item);
    // A failure is thrown when its turn comes; until then it is no unhandled one.
    started.catch(() => undefined);
    running.push(started);
  };
  items.slice(0, AT_ONCE).forEach(begin);
  for (const next of items.slice(AT_ONCE)) {
    await take(await running.shift()!);
    begin(next);
  }
  for (const one of running) await take(await one);
}
