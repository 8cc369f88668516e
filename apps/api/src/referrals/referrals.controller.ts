import { Body, Controller, Get, HttpStatus, Post, Put, Query } from '@nestjs/common';
import {
  IdentifierCheck,
  IdentifierLinesView,
  Reason,
  ReferralDraft,
  ReferralListQuery,
  ReferralRejection,
  ReferralRetrieval,
  ReferralRowView,
  ReferralSending,
  ReferralView,
  WrittenView,
} from '@comity/contract';
import { type Written } from '../shared/acts.js';
import { CurrentOfficer, Purpose } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id, Target } from '../shared/target.js';
import { AcceptReferral } from './accept-referral.js';
import { CompleteReferral } from './complete-referral.js';
import { CreateReferral } from './create-referral.js';
import { DiscardReferral } from './discard-referral.js';
import { GetReferral } from './get-referral.js';
import { readLines } from './identifier-lines.js';
import { ListReferrals } from './list-referrals.js';
import { RejectReferral } from './reject-referral.js';
import { RetrieveReferral } from './retrieve-referral.js';
import { ReturnReferral } from './return-referral.js';
import { SaveReferral } from './save-referral.js';
import { SendReferral } from './send-referral.js';
import { WithdrawReferral } from './withdraw-referral.js';

@Controller('referrals')
export class ReferralsController {
  constructor(
    private readonly listReferrals: ListReferrals,
    private readonly getReferral: GetReferral,
    private readonly createReferral: CreateReferral,
    private readonly saveReferral: SaveReferral,
    private readonly discardReferral: DiscardReferral,
    private readonly completeReferral: CompleteReferral,
    private readonly returnReferral: ReturnReferral,
    private readonly sendReferral: SendReferral,
    private readonly retrieveReferral: RetrieveReferral,
    private readonly acceptReferral: AcceptReferral,
    private readonly rejectReferral: RejectReferral,
    private readonly withdrawReferral: WithdrawReferral,
  ) {}

  /** Referrals in sight, newest first, without content. */
  @Get()
  @May('referral.list')
  @Returns(ReferralRowView, { list: true })
  list(
    @CurrentOfficer() officer: Officer,
    @Query({ schema: ReferralListQuery }) query: ReferralListQuery,
  ): Promise<{ items: ReferralRowView[]; next?: string }> {
    return this.listReferrals.run(officer, query);
  }

  /** Reads typed or pasted lines and answers each; nothing is kept. */
  @Post('check-identifiers')
  @May('referral.check_identifiers')
  @Returns(IdentifierLinesView)
  checkIdentifiers(@Body({ schema: IdentifierCheck }) body: IdentifierCheck): IdentifierLinesView {
    return { items: readLines(body) };
  }

  /** Starts a draft by hand; a draft may lack anything but its title. */
  @Post()
  @May('referral.create')
  @Returns(WrittenView, { status: HttpStatus.CREATED })
  create(@CurrentOfficer() officer: Officer, @Body({ schema: ReferralDraft }) body: ReferralDraft): Promise<Written> {
    return this.createReferral.run(officer, body);
  }

  /** Opens the own referral, or the package that was delivered. The read is logged with its purpose. */
  @Get(':id')
  @May('referral.get')
  @Returns(ReferralView)
  get(@CurrentOfficer() officer: Officer, @Id() id: string, @Purpose() purpose: string | undefined): Promise<ReferralView> {
    return this.getReferral.run(officer, id, purpose);
  }

  /** Saves a draft. Sections that the body names are replaced, the others stay; identifiers of a victim can be added and are sealed at once. */
  @Put(':id')
  @May('referral.save')
  @Returns(WrittenView)
  save(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: ReferralDraft }) body: ReferralDraft): Promise<Written> {
    return this.saveReferral.run(officer, target, body);
  }

  /** Throws a draft away and destroys its keys. */
  @Post(':id/discard')
  @May('referral.discard')
  @Returns(WrittenView)
  discard(@CurrentOfficer() officer: Officer, @Target() target: Target): Promise<Written> {
    return this.discardReferral.run(officer, target);
  }

  /** The author says that it is complete; the version is frozen. */
  @Post(':id/complete')
  @May('referral.complete')
  @Returns(WrittenView)
  complete(@CurrentOfficer() officer: Officer, @Target() target: Target): Promise<Written> {
    return this.completeReferral.run(officer, target);
  }

  /** A supervisor gives it back to its author, with a reason. */
  @Post(':id/return')
  @May('referral.return')
  @Returns(WrittenView)
  giveBack(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: Reason }) body: Reason): Promise<Written> {
    return this.returnReferral.run(officer, target, body);
  }

  /** A supervisor who did not write it approves and sends it to one agency. */
  @Post(':id/send')
  @May('referral.send')
  @Returns(WrittenView)
  send(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: ReferralSending }) body: ReferralSending): Promise<Written> {
    return this.sendReferral.run(officer, target, body);
  }

  /** The recipient's desk takes receipt of the package whose hash it saw. */
  @Post(':id/retrieve')
  @May('referral.retrieve')
  @Returns(WrittenView)
  retrieve(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: ReferralRetrieval }) body: ReferralRetrieval): Promise<Written> {
    return this.retrieveReferral.run(officer, target, body);
  }

  /** The recipient's desk accepts. */
  @Post(':id/accept')
  @May('referral.accept')
  @Returns(WrittenView)
  accept(@CurrentOfficer() officer: Officer, @Target() target: Target): Promise<Written> {
    return this.acceptReferral.run(officer, target);
  }

  /** The recipient's desk rejects, with a code and words. */
  @Post(':id/reject')
  @May('referral.reject')
  @Returns(WrittenView)
  reject(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: ReferralRejection }) body: ReferralRejection): Promise<Written> {
    return this.rejectReferral.run(officer, target, body);
  }

  /** The sender's desk calls it back from every recipient, before one of them took receipt. */
  @Post(':id/withdraw')
  @May('referral.withdraw')
  @Returns(WrittenView)
  withdraw(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: Reason }) body: Reason): Promise<Written> {
    return this.withdrawReferral.run(officer, target, body);
  }
}
