import { readHouseClock, type RequestState, type Track } from '@comity/casework';
import { type ClockView, clockView } from '@comity/contract';

/** States in which a decision is owed. */
const UNDECIDED: readonly RequestState[] = ['submitted', 'screened', 'awaiting_order', 'in_review', 'in_second_review', 'in_lead_review'];
/** The units that decide keep their calendar in UTC; who of them reviews is not the asking side's to know. */
const REVIEW_ZONE = 'UTC';

/** The clock of the decision on a request: running while one is owed, met or missed once one is sealed; null where none is owed or known. */
export function decisionClock(
  request: { state: RequestState; track: Track; submittedAt: Date | null },
  now: Date,
  sealedAt: Date | null = null,
): ClockView | null {
  if (!request.submittedAt || (!sealedAt && !UNDECIDED.includes(request.state))) return null;
  const times = { startedAtMs: request.submittedAt.getTime(), metAtMs: sealedAt?.getTime() ?? null, nowMs: (sealedAt ?? now).getTime() };
  const reading = readHouseClock('decision', request.track, { zone: REVIEW_ZONE, ...times });
  return reading && clockView(reading);
}
