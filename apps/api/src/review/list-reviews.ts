import { type ListQuery, type ReviewRowView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { DataRequest } from '../requests/data-request.entity.js';
import { cutPage, openCursor, PAGE, sealCursor } from '../shared/cursor.js';
import { KeyRing } from '../shared/key-ring.js';
import { type Officer } from '../shared/officer.js';
import { momentOf, Transactions } from '../shared/transactions.js';
import { Review } from './review.entity.js';
import { returnsOf } from '../requests/decision-clock.js';
import { toReviewRow } from './review.view.js';

const LIST = 'reviews';

/** What the caller is drawn for. Ids are of version 7, so their order is the order of the draws. */
@Injectable()
export class ListReviews {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: KeyRing,
  ) {}

  /** @throws {Problem} `query` for a cursor of somebody else. */
  run(officer: Officer, { cursor, limit = PAGE }: ListQuery): Promise<{ items: ReviewRowView[]; next?: string }> {
    const after = cursor === undefined ? {} : { id: MoreThan(openCursor(this.keys, officer, LIST, {}, cursor)) };
    return this.transactions.as(officer, async (tx) => {
      const found = await tx.find(Review, {
        where: { personId: officer.personId, agencyId: officer.agencyId, endedAt: IsNull(), ...after },
        order: { id: 'ASC' },
        take: limit + 1,
      });
      const { rows, next } = cutPage(found, limit, ({ id }) => sealCursor(this.keys, officer, LIST, {}, id));
      const items: ReviewRowView[] = [];
      for (const review of rows) {
        const request = await tx.findOneBy(DataRequest, { id: review.requestId });
        if (request) items.push(toReviewRow(review, { ...request, returns: await returnsOf(tx, request.id) }, momentOf(tx).now));
      }
      return { items, ...next };
    });
  }
}
