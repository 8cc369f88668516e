import { type Act, type Sealed } from '@comity/casework';
import { type DataRequest } from '../requests/data-request.entity.js';
import { lockRequest } from '../requests/request-row.js';
import { authorise } from '../shared/authorise.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { type Target } from '../shared/target.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { Decision } from './decision.entity.js';
import { objectOf } from './hold-review.js';
import { Review } from './review.entity.js';
import { sealedBefore } from './sealed-before.js';

/** One's own sealed decision with its request and review, all locked. */
export interface HeldDecision {
  decision: Decision;
  request: DataRequest;
  review: Review;
  /** Whether it stands, and is of the version and the round that are current. */
  isCurrent: boolean;
  /** Decisions of the round, this one among them. */
  sealed: readonly Sealed[];
}

/**
 * Locks what an act on one's own decision needs. With the seal the person lost sight of the request; here they are drawn again, and where a rule refuses, the
 * transaction takes that back too.
 * @throws {Problem} `not-found` for every decision that is not the caller's own; `version`; the policy's refusal.
 */
export async function holdDecision(tx: Tx, officer: Officer, act: Act, target: Target): Promise<HeldDecision> {
  const decision = await tx.findOneBy(Decision, { id: target.id, personId: officer.personId, agencyId: officer.agencyId });
  if (!decision) throw new Problem('not-found');
  await tx.query('update comity.assignment set ended_at = null where review_id = $1', [decision.reviewId]);
  const request = await lockRequest(tx, decision.requestId);
  const review = await tx.findOne(Review, { where: { id: decision.reviewId }, lock: { mode: 'pessimistic_write' } });
  const locked = await tx.findOne(Decision, { where: { id: target.id }, lock: { mode: 'pessimistic_write' } });
  if (!review || !locked) throw new Problem('not-found');
  authorise(officer, act, { ...objectOf(request, review), reviewers: [decision.personId] }, momentOf(tx));
  if (locked.version !== target.version) throw new Problem('version');
  const isCurrent = locked.state === 'sealed' && locked.requestVersion === request.frozenVersion && locked.round === request.round;
  return { decision: locked, request, review, isCurrent, sealed: await sealedBefore(tx, request.id) };
}
