import { type ListQuery, type RequestRowView, type RequestVersionView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { authorise } from '../shared/authorise.js';
import { cutPage, openCursor, PAGE, sealCursor } from '../shared/cursor.js';
import { KeyRing } from '../shared/key-ring.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { momentOf, Transactions } from '../shared/transactions.js';
import { DataRequest } from './data-request.entity.js';
import { policyObject, readRequest } from './request-row.js';
import { toRow } from './request.view.js';

const LIST = 'requests';

/** Lists of requests and versions: states, codes and times. No content is opened, so no entry is left. */
@Injectable()
export class ListRequests {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: KeyRing,
  ) {}

  /**
   * Newest first. An officer sees the requests of that person and what was dispatched to the agency; desk and supervisor those of the whole unit.
   * @throws {Problem} `query` for a cursor of somebody else.
   */
  page(officer: Officer, { cursor, limit = PAGE }: ListQuery): Promise<{ items: RequestRowView[]; next?: string }> {
    const before = cursor === undefined ? undefined : openCursor(this.keys, officer, LIST, {}, cursor);
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
      // Ids of version 7 grow with time.
      if (before !== undefined) query.andWhere('r.id < :before', { before });
      const found = await query
        .orderBy({ 'r.id': 'DESC' })
        .take(limit + 1)
        .getMany();
      const { rows, next } = cutPage(found, limit, ({ id }) => sealCursor(this.keys, officer, LIST, {}, id));
      return { items: rows.map((row) => toRow(row, row.agencyId === officer.agencyId)), ...next };
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
