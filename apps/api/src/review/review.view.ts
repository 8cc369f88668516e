import { type ReviewRowView } from '@comity/contract';
import { type DataRequest } from '../requests/data-request.entity.js';
import { decisionClock, type Returned } from '../requests/decision-clock.js';
import { type Review } from './review.entity.js';

/** A review without content. */
export const toReviewRow = (
  review: Review,
  request: Pick<DataRequest, 'ref' | 'state' | 'track' | 'requestingJurisdiction' | 'holdingJurisdiction' | 'lines' | 'submittedAt'> & {
    returns: readonly Returned[] | null;
  },
  now: Date,
): ReviewRowView => ({
  id: review.id,
  request: review.requestId,
  requestRef: request.ref,
  requestState: request.state,
  version: review.version,
  requesting: request.requestingJurisdiction,
  holding: request.holdingJurisdiction ?? '',
  lines: request.lines,
  position: review.position,
  round: review.round,
  track: request.track,
  drawnAt: review.drawnAt.toISOString(),
  claimedUntil: review.claimedUntil?.toISOString() ?? null,
  clock: decisionClock(request, now),
});
