import { readHouseClock, type ReferralState, type Track } from '@comity/casework';
import { clockView, type WorkPart, type WorkRowView } from '@comity/contract';
import { type Officer } from '../shared/officer.js';
import { type Tx } from '../shared/transactions.js';

interface Row {
  id: string;
  ref: string;
  from: string;
  to: string | null;
  state: ReferralState;
  track: Track | null;
  source: string;
  since: Date;
  sentAt: Date | null;
  zone: string | null;
  own: boolean;
  mine: boolean;
  wasComplete: boolean;
}

/** Rows that one list shows at most. */
const MOST = 200;

/** Referrals of the own unit that are not finished, and those in its mailbox. Row-level security is the wall; the query names the agency for the index. */
export async function referralWork(tx: Tx, officer: Officer, nowMs: number): Promise<WorkRowView[]> {
  const rows = await tx.query<Row[]>(
    `select r.id, r.ref, r.jurisdiction as "from", d.recipient_jurisdiction as "to", coalesce(d.state, r.state) as state, r.urgency as track,
            r.source_kind as source, coalesce(d.delivered_at, d.sent_at, r.created_at) as since, d.sent_at as "sentAt", j.zones[1] as zone,
            r.agency_id = $1 as own, $2 = any (r.authors) as mine, r.content_hash is not null as "wasComplete"
       from comity.referral r
       left join comity.delivery d on d.referral_id = r.id
       left join comity.jurisdiction j on j.code = d.recipient_jurisdiction
      where (r.agency_id = $1 and coalesce(d.state, r.state) in ('draft', 'ready', 'sent', 'relayed', 'delivered'))
         or (d.recipient_agency_id = $1 and d.state in ('delivered', 'retrieved'))
      order by r.id desc limit $3`,
    [officer.agencyId, officer.personId, MOST],
  );
  return rows.flatMap((row) => {
    const part = partOf(row, officer);
    return part ? [toRow(row, part, nowMs)] : [];
  });
}

function partOf({ own, mine, state, wasComplete }: Row, { roles }: Officer): WorkPart | null {
  const desk = roles.includes('desk');
  if (!own) return !desk ? null : state === 'delivered' ? 'take_receipt' : 'accept_referral';
  if (state === 'draft') return mine && roles.includes('officer') ? (wasComplete ? 'correct_referral' : 'finish_referral') : null;
  if (state === 'ready' && roles.includes('supervisor') && !mine) return 'approve_referral';
  return mine || desk || roles.includes('supervisor') ? 'follow_referral' : null;
}

function toRow({ id, ref, from, to, state, track, source, since, sentAt, zone }: Row, part: WorkPart, nowMs: number): WorkRowView {
  const owes = sentAt && state !== 'retrieved';
  const reading = owes ? readHouseClock('retrieval', track ?? 'ordinary', { zone: zone ?? 'UTC', startedAtMs: sentAt.getTime(), metAtMs: null, nowMs }) : null;
  const clock = reading && clockView(reading);
  return { kind: 'referral', id, ref, from, to, state, track, part, lines: null, source, since: since.toISOString(), clock };
}
