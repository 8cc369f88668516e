import { type ListQuery, type ProfileRowView, type ProfileView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { cutPage, openCursor, PAGE, sealCursor } from '../shared/cursor.js';
import { KeyRing } from '../shared/key-ring.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Transactions } from '../shared/transactions.js';

const LIST = 'profiles';
const KNOWN = 'select id, jurisdiction, version, hash, valid_from as "validFrom", valid_to as "validTo", body from comity.profile';

interface Row extends Omit<ProfileRowView, 'named' | 'validFrom' | 'validTo'> {
  validFrom: Date;
  validTo: Date | null;
  body: ProfileView['body'];
}

const toRow = ({ body, validFrom, validTo, ...row }: Row): ProfileRowView => ({
  ...row,
  named: `${body.id}@${body.version}`,
  validFrom: validFrom.toISOString(),
  validTo: validTo?.toISOString() ?? null,
});

/** Versions of profiles. They are law, not a case, so a read leaves no entry. @source exchange.md 1.1 */
@Injectable()
export class ReadProfiles {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: KeyRing,
  ) {}

  /** By id. @throws {Problem} `query` for a cursor of somebody else. */
  page(officer: Officer, { cursor, limit = PAGE }: ListQuery): Promise<{ items: ProfileRowView[]; next?: string }> {
    const after = cursor === undefined ? null : openCursor(this.keys, officer, LIST, {}, cursor);
    return this.transactions.as(officer, async (tx) => {
      const found = await tx.query<Row[]>(`${KNOWN} where ($1::uuid is null or id > $1::uuid) order by id limit $2`, [after, limit + 1]);
      const { rows, next } = cutPage(found, limit, ({ id }) => sealCursor(this.keys, officer, LIST, {}, id));
      return { items: rows.map(toRow), ...next };
    });
  }

  /** @throws {Problem} `not-found` */
  one(officer: Officer, id: string): Promise<ProfileView> {
    return this.transactions.as(officer, async (tx) => {
      const [row] = await tx.query<Row[]>(`${KNOWN} where id = $1`, [id]);
      if (!row) throw new Problem('not-found');
      return { ...toRow(row), body: row.body };
    });
  }
}
