import { REVIEWER_FIELD_PATHS, unansweredFields, worksheetGaps } from '@comity/casework';
import { type FindingRecord, type FindingView, type ReviewView } from '@comity/contract';
import { valueAt } from '@comity/proportionality';
import { Injectable } from '@nestjs/common';
import { DataRequest } from '../requests/data-request.entity.js';
import { returnsOf } from '../requests/decision-clock.js';
import { partiesOf } from '../requests/request-row.js';
import { latestScreening } from '../screening/screening-row.js';
import { toScreeningView } from '../screening/screening.view.js';
import { authorise } from '../shared/authorise.js';
import { noteRead } from '../shared/note-read.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { momentOf, Transactions, type Tx } from '../shared/transactions.js';
import { openReviewDraft, standingOf } from './draft-standing.js';
import { isClaimed, objectOf } from './hold-review.js';
import { openCopy } from './review-copy.js';
import { Review } from './review.entity.js';
import { answeredFields, type StandingFinding, standingFindings } from './reviewer-facts.js';
import { toReviewRow } from './review.view.js';
import { openScreening } from './screening-copy.js';
import { sealedProposals } from './sealed-proposals.js';

/** A finding as it was sealed, the shareable part apart. */
type FindingWords = Omit<FindingRecord, 'shareable'>;

/** Opens a review for the person who was drawn: the minimised request, their own findings, and what is still open. */
@Injectable()
export class OpenReview {
  constructor(
    private readonly transactions: Transactions,
    private readonly seal: Seal,
  ) {}

  /** @throws {Problem} `not-found`, `purpose`. */
  run(officer: Officer, id: string, purpose: string | undefined): Promise<ReviewView> {
    return this.transactions.as(officer, async (tx) => {
      const review = await tx.findOneBy(Review, { id });
      const request = review && (await tx.findOneBy(DataRequest, { id: review.requestId }));
      const screening = request && (await latestScreening(tx, request.id));
      if (!review || !request || !screening) throw new Problem('not-found');
      const verdict = authorise(officer, 'review.get', objectOf(request, review), momentOf(tx), { purpose });
      const copy = await openCopy(tx, this.seal, review);
      const opened = await openScreening(tx, this.seal, officer.agencyId, screening);
      const standing = await standingFindings(tx, review);
      const findings: FindingView[] = [];
      for (const finding of standing) findings.push(await this.words(tx, officer, finding));
      const draft = await openReviewDraft(tx, this.seal, review);
      const claimHeld = review.personId === officer.personId && isClaimed(review, momentOf(tx).now);
      const answered = await answeredFields(tx, review);
      // The checks are shown once the reviewer has written down what they think of necessity: the machine speaks second.
      const isNecessityFound = standing.some((finding) => finding.row === 'W3');
      await noteRead(tx, officer, {
        on: { type: 'review', id },
        caseId: request.id,
        parties: partiesOf(request),
        purpose: verdict.purpose ?? review.purpose,
        view: 'review',
        classes: ['C2', 'C4', 'C5'],
        version: review.version,
        keys: 2 + standing.length,
      });
      return {
        ...toReviewRow(review, { ...request, returns: await returnsOf(tx, request.id) }, momentOf(tx).now),
        requestHash: review.requestHash,
        screeningHash: screening.resultHash,
        content: copy.submission,
        identifiers: copy.identifiers,
        attachedOrders: copy.attachedOrders,
        changes: copy.changes,
        findings,
        answered: REVIEWER_FIELD_PATHS.filter((path) => answered.includes(path)).map((path) => ({ path, value: String(valueAt(opened.input, path)) })),
        openPlaces: [
          ...worksheetGaps(
            standing,
            copy.submission.lines.map((line) => line.line),
          ),
        ],
        openFields: [...unansweredFields(answered)],
        ...(review.position === 'lead'
          ? { proposals: (await sealedProposals(tx, request)).map(({ id: decision, position }) => ({ decision, position })) }
          : {}),
        screening: isNecessityFound ? toScreeningView(request, screening, opened.result) : null,
        draft,
        standing: await standingOf(tx, this.seal, officer, { request, review, claimHeld }, screening, draft),
      };
    });
  }

  private async words(tx: Tx, officer: Officer, { id, row, line, finding, madeAt }: StandingFinding): Promise<FindingView> {
    const place = { agencyId: officer.agencyId, record: { type: 'finding', id }, version: 1 };
    const words = await this.seal.open<FindingWords>(tx, { ...place, path: 'reason' });
    const shareable = await this.seal.open<string>(tx, { ...place, path: 'shareable' });
    // The schema of the answer drops `lines`, which says here again what `line` says.
    return { ...words.value, id, row, line, finding, shareable: shareable.value, at: madeAt.toISOString() };
  }
}
