import { Injectable } from '@nestjs/common';
import { lockRequest } from '../requests/request-row.js';
import { type StandingDecision } from '../requests/standing-decisions.js';
import { type Handler } from '../shared/answer.js';
import { type Due, owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { type DecisionRecord } from './decision-letter.js';
import { Review } from './review.entity.js';

/** What another reviewer or a lead reads of a decision: the record and the internal reasons. */
export interface Proposal {
  record: DecisionRecord;
  internal: string;
  departure: string | null;
}

/** Where the copy of the reader's agency lies, apart for each who reads it. */
export const proposalPlace = (agencyId: string, decisionId: string, reviewId: string) => ({
  agencyId,
  record: { type: 'decision', id: decisionId },
  version: 1,
  path: `proposal-${reviewId}`,
});

/** Asks that what was sealed in `agencyId` be shown to the person of this review. */
export const showTo = (tx: Tx, review: { id: string }, agencyId: string): Promise<Due> =>
  owe(tx, { queue: 'work', kind: 'share-proposal', subject: review.id, agencyId });

/** A lead reads what was sealed before them; each reviewer's agency hands over its own. */
export async function showSealed(tx: Tx, review: { id: string }, sealed: readonly StandingDecision[]): Promise<Due[]> {
  const dues: Due[] = [];
  for (const agencyId of new Set(sealed.map((one) => one.agencyId))) dues.push(await showTo(tx, review, agencyId));
  return dues;
}

/**
 * Hands what was sealed in one agency to a lead who was drawn, or to the other of two who both sealed, under the key of the reader's agency. Runs in the context
 * of the agency of who sealed it.
 */
@Injectable()
export class ShareProposalHandler implements Handler {
  readonly kind = 'share-proposal';

  constructor(private readonly seal: Seal) {}

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const reader = await tx.findOneBy(Review, { id: due.subject });
    const mayRead = reader && (reader.position === 'lead' ? reader.endedAt === null : reader.state === 'sealed');
    if (!mayRead) return [];
    const request = await lockRequest(tx, reader.requestId);
    const decisions = await tx.query<{ id: string; entryId: string }[]>(
      `select d.id, d.entry_id as "entryId" from comity.decision d where d.request_id = $1 and d.request_version = $2 and d.round = $3 and d.state = 'sealed'
          and d.agency_id = $4 and d.position <> 'lead' and d.review_id <> $5
          and not exists (select from comity.decision_copy c where c.decision_id = d.id and c.review_id = $5)`,
      [request.id, request.frozenVersion, request.round, due.agencyId, reader.id],
    );
    for (const { id, entryId } of decisions) {
      const own = { agencyId: due.agencyId, record: { type: 'decision', id }, version: 1 };
      const record = await this.seal.open<DecisionRecord>(tx, { ...own, path: 'record' });
      const reasons = await this.seal.open<{ internal: string; departure: string | null }>(tx, { ...own, path: 'reasons' });
      const proposal: Proposal = { record: record.value, internal: reasons.value.internal, departure: reasons.value.departure };
      const place = { ...proposalPlace(reader.agencyId, id, reader.id), class: 'C4', handling: request.handling, snapshot: true } as const;
      await (await this.seal.prepare(tx, place, proposal)).write(entryId);
      await tx.query('insert into comity.decision_copy (decision_id, review_id) values ($1, $2)', [id, reader.id]);
    }
    return [];
  }
}
