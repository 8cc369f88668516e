import { type AgencyView, type ListQuery } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { cutPage, openCursor, PAGE, sealCursor } from '../shared/cursor.js';
import { KeyRing } from '../shared/key-ring.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Transactions } from '../shared/transactions.js';

const LIST = 'agencies';
const KNOWN = "select id, jurisdiction, kind, name, state from comity.agency where state <> 'proposed'";

/** The register of agencies. It holds no content and no people, so a read leaves no entry. @source exchange.md 1.3 */
@Injectable()
export class ReadAgencies {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: KeyRing,
  ) {}

  /** By id. @throws {Problem} `query` for a cursor of somebody else. */
  page(officer: Officer, { cursor, limit = PAGE }: ListQuery): Promise<{ items: AgencyView[]; next?: string }> {
    const after = cursor === undefined ? null : openCursor(this.keys, officer, LIST, {}, cursor);
    return this.transactions.as(officer, async (tx) => {
      const found = await tx.query<AgencyView[]>(`${KNOWN} and ($1::uuid is null or id > $1::uuid) order by id limit $2`, [after, limit + 1]);
      const { rows, next } = cutPage(found, limit, ({ id }) => sealCursor(this.keys, officer, LIST, {}, id));
      return { items: rows, ...next };
    });
  }

  /** @throws {Problem} `not-found` */
  one(officer: Officer, id: string): Promise<AgencyView> {
    return this.transactions.as(officer, async (tx) => {
      const [agency] = await tx.query<AgencyView[]>(`${KNOWN} and id = $1`, [id]);
      if (!agency) throw new Problem('not-found');
      return agency;
    });
  }
}
