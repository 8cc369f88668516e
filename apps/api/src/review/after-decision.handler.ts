import { Injectable } from '@nestjs/common';
import { type Handler } from '../shared/answer.js';
import { type Due, owe } from '../shared/outbox.js';
import { type Tx } from '../shared/transactions.js';
import { showTo } from './share-proposal.handler.js';

/** Asks for what follows a sealed decision in the name of the agency whose request it is, and ends the blindness of two who both sealed. */
@Injectable()
export class AfterDecisionHandler implements Handler {
  readonly kind = 'after-decision';

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const [decision] = await tx.query<{ requestId: string; requestingAgencyId: string; reviewId: string; position: string }[]>(
      `select request_id as "requestId", requesting_agency_id as "requestingAgencyId", review_id as "reviewId", position from comity.decision
        where id = $1 and state = 'sealed'`,
      [due.subject],
    );
    if (!decision) return [];
    const settle = await owe(tx, { queue: 'work', kind: 'settle', subject: decision.requestId, agencyId: decision.requestingAgencyId });
    return [settle, ...(decision.position === 'second' ? await this.unblind(tx, decision.reviewId) : [])];
  }

  private async unblind(tx: Tx, second: string): Promise<Due[]> {
    const reviews = await tx.query<{ id: string; agencyId: string }[]>(
      `select r.id, r.agency_id as "agencyId" from comity.review r join comity.review s on s.request_id = r.request_id and s.round = r.round
          and s.request_version = r.request_version where s.id = $1 and r.state = 'sealed' and r.position in ('first', 'second') order by r.position`,
      [second],
    );
    const [one, other] = reviews;
    return one && other ? [await showTo(tx, one, other.agencyId), await showTo(tx, other, one.agencyId)] : [];
  }
}
