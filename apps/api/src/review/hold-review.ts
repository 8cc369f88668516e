import { type Act, CLAIM_MINUTES, type PolicyObject } from '@comity/casework';
import { type DataRequest } from '../requests/data-request.entity.js';
import { lockRequest, partiesOf } from '../requests/request-row.js';
import { authorise, logIsWell, NOTHING } from '../shared/authorise.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { type Target } from '../shared/target.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { Review, type ReviewState } from './review.entity.js';

/** A review with its request, both locked, and whether the caller holds the claim now. */
export interface Held {
  request: DataRequest;
  review: Review;
  claimHeld: boolean;
}

/** Agencies with a side in the case, dispatched or not. */
export const sidesOf = (request: DataRequest): string[] => [
  ...new Set([...request.partySet, request.agencyId, ...(request.holdingAgencyId ? [request.holdingAgencyId] : [])]),
];

/** What the policy looks at. */
export function objectOf(request: DataRequest, review: Review): PolicyObject {
  return {
    ...NOTHING,
    ownerAgency: request.agencyId,
    requestingAgency: request.agencyId,
    caseAgencies: sidesOf(request),
    jurisdictions: partiesOf(request),
    authors: [request.createdBy],
    reviewers: review.endedAt === null ? [review.personId] : [],
    recused: review.state === 'recused' ? [review.personId] : [],
    purpose: review.purpose,
    handling: request.handling,
    urgent: request.track !== 'ordinary',
  };
}

/** Whether the claim on `review` runs at this moment. */
export const isClaimed = (review: Review, now: Date): boolean => review.endedAt === null && review.claimedUntil !== null && review.claimedUntil > now;

/**
 * Locks the request, then the review, and asks the policy with what the rows say.
 * @throws {Problem} `not-found` when nothing is in sight, `version` when somebody saw an older one, or the policy's refusal.
 */
export async function holdReview(tx: Tx, officer: Officer, act: Act, target: Target): Promise<Held> {
  const seen = await tx.findOneBy(Review, { id: target.id });
  const request = seen && (await lockRequest(tx, seen.requestId));
  const review = request && (await tx.findOne(Review, { where: { id: target.id }, lock: { mode: 'pessimistic_write' } }));
  if (!review) throw new Problem('not-found');
  const moment = momentOf(tx);
  const logWell = act === 'decision.seal' ? await logIsWell(tx) : true;
  authorise(officer, act, objectOf(request, review), moment, { logWell });
  if (review.version !== target.version) throw new Problem('version');
  return { request, review, claimHeld: review.personId === officer.personId && isClaimed(review, moment.now) };
}

/** The end of a claim that is renewed now. */
export const claimEnd = (tx: Tx): Date => new Date(momentOf(tx).now.getTime() + CLAIM_MINUTES * 60_000);

/**
 * Writes what became of a review that is locked. @returns its new version.
 * @throws {Error} when the row is out of sight.
 */
export async function moveReview(
  tx: Tx,
  review: Review,
  change: { state?: ReviewState; round?: number; claimedFrom?: Date | null; claimedUntil?: Date | null; endedAt?: Date | null },
): Promise<number> {
  const { affected } = await tx.update(Review, { id: review.id, version: review.version }, { ...change, version: review.version + 1 });
  if (affected !== 1) throw new Error('The review that was locked is not there to be moved.');
  return review.version + 1;
}

/** Ends the assignment: from here on the person no longer sees the request. */
export async function endAssignment(tx: Tx, review: Review): Promise<void> {
  await tx.query('update comity.assignment set ended_at = comity.now() where review_id = $1 and ended_at is null', [review.id]);
}
