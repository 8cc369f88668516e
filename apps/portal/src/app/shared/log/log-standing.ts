import { inject, Service } from '@angular/core';
import { base64, fromBase64, sameBytes } from '@comity/transparency-log';
import { type Standing } from '../log-proof';
import { type CheckedHead, checkHead } from './check-head';
import { checkWitnesses } from './check-witnesses';
import { Checker } from './checker';
import { LeafSearch } from './leaf-search';
import { PublishedLog } from './published-log';
import { tilesForWay } from './tile-plan';

/** A head is asked for at most this often, however many marks a page has. */
const GOOD_FOR_MS = 1500;

/** A head, and whether this browser found the cosignatures under it that the policy of the log asks for. */
interface WitnessedHead extends CheckedHead {
  isWitnessed: boolean;
}

/** Looks up one entry in the public tiles and checks, in this browser, that the signed head holds it. */
@Service()
export class LogStanding {
  private readonly log = inject(PublishedLog);
  private readonly checker = inject(Checker);
  private readonly leaves = new LeafSearch(this.log);
  private newest: { at: number; head: Promise<WitnessedHead> } | undefined;

  /** @param leafHash of a receipt: 32 bytes in base64 or its URL form @throws {HttpErrorResponse} when the log does not answer */
  async of(leafHash: string): Promise<Standing> {
    const leaf = leafHash.replaceAll('-', '+').replaceAll('_', '/').replace(/=*$/, '=');
    const { size, root, fault, isWitnessed } = await this.head();
    if (fault) return { mark: fault === 'ed25519' ? 'unknown' : 'broken', size };
    const index = await this.leaves.find(leaf, size);
    if (index === undefined) return { mark: 'claimed', size };
    const tiles = await tilesForWay(this.log, index, size);
    const way = await this.checker.run('way', { index, size, leaf: fromBase64(leaf), tiles });
    const holds = way !== undefined && sameBytes(way.at(-1)?.node ?? fromBase64(leaf), root);
    return { mark: !holds ? 'broken' : isWitnessed ? 'proved' : 'signed', index, size, root: base64(root) };
  }

  private head(): Promise<WitnessedHead> {
    const now = Date.now();
    if (!this.newest || now - this.newest.at > GOOD_FOR_MS) this.newest = { at: now, head: this.fetchHead(now) };
    return this.newest.head;
  }

  private async fetchHead(now: number): Promise<WitnessedHead> {
    const [note, vkeys, policy] = await Promise.all([this.log.note(), this.log.vkeys(), this.log.policy()]);
    const [head, { end }] = await Promise.all([checkHead(note, vkeys, now / 1000), checkWitnesses(note, policy, now / 1000)]);
    return { ...head, isWitnessed: end === 'holds' };
  }
}
