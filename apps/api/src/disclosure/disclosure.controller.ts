import { Body, Controller, Get, HttpStatus, Param, Post, Put } from '@nestjs/common';
import {
  AnswerParams,
  DisclosureReceipt,
  DisclosureRowView,
  DisclosureSending,
  DisclosureView,
  LineAnsweredView,
  LineAnswerRecord,
  LineAnswerView,
  RequestClosing,
  TakeUp,
  WrittenView,
} from '@comity/contract';
import type * as z from 'zod';
import { type Written } from '../shared/acts.js';
import { CurrentOfficer, Purpose } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id, Target } from '../shared/target.js';
import { AnswerLine } from './answer-line.js';
import { CloseRequest } from './close-request.js';
import { ReadAnswers } from './read-answers.js';
import { ReadDisclosure } from './read-disclosure.js';
import { ReceiptDisclosure } from './receipt-disclosure.js';
import { SendDisclosure } from './send-disclosure.js';
import { TakeUpRequest } from './take-up-request.js';

/** Acts of the holding agency on a dispatched request, and its close. */
@Controller('requests')
export class AnsweringController {
  constructor(
    private readonly takeUpRequest: TakeUpRequest,
    private readonly readAnswers: ReadAnswers,
    private readonly answerLine: AnswerLine,
    private readonly sendDisclosure: SendDisclosure,
    private readonly closeRequest: CloseRequest,
  ) {}

  /** Takes receipt of the granted table; the answer clock starts. */
  @Post(':id/take-up')
  @May('request.take_up')
  @Returns(WrittenView)
  takeUp(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: TakeUp }) body: TakeUp): Promise<Written> {
    return this.takeUpRequest.run(officer, target, body);
  }

  /** What the own agency answered so far; the read is logged. */
  @Get(':id/answers')
  @May('disclosure.answers')
  @Returns(LineAnswerView, { list: true })
  async answers(@CurrentOfficer() officer: Officer, @Id() id: string, @Purpose() purpose: string | undefined): Promise<{ items: LineAnswerView[] }> {
    return { items: await this.readAnswers.run(officer, id, purpose) };
  }

  /** Answers one granted line. Rows outside the grant are held back and said so. */
  @Put(':id/lines/:line/answer')
  @May('disclosure.answer')
  @Returns(LineAnsweredView)
  answer(
    @CurrentOfficer() officer: Officer,
    @Target() target: Target,
    @Param({ schema: AnswerParams }) params: z.infer<typeof AnswerParams>,
    @Body({ schema: LineAnswerRecord }) body: LineAnswerRecord,
  ): Promise<LineAnsweredView> {
    return this.answerLine.run(officer, target, params.line, body);
  }

  /** Sends the answers of these lines; another person than who answered them. */
  @Post(':id/disclosures')
  @May('disclosure.send')
  @Returns(WrittenView, { status: HttpStatus.CREATED })
  send(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: DisclosureSending }) body: DisclosureSending): Promise<Written> {
    return this.sendDisclosure.run(officer, target, body);
  }

  /** Closes a request whose packages are all receipted. */
  @Post(':id/close')
  @May('request.close')
  @Returns(WrittenView)
  close(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: RequestClosing }) body: RequestClosing): Promise<Written> {
    return this.closeRequest.run(officer, target, body);
  }
}

/** Packages as the agency that asked sees them. */
@Controller('disclosures')
export class DisclosureController {
  constructor(
    private readonly readDisclosure: ReadDisclosure,
    private readonly receiptDisclosure: ReceiptDisclosure,
  ) {}

  /** Packages in sight, newest first; no content. */
  @Get()
  @May('disclosure.list')
  @Returns(DisclosureRowView, { list: true })
  async list(@CurrentOfficer() officer: Officer): Promise<{ items: DisclosureRowView[] }> {
    return { items: await this.readDisclosure.list(officer) };
  }

  /** Opens a package; the read is logged. */
  @Get(':id')
  @May('disclosure.get')
  @Returns(DisclosureView)
  get(@CurrentOfficer() officer: Officer, @Id() id: string, @Purpose() purpose: string | undefined): Promise<DisclosureView> {
    return this.readDisclosure.run(officer, id, purpose);
  }

  /** Acknowledges the package whose hash was seen, with its conditions. */
  @Post(':id/receipt')
  @May('disclosure.receipt')
  @Returns(WrittenView)
  receipt(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: DisclosureReceipt }) body: DisclosureReceipt): Promise<Written> {
    return this.receiptDisclosure.run(officer, target, body);
  }
}
