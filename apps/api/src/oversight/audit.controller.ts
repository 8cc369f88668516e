import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { AuditCaseView, AuditEntryView, AuditRowView, AuditSearch, EntryParams, EvidenceView, ReceiptListQuery, ReceiptView } from '@comity/contract';
import type * as z from 'zod';
import { CurrentOfficer, Purpose } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id } from '../shared/target.js';
import { ReadEntries } from './read-entries.js';
import { ReadReceipts } from './read-receipts.js';

@Controller('audit')
export class AuditController {
  constructor(
    private readonly entries: ReadEntries,
    private readonly receipts: ReadReceipts,
  ) {}

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

  /** The evidence bundle of one entry: its bytes, proof, signed head and receipt. 404 while no published head holds it. The read is logged. */
  @Get('entries/:index/bundle')
  @May('audit.bundle')
  @Returns(EvidenceView)
  bundle(
    @CurrentOfficer() officer: Officer,
    @Param({ schema: EntryParams }) params: z.infer<typeof EntryParams>,
    @Purpose() purpose: string | undefined,
  ): Promise<EvidenceView> {
    return this.entries.bundle(officer, params.index, purpose);
  }

  /** Log receipts of the acts that the caller's jurisdiction is party to, in the order of the acts; to be kept in the agency's own system. */
  @Get('receipts')
  @May('audit.receipts')
  @Returns(ReceiptView, { list: true })
  listReceipts(
    @CurrentOfficer() officer: Officer,
    @Query({ schema: ReceiptListQuery }) query: ReceiptListQuery,
  ): Promise<{ items: ReceiptView[]; next?: string }> {
    return this.receipts.page(officer, query);
  }

  /** All acts of one case in the order of the log. The read is logged. */
  @Get('cases/:id')
  @May('audit.case')
  @Returns(AuditCaseView)
  ofCase(@CurrentOfficer() officer: Officer, @Id() id: string, @Purpose() purpose: string | undefined): Promise<AuditCaseView> {
    return this.entries.ofCase(officer, id, purpose);
  }
}
