import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { EntryStore } from './oversight/entry-store.js';
import { LogWatch } from './oversight/log-watch.js';
import { entryStore } from './oversight/oversight.module.js';
import { PartyDigests } from './oversight/party-digests.js';
import { DispatchRequest } from './disclosure/dispatch-request.handler.js';
import { DeliverDisclosure } from './disclosure/deliver-disclosure.handler.js';
import { DeliverReferral } from './referrals/deliver-referral.handler.js';
import { RelayReferral } from './referrals/relay-referral.handler.js';
import { ScreenRequest } from './screening/screen-request.handler.js';
import { AfterDecisionHandler } from './review/after-decision.handler.js';
import { AllocateReviewHandler } from './review/allocate-review.handler.js';
import { HandOverHandler } from './review/hand-over.handler.js';
import { LapseHandler } from './review/lapse.handler.js';
import { RedrawHandler, TimeOutReviewHandler } from './review/redraw.handler.js';
import { SettleHandler } from './review/settle.handler.js';
import { ShareProposalHandler } from './review/share-proposal.handler.js';
import { ShareScreeningHandler } from './review/share-screening.handler.js';
import { type Handler } from './shared/answer.js';
import { ExpireCertificateHandler } from './training/expire-certificate.handler.js';
import { type Config } from './shared/config.js';
import { type ProgramLog } from './shared/program-log.js';
import { SharedModule } from './shared/shared.module.js';
import { CONFIG, PROGRAM_LOG } from './shared/tokens.js';

/** Handlers of all rooms, one a kind of work. */
export const HANDLERS: readonly Type<Handler>[] = [
  RelayReferral,
  DeliverReferral,
  ScreenRequest,
  AllocateReviewHandler,
  TimeOutReviewHandler,
  RedrawHandler,
  ShareScreeningHandler,
  ShareProposalHandler,
  AfterDecisionHandler,
  SettleHandler,
  HandOverHandler,
  LapseHandler,
  DispatchRequest,
  DeliverDisclosure,
  ExpireCertificateHandler,
];

/** What jobs need: the rooms' handlers and no HTTP. */
@Module({})
export class WorkerModule {
  static for(config: Config, log: ProgramLog): DynamicModule {
    return {
      module: WorkerModule,
      global: true,
      imports: [SharedModule.for(config, 'comity_worker')],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: PROGRAM_LOG, useValue: log },
        { provide: EntryStore, useFactory: entryStore, inject: [CONFIG] },
        LogWatch,
        PartyDigests,
        ...HANDLERS,
      ],
      exports: [CONFIG, PROGRAM_LOG],
    };
  }
}
