import { type ReviewDraft, type ReviewSavedView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { latestScreening } from '../screening/screening-row.js';
import { Acts } from '../shared/acts.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { draftPlace, standingOf } from './draft-standing.js';
import { claimEnd, holdReview, moveReview } from './hold-review.js';

/** Saves a reviewer's private work whole. Leaves no entry: nothing of it counts before it is recorded or sealed. */
@Injectable()
export class SaveReview {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {Problem} `not-found`, `version`, `step` (the claim is not held). */
  async run(officer: Officer, target: Target, draft: ReviewDraft): Promise<ReviewSavedView> {
    let standing: ReviewSavedView['standing'] | undefined;
    const written = await this.acts.run(officer, async (tx) => {
      const held = await holdReview(tx, officer, 'review.save', target);
      const { request, review, claimHeld } = held;
      if (!claimHeld) throw new Problem('step', { rules: ['claim-held'] });
      const screening = await latestScreening(tx, request.id);
      if (!screening) throw new Problem('not-current');
      standing = await standingOf(tx, this.seal, officer, held, screening, draft);
      const sealed = await this.seal.prepare(tx, { ...draftPlace(review), handling: request.handling }, draft);
      await sealed.write(null);
      const version = await moveReview(tx, review, { claimedUntil: claimEnd(tx) });
      return { written: { id: review.id, ref: request.ref, state: review.state, version } };
    });
    return { ...written, standing: standing! };
  }
}
