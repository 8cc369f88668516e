import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ENTITIES } from '../database/entities.js';
import { dataSource, urlFor } from '../database/data-source.js';
import { Acts } from './acts.js';
import { type Config } from './config.js';
import { KeyRing } from './key-ring.js';
import { type ProgramLog } from './program-log.js';
import { Queues } from './queues.js';
import { Refusals } from './refusals.js';
import { Seal } from './seal.js';
import { PROGRAM_LOG } from './tokens.js';
import { Transactions } from './transactions.js';

/** Connections of a process for business, at most. */
const POOL = 8;

class Connections implements OnApplicationShutdown {
  constructor(
    private readonly source: DataSource,
    private readonly queues: Queues,
  ) {}

  /** Called after everything else has ended its work. */
  async onApplicationShutdown(): Promise<void> {
    await this.queues.close();
    await this.source.destroy();
  }
}

/** What every room stands on: transactions under one database role, seals, queues, acts and refusals. */
@Global()
@Module({})
export class SharedModule {
  static for(config: Config, role: 'comity_api' | 'comity_worker'): DynamicModule {
    const source = dataSource(urlFor(config.databaseUrl, { role, password: config.secret(`db-${role}`).reveal() }), {
      poolSize: POOL,
      name: role,
      entities: ENTITIES,
    });
    const queueUrl = config.queueUrl.startsWith('postgres')
      ? urlFor(config.queueUrl, { role: 'comity_queue', password: config.secret('db-comity_queue').reveal() })
      : config.queueUrl;
    return {
      module: SharedModule,
      providers: [
        { provide: DataSource, useFactory: () => source.initialize() },
        { provide: KeyRing, useFactory: () => new KeyRing((name) => config.secret(name).reveal()) },
        { provide: Seal, useFactory: (keys: KeyRing) => new Seal(keys), inject: [KeyRing] },
        {
          provide: Transactions,
          useFactory: (opened: DataSource) => new Transactions(opened, config.secret('context-key').reveal()),
          inject: [DataSource],
        },
        { provide: Queues, useFactory: (log: ProgramLog) => new Queues(queueUrl, (code) => log.warn(code)), inject: [PROGRAM_LOG] },
        { provide: Acts, useFactory: (transactions: Transactions, queues: Queues) => new Acts(transactions, queues), inject: [Transactions, Queues] },
        { provide: Refusals, useFactory: (transactions: Transactions) => new Refusals(transactions), inject: [Transactions] },
        { provide: Connections, useFactory: (opened: DataSource, queues: Queues) => new Connections(opened, queues), inject: [DataSource, Queues] },
      ],
      exports: [KeyRing, Seal, Transactions, Queues, Acts, Refusals],
    };
  }
}
