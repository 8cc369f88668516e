import { Module } from '@nestjs/common';
import { AskReconsideration } from './ask-reconsideration.js';
import { AttachOrder } from './attach-order.js';
import { CreateRequest } from './create-request.js';
import { DiscardRequest } from './discard-request.js';
import { InsistOnRequest } from './insist-on-request.js';
import { ListRequests } from './list-requests.js';
import { ReadRequest } from './read-request.js';
import { RequestsController } from './requests.controller.js';
import { SaveRequest } from './save-request.js';
import { SubmitRequest } from './submit-request.js';
import { WithdrawRequest } from './withdraw-request.js';

@Module({
  controllers: [RequestsController],
  providers: [
    AskReconsideration,
    AttachOrder,
    CreateRequest,
    DiscardRequest,
    InsistOnRequest,
    ListRequests,
    ReadRequest,
    SaveRequest,
    SubmitRequest,
    WithdrawRequest,
  ],
})
export class RequestsModule {}
