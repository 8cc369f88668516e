import { append } from '@comity/audit';
import { type Position, type RequestState, step } from '@comity/casework';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { changeRequest, lockRequest, partiesOf } from '../requests/request-row.js';
import { type Handler } from '../shared/answer.js';
import { type Due, owe } from '../shared/outbox.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { CLAIM_WITHIN_S } from './allocate-review.handler.js';
import { endAssignment } from './hold-review.js';
import { Review } from './review.entity.js';

/** Somebody stepped back, or goes on after a recall: asks for what is missing in the name of the agency whose request it is. */
@Injectable()
export class RedrawHandler implements Handler {
  readonly kind = 'redraw';

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const request = await lockRequest(tx, due.subject);
    const owed = { queue: 'work', subject: request.id, agencyId: request.agencyId } as const;
    const limit = CLAIM_WITHIN_S[request.track === 'ordinary' ? 'ordinary' : 'urgent'];
    return [await owe(tx, { ...owed, kind: 'allocate' }), await owe(tx, { ...owed, kind: 'time-out-review', afterS: limit })];
  }
}

/** Whose turn it is in a state: others who are drawn already wait. */
const TURN: Readonly<Partial<Record<RequestState, readonly Position[]>>> = {
  in_review: ['first'],
  in_second_review: ['second'],
  in_lead_review: ['second', 'lead'],
};

/** Ends a review that nobody claimed in time and has somebody drawn again. One that was claimed is left alone. */
@Injectable()
export class TimeOutReviewHandler implements Handler {
  readonly kind = 'time-out-review';

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const request = await lockRequest(tx, due.subject);
    const positions = TURN[request.state] ?? [];
    const where = { requestId: request.id, position: In([...positions]), state: 'drawn' as const, endedAt: IsNull() };
    const review = await tx.findOne(Review, { where, lock: { mode: 'pessimistic_write' } });
    if (!review) return [];
    // A later draw has its own time; an earlier one's does not cut it short.
    const limitS = CLAIM_WITHIN_S[request.track === 'ordinary' ? 'ordinary' : 'urgent'];
    if (review.drawnAt.getTime() + limitS * 1000 > momentOf(tx).now.getTime()) return [];
    const next = step('request', request.state, 'review.time_out', { due: true, claimed: false });
    const log = await append(tx, {
      kind: 'review.claim_ended',
      actor: { service: 'allocator' },
      on: { type: 'review', id: review.id },
      case: request.id,
      parties: partiesOf(request),
      data: { cause: 'timed_out' },
    });
    await tx.update(Review, { id: review.id }, { state: 'timed_out', endedAt: momentOf(tx).now, version: review.version + 1 });
    await endAssignment(tx, review);
    await changeRequest(tx, request, { state: next.to, entryId: log.entryId });
    return [await owe(tx, { queue: 'work', kind: 'allocate', subject: request.id, agencyId: request.agencyId })];
  }
}
