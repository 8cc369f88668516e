import { Body, Controller, Get, HttpStatus, Post, Put, Query } from '@nestjs/common';
import {
  ListQuery,
  OrderAttachment,
  Reason,
  Reconsideration,
  RequestCreation,
  RequestDraft,
  RequestRowView,
  RequestVersionView,
  RequestView,
  WrittenView,
} from '@comity/contract';
import { type Written } from '../shared/acts.js';
import { CurrentOfficer, Purpose } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id, Target } from '../shared/target.js';
import { AskReconsideration } from './ask-reconsideration.js';
import { AttachOrder } from './attach-order.js';
import { CreateRequest } from './create-request.js';
import { DiscardRequest } from './discard-request.js';
import { InsistOnRequest } from './insist-on-request.js';
import { ListRequests } from './list-requests.js';
import { ReadRequest } from './read-request.js';
import { SaveRequest } from './save-request.js';
import { SubmitRequest } from './submit-request.js';
import { WithdrawRequest } from './withdraw-request.js';

@Controller('requests')
export class RequestsController {
  constructor(
    private readonly createRequest: CreateRequest,
    private readonly saveRequest: SaveRequest,
    private readonly submitRequest: SubmitRequest,
    private readonly attachOrder: AttachOrder,
    private readonly insistOnRequest: InsistOnRequest,
    private readonly askReconsideration: AskReconsideration,
    private readonly withdrawRequest: WithdrawRequest,
    private readonly discardRequest: DiscardRequest,
    private readonly readRequest: ReadRequest,
    private readonly listRequests: ListRequests,
  ) {}

  /** Requests in sight of the caller, newest first. */
  @Get()
  @May('request.list')
  @Returns(RequestRowView, { list: true })
  list(@CurrentOfficer() officer: Officer, @Query({ schema: ListQuery }) query: ListQuery): Promise<{ items: RequestRowView[]; next?: string }> {
    return this.listRequests.page(officer, query);
  }

  /** Drafts a request from a referral; the platform fills in what follows from it. */
  @Post()
  @May('request.create')
  @Returns(WrittenView, { status: HttpStatus.CREATED })
  create(@CurrentOfficer() officer: Officer, @Body({ schema: RequestCreation }) body: RequestCreation): Promise<Written> {
    return this.createRequest.run(officer, body);
  }

  /** The request with its words: own agency whole, holding agency the granted table. */
  @Get(':id')
  @May('request.get')
  @Returns(RequestView)
  get(@CurrentOfficer() officer: Officer, @Id() id: string, @Purpose() purpose: string | undefined): Promise<RequestView> {
    return this.readRequest.run(officer, id, purpose);
  }

  /** Frozen versions of a request. */
  @Get(':id/versions')
  @May('request.versions')
  @Returns(RequestVersionView, { list: true })
  versions(@CurrentOfficer() officer: Officer, @Id() id: string): Promise<{ items: RequestVersionView[] }> {
    return this.listRequests.versions(officer, id);
  }

  /** Saves a draft, or the work on a returned request, whole; leaves no entry. */
  @Put(':id')
  @May('request.save')
  @Returns(WrittenView)
  save(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: RequestDraft }) body: RequestDraft): Promise<Written> {
    return this.saveRequest.run(officer, target, body);
  }

  /**
   * Submits the whole of the body (`RequestSubmission`). It is read as a draft first, so that every required answer that is missing is told at once
   * as `incomplete`.
   */
  @Post(':id/submit')
  @May('request.submit')
  @Returns(WrittenView, { status: HttpStatus.ACCEPTED })
  submit(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: RequestDraft }) body: RequestDraft): Promise<Written> {
    return this.submitRequest.run(officer, target, body);
  }

  /** Attaches orders to a request that waits for one; it is screened again as a new version. */
  @Post(':id/attach-order')
  @May('request.attach_order')
  @Returns(WrittenView, { status: HttpStatus.ACCEPTED })
  order(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: OrderAttachment }) body: OrderAttachment): Promise<Written> {
    return this.attachOrder.run(officer, target, body);
  }

  /** Says why the order that the checks miss is not needed; two reviewers look at it, and cannot grant while the check stands. */
  @Post(':id/insist')
  @May('request.insist')
  @Returns(WrittenView, { status: HttpStatus.ACCEPTED })
  insist(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: Reason }) body: Reason): Promise<Written> {
    return this.insistOnRequest.run(officer, target, body);
  }

  /** Has a refusal looked at again by other people: once, within fourteen days. */
  @Post(':id/ask-reconsideration')
  @May('request.ask_reconsideration')
  @Returns(WrittenView, { status: HttpStatus.ACCEPTED })
  reconsider(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: Reconsideration }) body: Reconsideration): Promise<Written> {
    return this.askReconsideration.run(officer, target, body);
  }

  /** Takes a request back before dispatch. */
  @Post(':id/withdraw')
  @May('request.withdraw')
  @Returns(WrittenView)
  withdraw(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: Reason }) body: Reason): Promise<Written> {
    return this.withdrawRequest.run(officer, target, body);
  }

  /** Throws a draft away and destroys its keys. */
  @Post(':id/discard')
  @May('request.discard')
  @Returns(WrittenView)
  discard(@CurrentOfficer() officer: Officer, @Target() target: Target): Promise<Written> {
    return this.discardRequest.run(officer, target);
  }
}
