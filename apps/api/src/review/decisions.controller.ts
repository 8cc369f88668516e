import { Body, Controller, Get, HttpStatus, Post } from '@nestjs/common';
import { DecisionView, LetterView, Reason, RequestResubmission, WrittenView } from '@comity/contract';
import { type Written } from '../shared/acts.js';
import { CurrentOfficer, Purpose } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id, Target } from '../shared/target.js';
import { OpenDecision } from './open-decision.js';
import { RecallDecision } from './recall-decision.js';
import { ReferDifference } from './refer-difference.js';
import { ResubmitRequest } from './resubmit-request.js';

@Controller('decisions')
export class DecisionsController {
  constructor(
    private readonly openDecision: OpenDecision,
    private readonly recallDecision: RecallDecision,
    private readonly referDifference: ReferDifference,
  ) {}

  /**
   * A sealed decision: the scope diff, the reasons that may be shared, and for those who decide the internal ones. The agency that asked reads in `together` what
   * two grants have in common.
   */
  @Get(':id')
  @May('decision.get')
  @Returns(DecisionView)
  get(@CurrentOfficer() officer: Officer, @Id() id: string, @Purpose() purpose: string | undefined): Promise<DecisionView> {
    return this.openDecision.run(officer, id, purpose);
  }

  /** The letter to the agency that asked, word for word as it was sealed, in each language. */
  @Get(':id/letter')
  @May('decision.letter')
  @Returns(LetterView)
  letter(@CurrentOfficer() officer: Officer, @Id() id: string, @Purpose() purpose: string | undefined): Promise<LetterView> {
    return this.openDecision.letter(officer, id, purpose);
  }

  /** Takes back one's own decision within fifteen minutes, before dispatch; the review is the person's again. */
  @Post(':id/recall')
  @May('decision.recall')
  @Returns(WrittenView)
  recall(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: Reason }) body: Reason): Promise<Written> {
    return this.recallDecision.run(officer, target, body);
  }

  /** Has a lead look at two grants that differ, before dispatch and within four hours. */
  @Post(':id/refer-difference')
  @May('decision.refer_difference')
  @Returns(WrittenView)
  refer(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: Reason }) body: Reason): Promise<Written> {
    return this.referDifference.run(officer, target, body);
  }
}

/** What the asking agency does about a decision. */
@Controller('requests')
export class AnsweredReturnController {
  constructor(private readonly resubmitRequest: ResubmitRequest) {}

  /**
   * Answers a return with the whole of the new submission and an answer to each question. The submission is read as a draft first, so that every required answer
   * that is missing is told at once.
   */
  @Post(':id/resubmit')
  @May('request.resubmit')
  @Returns(WrittenView, { status: HttpStatus.ACCEPTED })
  resubmit(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: RequestResubmission }) body: RequestResubmission): Promise<Written> {
    return this.resubmitRequest.run(officer, target, body);
  }
}
