import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { lockRequest } from '../requests/request-row.js';
import { type Handler } from '../shared/answer.js';
import { type Due } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { type DecisionRecord } from './decision-letter.js';
import { Review } from './review.entity.js';

/** What a lead reads of a decision that was sealed before theirs: the record and the internal reasons. */
export interface Proposal {
  record: DecisionRecord;
  internal: string;
}

/** Where the copy of the lead's agency lies, apart for each lead who is drawn. */
export const proposalPlace = (agencyId: string, decisionId: string, reviewId: string) => ({
  agencyId,
  record: { type: 'decision', id: decisionId },
  version: 1,
  path: `proposal-${reviewId}`,
});

/** Hands a sealed proposal to the lead who was drawn, under the key of the lead's agency. Runs in the context of the agency of who sealed it. */
@Injectable()
export class ShareProposalHandler implements Handler {
  readonly kind = 'share-proposal';

  constructor(private readonly seal: Seal) {}

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const [decision] = await tx.query<{ requestId: string; entryId: string }[]>(
      `select request_id as "requestId", entry_id as "entryId" from comity.decision where id = $1 and state = 'sealed'`,
      [due.subject],
    );
    if (!decision) return [];
    const request = await lockRequest(tx, decision.requestId);
    const lead = await tx.findOneBy(Review, { requestId: request.id, position: 'lead', endedAt: IsNull() });
    if (!lead) return [];
    const own = { agencyId: due.agencyId, record: { type: 'decision', id: due.subject }, version: 1 };
    const record = await this.seal.open<DecisionRecord>(tx, { ...own, path: 'record' });
    const reasons = await this.seal.open<{ internal: string }>(tx, { ...own, path: 'reasons' });
    const proposal: Proposal = { record: record.value, internal: reasons.value.internal };
    const place = { ...proposalPlace(lead.agencyId, due.subject, lead.id), class: 'C4', handling: request.handling, snapshot: true } as const;
    const copy = await this.seal.prepare(tx, place, proposal);
    await copy.write(decision.entryId);
    return [];
  }
}
