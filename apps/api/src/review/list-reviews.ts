import { type ListQuery, type ReviewRowView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { DataRequest } from '../requests/data-request.entity.js';
import { type Officer } from '../shared/officer.js';
import { Transactions } from '../shared/transactions.js';
import { Review } from './review.entity.js';
import { toReviewRow } from './review.view.js';

/** Rows of a page where the caller names none. */
const PAGE = 50;
const UUID = /^[0-9a-f-]{36}$/;

/** What the caller is drawn for. Ids are of version 7, so their order is the order of the draws. */
@Injectable()
export class ListReviews {
  constructor(private readonly transactions: Transactions) {}

  run(officer: Officer, { cursor, limit = PAGE }: ListQuery): Promise<{ items: ReviewRowView[]; next?: string }> {
    return this.transactions.as(officer, async (tx) => {
      const after = cursor && UUID.test(cursor) ? { id: MoreThan(cursor) } : {};
      const found = await tx.find(Review, {
        where: { personId: officer.personId, agencyId: officer.agencyId, endedAt: IsNull(), ...after },
        order: { id: 'ASC' },
        take: limit + 1,
      });
      const items: ReviewRowView[] = [];
      for (const review of found.slice(0, limit)) {
        const request = await tx.findOneBy(DataRequest, { id: review.requestId });
        if (request) items.push(toReviewRow(review, request));
      }
      const last = found[limit - 1];
      return { items, ...(found.length > limit && last ? { next: last.id } : {}) };
    });
  }
}
