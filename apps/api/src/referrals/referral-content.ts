import { createHash } from 'node:crypto';
import { type HandlingCode } from '@comity/casework';
import { type ReferralDraft } from '@comity/contract';
import { canonicalJson, type Json } from '@comity/transparency-log';
import { type Prepared, type Seal, type SealedPlace } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { type Seen } from './intake-result.js';

export type Subject = NonNullable<ReferralDraft['subjects']>[number] & {
  /** Random per case, on victims only; the map to a person lies in the sealed part. */
  victimRef?: string;
};

/** An identifier as kept. `normal` null: unrecognised, `reason` says why, and no request line may name it. */
export interface StoredIdentifier {
  /** Stays the same as long as key, type and value do. */
  id: string;
  key: string;
  type: string;
  raw: string;
  normal: string | null;
  /** What the keyed hash of the search is made from; null is never indexed. */
  index: string | null;
  variants: string[];
  reason: string | null;
  service: string | null;
  country: string | null;
  port: number | null;
  seen: Seen | null;
  subject: string | null;
  roleInCase: string | null;
  evaluation: { source: string; information: string } | null;
  verifiedByPerson: boolean;
  warnings: string[];
}

/** A text of the source beside the summary: shown folded. `about` is the key of a subject. */
export interface Detail {
  about: string | null;
  what: string;
  text: string;
}

/** Everything but people and identifiers: class C5. */
export type Draft = Omit<ReferralDraft, 'identifiers' | 'subjects'>;

/** People and identifiers other than victims': class C2. */
export interface People {
  subjects: Subject[];
  identifiers: StoredIdentifier[];
  details: Detail[];
}

/** What may be read of a referral: two sealed parts, each under a record key of its class. */
export interface ReferralContent {
  draft: Draft;
  texts: Detail[];
  people: People;
}

/** The part under path `content`. It carries the commitments of the other parts, so that the entry's one commitment covers all of them. */
interface SealedContent {
  draft: Draft;
  texts: Detail[];
  people: string;
  victims: string | null;
}

/** Where the parts of a version lie: under the key of the agency whose copy it is. */
export interface ContentPlace {
  agencyId: string;
  referralId: string;
  version: number;
  handling: readonly HandlingCode[];
  /** A copy for another agency, made by the worker. */
  snapshot?: true;
}

const placeOf = (at: ContentPlace, path: string, storage: SealedPlace['class']): SealedPlace => ({
  agencyId: at.agencyId,
  record: { type: 'referral', id: at.referralId },
  version: at.version,
  class: storage,
  path,
  handling: at.handling,
  ...(at.snapshot ? { snapshot: true } : {}),
});

/**
 * Seals the parts of a version. Victims' values go to the public half of the agency's pair: nothing in this process opens them again.
 * @returns one commitment over all parts, and what writes them after the append.
 */
export async function sealContent(tx: Tx, seal: Seal, at: ContentPlace, content: ReferralContent, victims: object | null = null): Promise<Prepared> {
  const people = await seal.prepare(tx, placeOf(at, 'people', 'C2'), content.people);
  const hidden = victims ? await seal.prepare(tx, placeOf(at, 'victims', 'C3'), victims) : null;
  const whole: SealedContent = { draft: content.draft, texts: content.texts, people: people.commitment, victims: hidden?.commitment ?? null };
  const first = await seal.prepare(tx, placeOf(at, 'content', 'C5'), whole);
  return {
    commitment: first.commitment,
    write: async (entryId) => {
      await first.write(entryId);
      await people.write(entryId);
      await hidden?.write(entryId);
    },
  };
}

/** Record keys that a read of the content unwraps. */
export const CONTENT_KEYS = 2;

/** Content of an agency's own copy. @throws {DoesNotOpen} where there is none, or its key was destroyed. */
export async function openContent(tx: Tx, seal: Seal, at: Pick<ContentPlace, 'agencyId' | 'referralId' | 'version'>): Promise<ReferralContent> {
  const place = { agencyId: at.agencyId, record: { type: 'referral', id: at.referralId }, version: at.version };
  const { value } = await seal.open<SealedContent>(tx, { ...place, path: 'content' });
  const people = await seal.open<People>(tx, { ...place, path: 'people' });
  return { draft: value.draft, texts: value.texts, people: people.value };
}

/** SHA-256, hex, of the canonical JSON: of a completed content, and of a package. */
export const hashOf = (content: ReferralContent): string =>
  createHash('sha256')
    .update(canonicalJson(plain(content)))
    .digest('hex');

/** Absent members are left out, as they are when the value is stored. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** Fields of the draft that only the agency sees that wrote it. */
const SENDERS_ALONE = ['labels', 'ownRef', 'priorReports'] as const;

/**
 * What leaves the agency: a projection. Its own labels, references and earlier report numbers stay behind; of a victim there are role and age group.
 * @source exchange.md 1.7, column "seen by"
 */
export function packageOf(content: ReferralContent): ReferralContent {
  const draft = { ...content.draft };
  for (const own of SENDERS_ALONE) delete draft[own];
  return { draft, texts: content.texts, people: content.people };
}

/** Counts of identifiers by type, as an entry names them. */
export function tallyOf(identifiers: readonly { type: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of identifiers) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

/** Evaluation 4x4 as one code, `A1` to `X4`; `unset` while nobody gave it. */
export const evaluationCode = (draft: Draft): string => (draft.evaluation ? `${draft.evaluation.source}${draft.evaluation.information}` : 'unset');
/** Handling codes as a set that an entry can hold. */
export const handlingOf = (draft: Draft): HandlingCode[] => [...(draft.handling?.codes ?? [])].sort();
