import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type Recusal } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { changeRequest, partiesOf } from '../requests/request-row.js';
import { Acts, type Written } from '../shared/acts.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf } from '../shared/transactions.js';
import { endAssignment, holdReview, moveReview } from './hold-review.js';

/** Giving a review back for a while, and stepping back from a case for good. Neither shows blame. */
@Injectable()
export class LeaveReview {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** Ends the claim; the person stays drawn. */
  release(officer: Officer, target: Target): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { request, review, claimHeld } = await holdReview(tx, officer, 'review.release', target);
      step('request', request.state, 'review.release', { claimHeld });
      const log = await append(tx, {
        kind: 'review.claim_ended',
        actor: actorOf(officer),
        on: { type: 'review', id: review.id },
        case: request.id,
        parties: partiesOf(request),
        data: { cause: 'released' },
      });
      const version = await moveReview(tx, review, { state: 'drawn', claimedFrom: null, claimedUntil: null });
      return { written: { id: review.id, ref: request.ref, state: 'drawn', version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }

  /** Ends claim and assignment, keeps the person from this case, and has somebody else drawn. */
  recuse(officer: Officer, target: Target, body: Recusal): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { request, review } = await holdReview(tx, officer, 'review.recuse', target);
      const claimed = review.claimedUntil !== null;
      const next = step('request', request.state, 'review.recuse', { drawn: review.personId === officer.personId, codeGiven: true, claimed });
      const reason = await this.seal.prepare(
        tx,
        { agencyId: officer.agencyId, record: { type: 'review', id: review.id }, version: review.version + 1, class: 'C4', path: 'reason' },
        { code: body.code, reason: body.reason ?? null },
      );
      const about = { actor: actorOf(officer), on: { type: 'review', id: review.id }, case: request.id, parties: partiesOf(request) };
      const log = await append(tx, { kind: 'review.recused', ...about, data: { code: body.code, by: 'self' }, commit: { reason: reason.commitment } });
      if (claimed) await append(tx, { kind: 'review.claim_ended', ...about, data: { cause: 'recused' } });
      await reason.write(log.entryId);
      await changeRequest(tx, request, { state: next.to, entryId: log.entryId });
      const version = await moveReview(tx, review, { state: 'recused', claimedUntil: null, endedAt: momentOf(tx).now });
      await endAssignment(tx, review);
      const due = await owe(tx, { queue: 'work', kind: 'redraw', subject: request.id, agencyId: officer.agencyId, personId: officer.personId });
      return { written: { id: review.id, ref: request.ref, state: 'recused', version, log: { entryId: log.entryId, leafHash: log.leafHash } }, due: [due] };
    });
  }
}
