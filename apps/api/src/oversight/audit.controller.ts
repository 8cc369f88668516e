import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { AuditCaseView, AuditEntryView, AuditRowView, AuditSearch, EntryParams } from '@comity/contract';
import type * as z from 'zod';
import { CurrentOfficer, Purpose } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id } from '../shared/target.js';
import { ReadEntries } from './read-entries.js';

@Controller('audit')
export class AuditController {
  constructor(private readonly entries: ReadEntries) {}

  /** Metadata of entries by kind, corridor, agency, case, actor and time, newest first. The search is logged. */
  @Post('search')
  @May('audit.search')
  @Returns(AuditRowView, { list: true })
  search(
    @CurrentOfficer() officer: Officer,
    @Body({ schema: AuditSearch }) body: AuditSearch,
    @Purpose() purpose: string | undefined,
  ): Promise<{ items: AuditRowView[]; next?: string }> {
    return this.entries.search(officer, body, purpose);
  }

  /** One entry by its index, with its proof. The read is logged. */
  @Get('entries/:index')
  @May('audit.entry')
  @Returns(AuditEntryView)
  entry(
    @CurrentOfficer() officer: Officer,
    @Param({ schema: EntryParams }) params: z.infer<typeof EntryParams>,
    @Purpose() purpose: string | undefined,
  ): Promise<AuditEntryView> {
    return this.entries.one(officer, params.index, purpose);
  }

  /** All acts of one case in the order of the log. The read is logged. */
  @Get('cases/:id')
  @May('audit.case')
  @Returns(AuditCaseView)
  ofCase(@CurrentOfficer() officer: Officer, @Id() id: string, @Purpose() purpose: string | undefined): Promise<AuditCaseView> {
    return this.entries.ofCase(officer, id, purpose);
  }
}
