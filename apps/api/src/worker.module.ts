import { Module, type DynamicModule } from '@nestjs/common';
import { type Config } from './shared/config.js';
import { type ProgramLog } from './shared/program-log.js';
import { SharedModule } from './shared/shared.module.js';

/** What jobs need: the rooms' handlers, one a kind, and no HTTP. */
@Module({})
export class WorkerModule {
  static for(config: Config, log: ProgramLog): DynamicModule {
    return { module: WorkerModule, imports: [SharedModule.for(config, 'comity_worker', log)], providers: [...HANDLERS], exports: [...HANDLERS] };
  }
}

/** Provider classes of the handlers. */
export const HANDLERS = [] as const;
