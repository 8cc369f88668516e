import { type RequestState, type Track } from '@comity/casework';
import { type WorkPart, type WorkRowView } from '@comity/contract';
import { type Officer } from '../shared/officer.js';
import { type Tx } from '../shared/transactions.js';

interface Row {
  id: string;
  ref: string;
  from: string;
  to: string;
  state: RequestState;
  track: Track;
  since: Date;
  /** Granted lines that no package has carried, those of them that are answered, and whether the caller answered one. */
  open: number;
  answered: number;
  answeredByMe: boolean;
}

/** Rows that one list shows at most. */
const MOST = 200;

/** Requests that hold for the own unit and wait for its receipt, its answer or the sending. No rule gives the answer a time yet, so there is no clock. */
export async function answerWork(tx: Tx, officer: Officer): Promise<WorkRowView[]> {
  const rows = await tx.query<Row[]>(
    `select r.id, r.ref, r.requesting_jurisdiction as "from", r.holding_jurisdiction as "to", r.state, r.track, r.dispatched_at as since,
            l.open, l.answered, l.mine as "answeredByMe"
       from comity.data_request r
      cross join lateral (
            select count(*)::int as open, count(a.id)::int as answered, coalesce(bool_or(a.person_id = $2), false) as mine
              from comity.granted_line g
              left join lateral (select o.id, o.person_id from comity.line_answer o where o.request_id = g.request_id and o.line_no = g.line_no
                                  order by o.answered_at desc, o.id desc limit 1) a on true
             where g.request_id = r.id and g.agency_id = $1 and g.disclosure_id is null) l
      where r.holding_agency_id = $1 and r.dispatched_at is not null and r.state in ('dispatched', 'answering')
      order by r.id desc limit $3`,
    [officer.agencyId, officer.personId, MOST],
  );
  return rows.flatMap((row) => {
    const part = partOf(row, officer);
    if (!part) return [];
    const { id, ref, from, to, state, track, since, open, answered } = row;
    const lines = part === 'answer_lines' ? open - answered : part === 'send_answer' ? answered : open;
    return [{ kind: 'answer', id, ref, from, to, state, track, part, lines, source: null, since: since.toISOString(), clock: null }];
  });
}

function partOf({ state, open, answered, answeredByMe }: Row, { roles }: Officer): WorkPart | null {
  if (state === 'dispatched') return roles.includes('desk') ? 'take_up' : null;
  if (roles.includes('officer') && answered < open) return 'answer_lines';
  const sends = roles.includes('desk') || roles.includes('supervisor');
  return sends && answered > 0 && !answeredByMe ? 'send_answer' : null;
}
