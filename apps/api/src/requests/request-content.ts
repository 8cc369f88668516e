import { createHash } from 'node:crypto';
import { type IdentifierView, type RequestDraft, type RequestSubmission } from '@comity/contract';
import { canonicalJson, type Json } from '@comity/transparency-log';
import { DoesNotOpen } from '../shared/envelope.js';
import { type Seal, type SealedPlace } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { type DataRequest } from './data-request.entity.js';

/** An identifier of the referral as it stood when it was picked. `normal` null: unrecognised, `reason` says why. */
export type PickedIdentifier = IdentifierView;

/** What a draft holds: the answers so far, and the identifiers of the referral that a line may name. */
export interface DraftContent {
  submission: RequestDraft;
  identifiers: PickedIdentifier[];
}

/** What was submitted, whole and unchangeable: the answers, the identifiers that its lines name, and what the platform knew at that moment. */
export interface FrozenContent {
  ref: string;
  version: number;
  referral: { id: string; ref: string };
  requesting: { agency: string; jurisdiction: string };
  holding: { agency: string; jurisdiction: string };
  corridor: { id: string; version: number };
  /** Who submitted, as the log names them, and when in business time. */
  by: string;
  at: string;
  submission: RequestSubmission;
  identifiers: PickedIdentifier[];
  /** Answers to the questions of the decisions that returned the version before. */
  answers?: { decision: string; question: number; answer: string }[];
  /** References of orders that were attached because one was missing. */
  attachedOrders?: string[];
}

/** Version 0 is the draft, which is sealed again at each save; the others are frozen. */
export const DRAFT = 0;

/** Where a version of a request's content lies: under the key of the agency that asks. */
export const contentPlace = (row: Pick<DataRequest, 'id' | 'agencyId' | 'handling'>, version: number): SealedPlace => ({
  agencyId: row.agencyId,
  record: { type: 'request', id: row.id },
  version,
  class: 'C5',
  path: 'content',
  handling: row.handling,
});

export const openDraft = async (tx: Tx, seal: Seal, row: DataRequest): Promise<DraftContent> =>
  (await seal.open<DraftContent>(tx, contentPlace(row, DRAFT))).value;

/** The current frozen version; only in the context of the agency that asks. */
export const openFrozen = async (tx: Tx, seal: Seal, row: DataRequest, version = row.frozenVersion): Promise<FrozenContent> =>
  (await seal.open<FrozenContent>(tx, contentPlace(row, version))).value;

/** Where the work on a returned request lies until it is submitted again; each return begins anew from what was returned. */
export const reworkPlace = (row: Pick<DataRequest, 'id' | 'agencyId' | 'handling' | 'frozenVersion'>): SealedPlace => ({
  ...contentPlace(row, DRAFT),
  path: `rework-${row.frozenVersion}`,
});

/** A returned request as it was last saved, or as it was returned; with every identifier of the referral that a line may name. */
export async function openReworked(tx: Tx, seal: Seal, row: DataRequest): Promise<DraftContent> {
  try {
    return (await seal.open<DraftContent>(tx, reworkPlace(row))).value;
  } catch (error) {
    if (!(error instanceof DoesNotOpen)) throw error;
    const { identifiers } = await openDraft(tx, seal, row);
    return { submission: (await openFrozen(tx, seal, row)).submission, identifiers };
  }
}

/** SHA-256, hex, of the canonical JSON of a value, without members that are not there. */
export const sha256Of = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(value)) as Json))
    .digest('hex');
