import { type ListQuery, type RequestRowView, type RequestVersionView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { authorise } from '../shared/authorise.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { momentOf, Transactions } from '../shared/transactions.js';
import { DataRequest } from './data-request.entity.js';
import { policyObject, readRequest } from './request-row.js';
import { toRow } from './request.view.js';

/** Rows of a page where nobody says how many. @source outside.md 5 (at most 200) */
const PAGE = 50;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Lists of requests and versions: states, codes and times. No content is opened, so no entry is left. */
@Injectable()
export class ListRequests {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Newest first. An officer sees the requests of that person and what was dispatched to the agency; desk and supervisor those of the whole unit.
   * @throws {Problem} `query` when the cursor is none of ours.
   */
  page(officer: Officer, { cursor, limit = PAGE }: ListQuery): Promise<{ items: RequestRowView[]; next?: string }> {
    if (cursor !== undefined && !UUID.test(cursor)) throw new Problem('query');
    return this.transactions.as(officer, async (tx) => {
      const whole = officer.roles.includes('supervisor') || officer.roles.includes('desk');
      const query = tx
        .createQueryBuilder(DataRequest, 'r')
        .where("r.state <> 'discarded'")
        .andWhere('((r.agency_id = :agency and (:whole or r.created_by = :person)) or (r.holding_agency_id = :agency and r.dispatched_at is not null))', {
          agency: officer.agencyId,
          person: officer.personId,
          whole,
        });
      if (cursor !== undefined) query.andWhere('r.id < :cursor', { cursor });
      // Ids of version 7 grow with time. One row more than asked tells whether there is a next page.
      const rows = await query
        .orderBy({ 'r.id': 'DESC' })
        .take(limit + 1)
        .getMany();
      const items = rows.slice(0, limit).map((row) => toRow(row, row.agencyId === officer.agencyId));
      return rows.length > limit ? { items, next: items.at(-1)!.id } : { items };
    });
  }

  /** Frozen versions of one request, oldest first. @throws {Problem} `not-found` */
  versions(officer: Officer, id: string): Promise<{ items: RequestVersionView[] }> {
    return this.transactions.as(officer, async (tx) => {
      const row = await readRequest(tx, id);
      if (!row) throw new Problem('not-found');
      authorise(officer, 'request.versions', await policyObject(tx, row), momentOf(tx));
      const versions = await tx.query<{ version: number; contentHash: string; at: Date; entryId: string }[]>(
        'select version, content_hash as "contentHash", made_at as at, entry_id as "entryId" from comity.request_version where request_id = $1 order by version',
        [id],
      );
      return { items: versions.map(({ at, ...version }) => ({ ...version, at: at.toISOString() })) };
    });
  }
}
