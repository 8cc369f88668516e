import { type RequestSubmission } from '@comity/contract';
import { type FrozenContent } from '../requests/request-content.js';
import { type Seal, type SealedPlace } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { type FieldChange } from './field-changes.js';
import { type Review } from './review.entity.js';

/** What a reviewer reads of a request: the submission with no word of a victim and nobody's name beside the case. */
export interface RequestCopy {
  submission: RequestSubmission;
  identifiers: { id: string; type: string; shown: string; service: string | null }[];
  /** References of orders that were attached because one was missing: a person has to say that they read them. */
  attachedOrders: string[];
  /** What changed since a decision returned it; null where none did. */
  changes: RequestChanges | null;
}

/** A newer version beside the one that was returned. */
export interface RequestChanges {
  /** Version that was returned. */
  since: number;
  fields: FieldChange[];
  answers: { question: string; answer: string }[];
}

/**
 * The minimised form of a frozen request. Victims' values are not in a request at all; the note on the child's interests, which tells of a child, and
 * who submitted stay with the agency that asks.
 * @source exchange.md 0.4 (rev), 1.12
 */
export function minimised(content: FrozenContent): Omit<RequestCopy, 'changes'> {
  const subjects = { ...content.submission.subjects };
  delete subjects.bestInterests;
  return {
    submission: { ...content.submission, subjects },
    attachedOrders: content.attachedOrders ?? [],
    identifiers: content.identifiers.map(({ id, type, raw, service }) => ({ id, type, shown: raw, service })),
  };
}

/** Where the reviewer's copy lies, under the key of the reviewer's agency. */
export const copyPlace = (review: Pick<Review, 'id' | 'agencyId'>, handling: readonly string[] = []): SealedPlace => ({
  agencyId: review.agencyId,
  record: { type: 'review', id: review.id },
  version: 1,
  class: 'C5',
  path: 'request',
  handling,
});

export const openCopy = async (tx: Tx, seal: Seal, review: Review): Promise<RequestCopy> => (await seal.open<RequestCopy>(tx, copyPlace(review))).value;
