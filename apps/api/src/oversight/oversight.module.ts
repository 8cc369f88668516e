import { Module } from '@nestjs/common';
import { urlFor } from '../database/data-source.js';
import { type Config } from '../shared/config.js';
import { CONFIG } from '../shared/tokens.js';
import { AuditController } from './audit.controller.js';
import { EntryStore } from './entry-store.js';
import { ReadEntries } from './read-entries.js';
import { ReadReceipts } from './read-receipts.js';
import { ReadTimeline } from './read-timeline.js';
import { TimelineController } from './timeline.controller.js';

/** The entry store as it is provided, to the API and to the worker. */
export const entryStore = (config: Config): EntryStore =>
  new EntryStore(urlFor(config.databaseUrl, { role: 'comity_auditor', password: config.secret('db-comity_auditor').reveal() }));

@Module({
  controllers: [AuditController, TimelineController],
  providers: [{ provide: EntryStore, useFactory: entryStore, inject: [CONFIG] }, ReadEntries, ReadReceipts, ReadTimeline],
})
export class OversightModule {}
