/** Why a log or a piece of evidence does not hold. @source log.md 10.2 */
export const REASONS = [
  'checkpoint-format', 'checkpoint-signature', 'origin', 'cosignature', 'quorum', 'stale', 'rollback', 'fork', 'consistency',
  'tile-missing', 'tile-length', 'tile-hash', 'root', 'entry-missing', 'bundle-format', 'entry-hash', 'entry-profile', 'duplicate', 'digest',
  'inclusion', 'opening', 'receipt', 'sample', 'figure',
] as const; // prettier-ignore
export type Reason = (typeof REASONS)[number];

/** Where it does not hold: one entry, a range whose last is included, or nowhere that has an index. */
export type Where = number | { from: number; to: number } | undefined;

/** As it stands in the last line: `5`, `256..511` or `-`. */
export function whereText(where: Where): string {
  if (where === undefined) return '-';
  return typeof where === 'number' ? String(where) : `${where.from}..${where.to}`;
}

/** A thing that was served and shows the fault. */
export interface Resource {
  path: string;
  bytes: Uint8Array;
}

/** The thing that was checked does not hold: exit code 1. */
export class Broken extends Error {
  override readonly name = 'Broken';
  constructor(
    readonly reason: Reason,
    readonly where: Where,
    readonly detail: string,
    readonly resources: readonly Resource[] = [],
    /** Note of an earlier checkpoint that this one contradicts: with the new one it convicts the key. */
    readonly trusted?: string,
  ) {
    super(`broken: ${reason} at ${whereText(where)}: ${detail}`);
  }
}

/** The check could not be made: usage, an unreadable file, the network, a refusal. Exit code 2. */
export class Unchecked extends Error {
  override readonly name = 'Unchecked';
}
