import { base64url, chainDigest, FIRST_CHAIN, type Entry } from '@comity/transparency-log';
import { Broken, type Resource } from './broken.js';
import { sha256 } from './platform.js';

const HASH_BYTES = 32;

/** What is known of one jurisdiction: its last digest, and the entries since then that name it. */
interface Party {
  to: number;
  chain: Uint8Array;
  since: number[];
}

/** Recomputes the digest of each jurisdiction over the entries that name it. @source log.md 12 */
export interface PartyDigests {
  /** Takes the entries in order. @throws {Broken} when a digest is false */
  take(index: number, entry: Entry, resources: readonly Resource[]): void;
  /** Bodies below this index are no longer kept: digests over them cannot be recomputed. */
  skipTo(index: number): void;
  readonly warnings: string[];
}

interface DigestData {
  jurisdiction: string;
  from_index: number;
  to_index: number;
  count: number;
  chain: string;
}

/** @param leaves hashes of all leaves, already checked against the signed root. */
export function partyDigests(leaves: Uint8Array): PartyDigests {
  const parties = new Map<string, Party>();
  const warnings: string[] = [];
  let kept = 0;
  const partyOf = (code: string): Party => {
    const known = parties.get(code) ?? { to: 0, chain: FIRST_CHAIN, since: [] };
    parties.set(code, known);
    return known;
  };
  const leafAt = (index: number): Uint8Array => leaves.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);

  function check(index: number, said: DigestData, resources: readonly Resource[]): void {
    const party = partyOf(said.jurisdiction);
    const broken = (detail: string): Broken => new Broken('digest', index, detail, resources);
    if (said.from_index !== party.to || said.to_index <= said.from_index || said.to_index > index)
      throw broken('it does not begin where the last one of its jurisdiction ended');
    const own = party.since.filter((at) => at < said.to_index);
    const rest = party.since.slice(own.length);
    if (said.from_index < kept) {
      warnings.push(`party digest at ${index}: not checked, it covers bodies that are no longer kept`);
      parties.set(said.jurisdiction, { to: said.to_index, chain: Buffer.from(said.chain, 'base64url'), since: rest });
      return;
    }
    const chain = chainDigest(party.chain, own.map(leafAt), sha256);
    if (said.count !== own.length) throw broken(`it counts ${said.count} entries of ${said.jurisdiction}, and there are ${own.length}`);
    if (said.chain !== base64url(chain)) throw broken(`its chain is not that of the entries of ${said.jurisdiction}`);
    parties.set(said.jurisdiction, { to: said.to_index, chain, since: rest });
  }

  return {
    warnings,
    skipTo: (index) => (kept = index),
    take: (index, entry, resources) => {
      if (entry.kind === 'log.digest') check(index, entry.data as unknown as DigestData, resources);
      const own = 'jurisdiction' in entry.actor ? [entry.actor.jurisdiction] : [];
      for (const code of new Set([...own, ...(entry.parties ?? [])])) partyOf(code).since.push(index);
    },
  };
}
