import { type Position } from '@comity/casework';
import { type DecisionSeal } from '@comity/contract';
import { type DataRequest } from '../requests/data-request.entity.js';
import { Problem } from '../shared/problem.js';
import { type Tx } from '../shared/transactions.js';
import { type Held } from './hold-review.js';

/** A decision that was sealed before the lead decides. */
export interface SealedProposal {
  id: string;
  position: Position;
  leafHash: string;
}

/** What others sealed in this round; in sight of the lead who is drawn, and of the agency of who sealed it. */
export const sealedProposals = (tx: Tx, request: DataRequest): Promise<SealedProposal[]> =>
  tx.query<SealedProposal[]>(
    `select id, position, leaf_hash as "leafHash" from comity.decision
      where request_id = $1 and request_version = $2 and round = $3 and state = 'sealed' and position <> 'lead' order by sealed_at`,
    [request.id, request.frozenVersion, request.round],
  );

/** A lead decides on what was sealed before them, so the seal names it. @throws {Problem} `not-current` where one is missing or another is named. */
export async function refuseUnread(tx: Tx, { request, review }: Held, body: DecisionSeal): Promise<void> {
  if (review.position !== 'lead') return;
  const sealed = await sealedProposals(tx, request);
  const read = body.read ?? [];
  if (read.length !== sealed.length || sealed.some(({ leafHash }) => !read.includes(leafHash))) throw new Problem('not-current', { rules: ['proposal-read'] });
}
