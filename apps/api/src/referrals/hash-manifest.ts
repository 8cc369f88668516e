import { createHash } from 'node:crypto';

/** Kinds of hash and the form of each. `photodna` is opaque base64 and never derived here. @source exchange.md 1.10 */
export const HASH_FORMS = {
  md5: /^[0-9a-f]{32}$/,
  sha1: /^[0-9a-f]{40}$/,
  sha256: /^[0-9a-f]{64}$/,
  sha512: /^[0-9a-f]{128}$/,
  pdq: /^[0-9a-f]{64}$/,
  photodna: /^(?=[A-Za-z0-9+/=]{24,2048}$)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  tmk_pdqf: /^(?=[A-Za-z0-9+/=]{24,400000}$)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
} as const;
export type HashKind = keyof typeof HASH_FORMS;
export const HASH_KINDS = Object.keys(HASH_FORMS) as HashKind[];
const OPAQUE_KINDS: readonly HashKind[] = ['photodna', 'tmk_pdqf'];

/** Names that sources use for the kinds, without blanks, dashes and case. */
const NAMES: Readonly<Record<string, HashKind>> = {
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha512: 'sha512',
  pdq: 'pdq',
  photodna: 'photodna',
  tmkpdqf: 'tmk_pdqf',
  tmk: 'tmk_pdqf',
};

/** Files that every disk holds: no bytes, and the one-pixel pictures that pages use as spacers. Their hashes match everywhere and say nothing. */
const COMMON_FILES = [
  '',
  'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
  'R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=',
  'R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
].map((text) => Buffer.from(text, 'base64'));
const TRIVIAL = new Set(COMMON_FILES.flatMap((bytes) => ['md5', 'sha1', 'sha256', 'sha512'].map((kind) => createHash(kind).update(bytes).digest('hex'))));

export type HashRead = { kind: HashKind; value: string } | { refused: 'hash-kind' | 'hash-form' | 'hash-trivial' };

/** Reads one hash under the name its source gave it: lower case where it is hex, length checked, trivial ones refused. */
export function readHash(name: string, value: string): HashRead {
  const kind = NAMES[name.toLowerCase().replace(/[^a-z0-9]/g, '')];
  if (!kind) return { refused: 'hash-kind' };
  const text = OPAQUE_KINDS.includes(kind) ? value.trim() : value.trim().toLowerCase();
  if (!HASH_FORMS[kind].test(text)) return { refused: 'hash-form' };
  // One digit repeated is the hash of no file; PDQ of a blank picture looks so too.
  if (TRIVIAL.has(text) || /^(.)\1+$/.test(text)) return { refused: 'hash-trivial' };
  return { kind, value: text };
}

export const TRI = ['yes', 'no', 'unknown'] as const;
export type Tri = (typeof TRI)[number];

/** One file of a report: hashes and what the provider said of it. No name, no path, no thumbnail; a position lies sealed in class C3 and not here. */
export interface ManifestItem {
  /** From 1, in the order of the report. */
  itemNo: number;
  hashes: Partial<Record<HashKind, string>>;
  sizeBytes: number | null;
  mediaType: string | null;
  /** Category as the source gave it, at most 40 characters, for example `A1`. */
  categoryGiven: string | null;
  /** Whether a person at the provider looked first; courts attach weight to it. */
  viewedByProvider: Tri;
  viewedExifByProvider: Tri;
  publiclyAvailable: Tri;
  /** Tags of the provider, as it names them, sorted. */
  annotations: string[];
  cameraMake: string | null;
  cameraTime: string | null;
  seenAt: { from: string; zone: string | null }[];
}
