import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { EntryStore } from './entry-store.js';
import { ReadEntries } from './read-entries.js';

@Module({ controllers: [AuditController], providers: [EntryStore, ReadEntries] })
export class OversightModule {}
