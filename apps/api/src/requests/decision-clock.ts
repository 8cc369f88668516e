import { readHouseClock, type RequestState, type Track } from '@comity/casework';
import { type ClockView, clockView } from '@comity/contract';
import { type Tx } from '../shared/transactions.js';

/** States in which a decision is owed. */
const UNDECIDED: readonly RequestState[] = ['submitted', 'screened', 'awaiting_order', 'in_review', 'in_second_review', 'in_lead_review'];
/** The units that decide keep their calendar in UTC; who of them reviews is not the asking side's to know. */
const REVIEW_ZONE = 'UTC';

/** A return, and when it was answered; null while it is not. */
export interface Returned {
  returned: string;
  resubmitted: string | null;
}

/** When a request was returned and submitted again; for its own agency, and for whoever is drawn to review it. */
export async function returnsOf(tx: Tx, requestId: string): Promise<Returned[] | null> {
  const [row] = await tx.query<[{ returns: Returned[] | null }]>('select comity.returns_of($1) as returns', [requestId]);
  return row.returns;
}

/**
 * The clock of the decision on a request: running while one is owed, met or missed once one is sealed; null where none is owed or known. It stands still while the request lies with the
 * agency that asks, whose own time for the answer runs then.
 */
export function decisionClock(
  request: { state: RequestState; track: Track; submittedAt: Date | null; returns: readonly Returned[] | null },
  now: Date,
  sealedAt: Date | null = null,
): ClockView | null {
  const last = request.returns?.at(-1);
  if (request.state === 'returned' && last) {
    const times = { startedAtMs: Date.parse(last.returned), metAtMs: null, nowMs: now.getTime() };
    const answer = readHouseClock('answer', request.track, { zone: REVIEW_ZONE, ...times });
    return answer && clockView(answer);
  }
  if (!request.submittedAt || (!sealedAt && !UNDECIDED.includes(request.state))) return null;
  const times = { startedAtMs: request.submittedAt.getTime(), metAtMs: sealedAt?.getTime() ?? null, nowMs: (sealedAt ?? now).getTime() };
  const events = (request.returns ?? []).flatMap(({ returned, resubmitted }) => [
    { kind: 'request.returned', atMs: Date.parse(returned) },
    ...(resubmitted ? [{ kind: 'request.resubmitted', atMs: Date.parse(resubmitted) }] : []),
  ]);
  const reading = readHouseClock('decision', request.track, { zone: REVIEW_ZONE, ...times, events });
  return reading && clockView(reading);
}
