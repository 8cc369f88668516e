import { type ListQuery, type ReferralRowView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { cutPage, openCursor, PAGE, sealCursor } from '../shared/cursor.js';
import { KeyRing } from '../shared/key-ring.js';
import { type Officer } from '../shared/officer.js';
import { Transactions } from '../shared/transactions.js';

const LIST = 'referrals';

/** Referrals in sight, newest first, without content: those of the own agency, and for supervisors and desks those that were delivered to it. */
@Injectable()
export class ListReferrals {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: KeyRing,
  ) {}

  /** @throws {Problem} `query` for a cursor of somebody else. */
  run(officer: Officer, { cursor, limit = PAGE }: ListQuery): Promise<{ items: ReferralRowView[]; next?: string }> {
    const before = cursor === undefined ? null : openCursor(this.keys, officer, LIST, {}, cursor);
    const receives = officer.roles.includes('supervisor') || officer.roles.includes('desk');
    return this.transactions.as(officer, async (tx) => {
      // Row-level security is the wall; the query names the agency too, so that the index is used.
      const found = await tx.query<(Omit<ReferralRowView, 'createdAt'> & { createdAt: Date })[]>(
        `select r.id, r.ref, r.urgency, r.agency_id as agency, r.created_at as "createdAt",
                coalesce(d.state, case when r.state = 'sent' and sent.number = 1 then sent.state end, r.state) as state, coalesce(d.version, r.version) as version
           from comity.referral r
           left join comity.delivery d on d.referral_id = r.id and d.recipient_agency_id = $1
           left join lateral (select count(*) as number, min(o.state) as state from comity.delivery o where o.referral_id = r.id and o.agency_id = $1) sent on true
          where (r.agency_id = $1 or ($2 and d.id is not null)) and ($3::uuid is null or r.id < $3::uuid)
          order by r.id desc limit $4`,
        [officer.agencyId, receives, before, limit + 1],
      );
      const { rows, next } = cutPage(found, limit, ({ id }) => sealCursor(this.keys, officer, LIST, {}, id));
      return { items: rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })), ...next };
    });
  }
}
