import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { type Config } from './shared/config.js';
import { DisclosureModule } from './disclosure/disclosure.module.js';
import { FindModule } from './find/find.module.js';
import { OversightModule } from './oversight/oversight.module.js';
import { ReferralsModule } from './referrals/referrals.module.js';
import { RequestsModule } from './requests/requests.module.js';
import { ScreeningModule } from './screening/screening.module.js';
import { ReviewModule } from './review/review.module.js';
import { EdgeModule } from './shared/edge.module.js';
import { type Mandate, type Probes } from './shared/internal-server.js';
import { noteRefusals } from './shared/note-refusal.js';
import { type ProgramLog } from './shared/program-log.js';
import { Refusals } from './shared/refusals.js';
import { SharedModule } from './shared/shared.module.js';
import { TokenGuard } from './shared/token.guard.js';
import { MANDATE, PROBES, REFUSAL_NOTES } from './shared/tokens.js';
import { Transactions } from './shared/transactions.js';
import { TrainingModule } from './training/training.module.js';
import { UnitsModule } from './units/units.module.js';
import { WorkModule } from './work/work.module.js';

/** The API: the edge first, then the rooms in the order of a request's walk. */
@Module({})
export class AppModule {
  static with(config: Config, log: ProgramLog): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [
        EdgeModule.with(config, log),
        SharedModule.for(config, 'comity_api'),
        UnitsModule,
        TrainingModule,
        ReferralsModule,
        RequestsModule,
        ScreeningModule,
        ReviewModule,
        DisclosureModule,
        OversightModule,
        WorkModule,
        FindModule,
      ],
      providers: [
        TokenGuard,
        { provide: APP_GUARD, useExisting: TokenGuard },
        {
          provide: REFUSAL_NOTES,
          useFactory: (refusals: Refusals) => noteRefusals(refusals, (request: FastifyRequest) => request.act),
          inject: [Refusals],
        },
        {
          provide: PROBES,
          useFactory: (transactions: Transactions): Probes => ({ database: () => transactions.asMachine(() => Promise.resolve()) }),
          inject: [Transactions],
        },
        {
          provide: MANDATE,
          useFactory:
            (guard: TokenGuard): Mandate =>
            (rawHeaders) =>
              guard.mandate(rawHeaders),
          inject: [TokenGuard],
        },
      ],
      exports: [REFUSAL_NOTES],
    };
  }
}
