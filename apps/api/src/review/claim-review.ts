import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { partiesOf } from '../requests/request-row.js';
import { Acts, type Done, type Written } from '../shared/acts.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { type Target } from '../shared/target.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { claimEnd, type Held, holdReview, isClaimed, moveReview } from './hold-review.js';
import { Review } from './review.entity.js';

/** The person who was drawn takes a review into their hands for twenty minutes, which every piece of work renews. */
@Injectable()
export class ClaimReview {
  constructor(private readonly acts: Acts) {}

  claim(officer: Officer, target: Target): Promise<Written> {
    return this.acts.run(officer, async (tx) => this.take(tx, officer, await holdReview(tx, officer, 'review.claim', target)));
  }

  /** Claims the oldest of one's own reviews that nobody holds. @throws {Problem} `not-found` when there is none. */
  next(officer: Officer): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const open = await tx.find(Review, {
        where: { personId: officer.personId, agencyId: officer.agencyId, endedAt: IsNull() },
        order: { drawnAt: 'ASC', id: 'ASC' },
      });
      const free = open.find((review) => !isClaimed(review, momentOf(tx).now));
      if (!free) throw new Problem('not-found');
      return this.take(tx, officer, await holdReview(tx, officer, 'review.claim', free));
    });
  }

  private async take(tx: Tx, officer: Officer, { request, review }: Held): Promise<Done> {
    const { now } = momentOf(tx);
    step('request', request.state, 'review.claim', { drawn: review.personId === officer.personId && review.endedAt === null, free: !isClaimed(review, now) });
    const about = { actor: actorOf(officer), on: { type: 'review', id: review.id }, case: request.id, parties: partiesOf(request) };
    // An earlier claim that ran out has not been closed by anybody yet.
    if (review.claimedUntil !== null) await append(tx, { kind: 'review.claim_ended', ...about, data: { cause: 'timed_out' } });
    const until = claimEnd(tx);
    const log = await append(tx, { kind: 'review.claimed', ...about, data: { until: until.toISOString() } });
    const version = await moveReview(tx, review, { state: 'claimed', claimedFrom: now, claimedUntil: until });
    return { written: { id: review.id, ref: request.ref, state: 'claimed', version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
  }
}
