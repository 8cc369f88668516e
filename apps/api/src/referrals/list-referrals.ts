import { readHouseClock } from '@comity/casework';
import { clockView, type ReferralListQuery, type ReferralRowView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { cutPage, openCursor, PAGE, sealCursor } from '../shared/cursor.js';
import { KeyRing } from '../shared/key-ring.js';
import { type Officer } from '../shared/officer.js';
import { momentOf, Transactions } from '../shared/transactions.js';

const LIST = 'referrals';
/** States of a delivery in which its receipt is owed. */
const UNTAKEN: readonly string[] = ['sent', 'relayed', 'delivered'];

type Row = Omit<ReferralRowView, 'createdAt' | 'clock'> & { createdAt: Date; sentAt: Date | null; zone: string | null };

/**
 * Referrals in sight, newest first, without content: those of the own agency, and for supervisors and desks those that were delivered to it. An own one with
 * a single delivery stands in the state of the delivery.
 */
const FOUND = `
  select * from (
    select r.id, r.ref, r.urgency, r.agency_id as agency, r.jurisdiction as "from", r.source_kind as source, r.created_at as "createdAt",
           case when r.agency_id = $1 then 'own' else 'received' end as side, coalesce(d.version, r.version) as version,
           coalesce(d.state, case when r.state = 'sent' and o.number = 1 then o.state end, r.state) as state,
           case when d.id is null then o.places else array[d.recipient_jurisdiction] end as "to",
           coalesce(d.sent_at, o.sent_at) as "sentAt", (select j.zones[1] from comity.jurisdiction j where j.code = coalesce(d.recipient_jurisdiction, o.places[1])) as zone
      from comity.referral r
      left join comity.delivery d on d.referral_id = r.id and d.recipient_agency_id = $1
      left join lateral (select count(*) as number, min(x.state) as state, min(x.sent_at) as sent_at, coalesce(array_agg(x.recipient_jurisdiction order by x.id), '{}') as places
                           from comity.delivery x where x.referral_id = r.id and x.agency_id = $1) o on true
     where (r.agency_id = $1 or ($2 and d.id is not null)) and ($3::uuid is null or r.id < $3::uuid)) f
   where ($4::text is null or f.state = $4) and ($5::text is null or f.side = $5) and ($6::text is null or (case f.side when 'own' then $6 = any (f."to") else f."from" = $6 end))
   order by f.id desc limit $7`;

/** Lists referrals. Row-level security is the wall; the query names the agency too, so that the index is used. */
@Injectable()
export class ListReferrals {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: KeyRing,
  ) {}

  /** @throws {Problem} `query` for a cursor of somebody else or of another filter. */
  run(officer: Officer, { cursor, limit = PAGE, ...filter }: ReferralListQuery): Promise<{ items: ReferralRowView[]; next?: string }> {
    const before = cursor === undefined ? null : openCursor(this.keys, officer, LIST, filter, cursor);
    const receives = officer.roles.includes('supervisor') || officer.roles.includes('desk');
    return this.transactions.as(officer, async (tx) => {
      const asked = [officer.agencyId, receives, before, filter.state ?? null, filter.side ?? null, filter.with ?? null, limit + 1];
      const found = await tx.query<Row[]>(FOUND, asked);
      const { rows, next } = cutPage(found, limit, ({ id }) => sealCursor(this.keys, officer, LIST, filter, id));
      const nowMs = momentOf(tx).now.getTime();
      return { items: rows.map((row) => toRow(row, nowMs)), ...next };
    });
  }
}

function toRow({ sentAt, zone, ...row }: Row, nowMs: number): ReferralRowView {
  const owed = sentAt && UNTAKEN.includes(row.state);
  const reading = owed
    ? readHouseClock('retrieval', row.urgency ?? 'ordinary', { zone: zone ?? 'UTC', startedAtMs: sentAt.getTime(), metAtMs: null, nowMs })
    : null;
  return { ...row, createdAt: row.createdAt.toISOString(), clock: reading && clockView(reading) };
}
