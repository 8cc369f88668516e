import { Module } from '@nestjs/common';
import { AnswerLine } from './answer-line.js';
import { CloseRequest } from './close-request.js';
import { AnsweringController, DisclosureController } from './disclosure.controller.js';
import { ReadAnswers } from './read-answers.js';
import { ReadDisclosure } from './read-disclosure.js';
import { ReceiptDisclosure } from './receipt-disclosure.js';
import { SendDisclosure } from './send-disclosure.js';
import { TakeUpRequest } from './take-up-request.js';

@Module({
  controllers: [AnsweringController, DisclosureController],
  providers: [TakeUpRequest, AnswerLine, SendDisclosure, ReadAnswers, ReadDisclosure, ReceiptDisclosure, CloseRequest],
})
export class DisclosureModule {}
