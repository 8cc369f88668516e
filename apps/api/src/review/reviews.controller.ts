import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import {
  AnswerCorrection,
  DecisionSeal,
  FindingParams,
  FindingRecord,
  ListQuery,
  Recusal,
  ReviewDraft,
  ReviewRowView,
  ReviewSavedView,
  ReviewView,
  WrittenView,
} from '@comity/contract';
import type * as z from 'zod';
import { CurrentOfficer, Purpose } from '../shared/asked.js';
import { type Written } from '../shared/acts.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id, Target } from '../shared/target.js';
import { ClaimReview } from './claim-review.js';
import { CorrectAnswer } from './correct-answer.js';
import { LeaveReview } from './leave-review.js';
import { ListReviews } from './list-reviews.js';
import { OpenReview } from './open-review.js';
import { RecordFinding } from './record-finding.js';
import { SaveReview } from './save-review.js';
import { SealDecision } from './seal-decision.js';

@Controller('reviews')
export class ReviewsController {
  constructor(
    private readonly listReviews: ListReviews,
    private readonly openReview: OpenReview,
    private readonly claimReview: ClaimReview,
    private readonly leaveReview: LeaveReview,
    private readonly saveReview: SaveReview,
    private readonly recordFinding: RecordFinding,
    private readonly correctAnswer: CorrectAnswer,
    private readonly sealDecision: SealDecision,
  ) {}

  /** Reviews that the caller is drawn for and has not ended, oldest first. */
  @Get()
  @May('review.list')
  @Returns(ReviewRowView, { list: true })
  list(@CurrentOfficer() officer: Officer, @Query({ schema: ListQuery }) query: z.infer<typeof ListQuery>): Promise<{ items: ReviewRowView[]; next?: string }> {
    return this.listReviews.run(officer, query);
  }

  /** Claims the oldest of one's reviews that nobody holds; 404 when there is none. */
  @Post('next')
  @May('review.next')
  @Returns(WrittenView)
  next(@CurrentOfficer() officer: Officer): Promise<Written> {
    return this.claimReview.next(officer);
  }

  /** The worksheet: the request in the form for reviewers, one's findings, and what is still open. The checks are shown after the finding on necessity. */
  @Get(':id')
  @May('review.get')
  @Returns(ReviewView)
  get(@CurrentOfficer() officer: Officer, @Id() id: string, @Purpose() purpose: string | undefined): Promise<ReviewView> {
    return this.openReview.run(officer, id, purpose);
  }

  /** Saves findings, answers and a decision that are being written, whole and for oneself alone. The answer says how the decision stands. */
  @Put(':id')
  @May('review.save')
  @Returns(ReviewSavedView)
  save(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: ReviewDraft }) body: ReviewDraft): Promise<ReviewSavedView> {
    return this.saveReview.run(officer, target, body);
  }

  /** Takes a review into one's hands for twenty minutes; every piece of work renews the claim. */
  @Post(':id/claim')
  @May('review.claim')
  @Returns(WrittenView)
  claim(@CurrentOfficer() officer: Officer, @Target() target: Target): Promise<Written> {
    return this.claimReview.claim(officer, target);
  }

  /** Gives the claim back; the person stays drawn. */
  @Post(':id/release')
  @May('review.release')
  @Returns(WrittenView)
  release(@CurrentOfficer() officer: Officer, @Target() target: Target): Promise<Written> {
    return this.leaveReview.release(officer, target);
  }

  /** Steps back from the case for good; somebody else is drawn. */
  @Post(':id/recuse')
  @May('review.recuse')
  @Returns(WrittenView)
  recuse(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: Recusal }) body: Recusal): Promise<Written> {
    return this.leaveReview.recuse(officer, target, body);
  }

  /** A finding on one row of the worksheet, for the whole request or for each line named. */
  @Put(':id/findings/:row')
  @May('review.record_finding')
  @Returns(WrittenView)
  record(
    @CurrentOfficer() officer: Officer,
    @Target() target: Target,
    @Param({ schema: FindingParams }) { row }: z.infer<typeof FindingParams>,
    @Body({ schema: FindingRecord }) body: FindingRecord,
  ): Promise<Written> {
    return this.recordFinding.run(officer, target, row, body);
  }

  /** The reviewer's own nine answers, and second answers beside the requester's; assessed at once. */
  @Post(':id/correct-answer')
  @May('review.correct_answer')
  @Returns(WrittenView)
  correct(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: AnswerCorrection }) body: AnswerCorrection): Promise<Written> {
    return this.correctAnswer.run(officer, target, body);
  }

  /** Seals the decision, with a fresh sign-in. The answer names the decision. */
  @Post(':id/seal')
  @May('decision.seal')
  @Returns(WrittenView)
  sealIt(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: DecisionSeal }) body: DecisionSeal): Promise<Written> {
    return this.sealDecision.run(officer, target, body);
  }
}
