import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { type Handler } from './shared/answer.js';
import { type Config } from './shared/config.js';
import { type ProgramLog } from './shared/program-log.js';
import { SharedModule } from './shared/shared.module.js';
import { CONFIG, PROGRAM_LOG } from './shared/tokens.js';

/** Handlers of all rooms, one a kind of work. */
export const HANDLERS: readonly Type<Handler>[] = [];

/** What jobs need: the rooms' handlers and no HTTP. */
@Module({})
export class WorkerModule {
  static for(config: Config, log: ProgramLog): DynamicModule {
    return {
      module: WorkerModule,
      global: true,
      imports: [SharedModule.for(config, 'comity_worker')],
      providers: [{ provide: CONFIG, useValue: config }, { provide: PROGRAM_LOG, useValue: log }, ...HANDLERS],
      exports: [CONFIG, PROGRAM_LOG],
    };
  }
}
