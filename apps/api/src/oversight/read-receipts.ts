import { type ReceiptListQuery, type ReceiptView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { cutPage, openCursor, PAGE, sealCursor } from '../shared/cursor.js';
import { KeyRing } from '../shared/key-ring.js';
import { type Officer } from '../shared/officer.js';
import { EntryStore } from './entry-store.js';

const LIST = 'audit.receipts';

/**
 * Log receipts for the side that acted and for the other one. They hold hashes and no content, so a read leaves no entry.
 * Whoever keeps them can show that the log swallowed an act. @source log.md 9.3
 */
@Injectable()
export class ReadReceipts {
  constructor(
    private readonly store: EntryStore,
    private readonly keys: KeyRing,
  ) {}

  /** @throws {Problem} `query` for a cursor of somebody else or of other days. */
  async page(officer: Officer, { cursor, limit = PAGE, ...filter }: ReceiptListQuery): Promise<{ items: ReceiptView[]; next?: string }> {
    const after = cursor === undefined ? undefined : openCursor(this.keys, officer, LIST, filter, cursor);
    const found = await this.store.receipts({ ...filter, jurisdiction: officer.jurisdiction, agency: officer.agencyId }, limit + 1, after);
    const { rows, next } = cutPage(found, limit, ({ entryId }) => sealCursor(this.keys, officer, LIST, filter, entryId));
    return { items: rows, ...next };
  }
}
