import { Module } from '@nestjs/common';
import { ClaimReview } from './claim-review.js';
import { CorrectAnswer } from './correct-answer.js';
import { AnsweredReturnController, DecisionsController } from './decisions.controller.js';
import { LeaveReview } from './leave-review.js';
import { ListReviews } from './list-reviews.js';
import { OpenDecision } from './open-decision.js';
import { OpenReview } from './open-review.js';
import { RecallDecision } from './recall-decision.js';
import { RecordFinding } from './record-finding.js';
import { ReferDifference } from './refer-difference.js';
import { ResubmitRequest } from './resubmit-request.js';
import { ReviewsController } from './reviews.controller.js';
import { SaveReview } from './save-review.js';
import { SealDecision } from './seal-decision.js';

@Module({
  controllers: [ReviewsController, DecisionsController, AnsweredReturnController],
  providers: [
    ListReviews,
    OpenReview,
    ClaimReview,
    LeaveReview,
    SaveReview,
    RecordFinding,
    CorrectAnswer,
    SealDecision,
    OpenDecision,
    RecallDecision,
    ReferDifference,
    ResubmitRequest,
  ],
})
export class ReviewModule {}
