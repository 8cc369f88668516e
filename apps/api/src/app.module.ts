import { type DynamicModule, Module } from '@nestjs/common';
import { type Config } from './shared/config.js';
import { EdgeModule } from './shared/edge.module.js';
import { type ProgramLog } from './shared/program-log.js';
import { SharedModule } from './shared/shared.module.js';

/** The API: the edge, what every room stands on, then the rooms in the order of a request's walk. */
@Module({})
export class AppModule {
  static with(config: Config, log: ProgramLog): DynamicModule {
    return { module: AppModule, imports: [EdgeModule.with(config, log), SharedModule.for(config, 'comity_api', log)] };
  }
}
