import { type RequestState, type Track } from '@comity/casework';
import { type WorkPart, type WorkRowView } from '@comity/contract';
import { decisionClock, type Returned } from '../requests/decision-clock.js';
import { type Officer } from '../shared/officer.js';
import { type Tx } from '../shared/transactions.js';

interface Row {
  id: string;
  ref: string;
  from: string;
  to: string | null;
  state: RequestState;
  track: Track;
  lines: number;
  since: Date;
  submittedAt: Date | null;
  mine: boolean;
  returns: Returned[] | null;
}

/** Rows that one list shows at most. */
const MOST = 200;

/** Requests that the own unit asked for and that are not closed. */
export async function requestWork(tx: Tx, officer: Officer, nowMs: number): Promise<WorkRowView[]> {
  const rows = await tx.query<Row[]>(
    `select r.id, r.ref, r.requesting_jurisdiction as "from", r.holding_jurisdiction as "to", r.state, r.track, r.lines,
            coalesce(r.submitted_at, r.created_at) as since, r.submitted_at as "submittedAt", r.created_by = $2 as mine,
            comity.returns_of(r.id) as returns
       from comity.data_request r
      where r.agency_id = $1 and r.state not in ('refused', 'lapsed', 'closed', 'withdrawn', 'stopped', 'discarded')
      order by r.id desc limit $3`,
    [officer.agencyId, officer.personId, MOST],
  );
  return rows.flatMap((row) => {
    const part = partOf(row, officer);
    return part ? [toRow(row, part, new Date(nowMs))] : [];
  });
}

function partOf({ state, mine }: Row, { roles }: Officer): WorkPart | null {
  const unit = roles.includes('supervisor') || roles.includes('desk');
  if (state === 'disclosed' && roles.includes('desk')) return 'receipt_answer';
  if (!mine) return unit && state !== 'draft' ? 'follow_request' : null;
  if (state === 'draft') return 'finish_request';
  if (state === 'returned') return 'answer_questions';
  if (state === 'disclosed') return 'read_answer';
  return state === 'receipted' ? 'close_request' : 'follow_request';
}

function toRow(row: Row, part: WorkPart, now: Date): WorkRowView {
  const { id, ref, from, to, state, track, lines, since } = row;
  const clock = decisionClock(row, now);
  return { kind: 'request', id, ref, from, to, state, track, part, lines, source: null, since: since.toISOString(), clock };
}
