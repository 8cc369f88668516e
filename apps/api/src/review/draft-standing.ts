import { type Outcome, OUTCOMES } from '@comity/casework';
import { DecisionSeal, type ReviewDraft, type StandingView } from '@comity/contract';
import { type ScreeningRow } from '../screening/screening-row.js';
import { DoesNotOpen } from '../shared/envelope.js';
import { type Officer } from '../shared/officer.js';
import { type Seal, type SealedPlace } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { letterOf } from './decision-letter.js';
import { recordOf } from './decision-parts.js';
import { type Held } from './hold-review.js';
import { type Review } from './review.entity.js';
import { standingFindings } from './reviewer-facts.js';
import { weigh } from './weigh.js';

const EMPTY: ReviewDraft = { decision: { lines: [] } };

/** Where the private draft of a review lies; it is replaced with each save. */
export const draftPlace = (review: Pick<Review, 'id' | 'agencyId'>): SealedPlace => ({
  agencyId: review.agencyId,
  record: { type: 'review', id: review.id },
  version: 1,
  class: 'C4',
  path: 'draft',
});

/** The draft as it was last saved; null where nothing was. */
export async function openReviewDraft(tx: Tx, seal: Seal, review: Review): Promise<ReviewDraft | null> {
  try {
    return (await seal.open<ReviewDraft>(tx, draftPlace(review))).value;
  } catch (error) {
    if (error instanceof DoesNotOpen) return null;
    throw error;
  }
}

/** How the decision of a draft stands. What the checks say closes nothing before the finding on necessity is written: until then they are not visible. */
export async function standingOf(tx: Tx, seal: Seal, officer: Officer, held: Held, screening: ScreeningRow, draft: ReviewDraft | null): Promise<StandingView> {
  const { decision } = draft ?? EMPTY;
  const { requestHash } = held.review;
  const hashes = { requestHash, screeningHash: screening.resultHash };
  const isNecessityFound = (await standingFindings(tx, held.review)).some((finding) => finding.row === 'W3');
  const lines = decision.lines.map((line) => ({ ...line, why: line.why ?? '' }));
  const { broken, closed, departs, scope } = await weigh(tx, seal, officer, held, screening, { ...decision, ...hashes, lines }, isNecessityFound);
  const whole = DecisionSeal.safeParse({ ...decision, ...hashes });
  return {
    closed: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, [...closed(outcome)]])) as Record<Outcome, string[]>,
    broken: broken.map(({ rule }) => rule),
    departs,
    letters: whole.success ? letterOf(held.request.ref, recordOf('', held, screening, whole.data, { scope, departs }), scope.diff).letters : null,
  };
}
