import { type DynamicModule, Global, Module, StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { type Config } from './config.js';
import { ContractPipe } from './contract.pipe.js';
import { EdgeInterceptor } from './edge.interceptor.js';
import { openKeySet } from './key-set.js';
import { ProblemFilter } from './problem.filter.js';
import { type ProgramLog } from './program-log.js';
import { CONFIG, KEY_SET, PROGRAM_LOG } from './tokens.js';

/** What every handler stands behind, and what all rooms may have injected: configuration, program log, keys of the identity provider. */
@Global()
@Module({})
export class EdgeModule {
  static with(config: Config, log: ProgramLog): DynamicModule {
    return {
      module: EdgeModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: PROGRAM_LOG, useValue: log },
        { provide: KEY_SET, useFactory: () => openKeySet(config.identity.keysUrl) },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ContractPipe },
        { provide: APP_INTERCEPTOR, useClass: EdgeInterceptor },
        { provide: APP_INTERCEPTOR, useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector), inject: [Reflector] },
      ],
      exports: [CONFIG, PROGRAM_LOG, KEY_SET],
    };
  }
}
