import { append } from '@comity/audit';
import { RECALL_MINUTES, step } from '@comity/casework';
import { type Reason } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { changeRequest, partiesOf } from '../requests/request-row.js';
import { Acts, type Written } from '../shared/acts.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf } from '../shared/transactions.js';
import { holdDecision } from './hold-decision.js';
import { moveReview } from './hold-review.js';

/**
 * Takes back one's own sealed decision before anything went out on it. The review is the person's again, with its findings; a new decision must follow, in the
 * next round.
 * @source exchange.md 2.2, row "recall own decision"
 */
@Injectable()
export class RecallDecision {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {Problem} `not-found`, `version`; `StepNotAllowed` after dispatch, after fifteen minutes, and where somebody else sealed too. */
  run(officer: Officer, target: Target, body: Reason): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { decision, request, review, isCurrent, sealed } = await holdDecision(tx, officer, 'decision.recall', target);
      const from = request.state;
      const next = step('request', from, 'decision.recall', {
        own: isCurrent,
        position: decision.position,
        others: sealed.filter((one) => one.position !== decision.position).length,
        inTime: momentOf(tx).now.getTime() <= decision.sealedAt.getTime() + RECALL_MINUTES * 60_000,
        reasonGiven: body.reason.trim() !== '',
      });
      const place = {
        agencyId: officer.agencyId,
        record: { type: 'decision', id: decision.id },
        version: decision.version + 2,
        class: 'C4' as const,
        path: 'recall',
      };
      const reason = await this.seal.prepare(tx, { ...place, handling: request.handling }, body);
      const log = await append(tx, {
        kind: 'decision.recalled',
        actor: actorOf(officer, decision.position === 'lead' ? 'lead' : 'liaison'),
        on: { type: 'decision', id: decision.id },
        case: request.id,
        parties: partiesOf(request),
        data: { from, to: next.to, version: request.version + 1, position: decision.position, round: decision.round },
        commit: { reason: reason.commitment },
      });
      await tx.query("update comity.decision set state = 'recalled', version = version + 1 where id = $1", [decision.id]);
      await tx.query("update comity.request_line set state = 'asked' where request_id = $1", [request.id]);
      await moveReview(tx, review, { state: 'drawn', claimedFrom: null, claimedUntil: null, endedAt: null });
      // Whoever is drawn goes on in the next round, so the review is open before it begins.
      await changeRequest(tx, request, { state: next.to, round: request.round + 1, entryId: log.entryId });
      await reason.write(log.entryId);
      const due = await owe(tx, { queue: 'work', kind: 'redraw', subject: request.id, agencyId: officer.agencyId, personId: officer.personId });
      return {
        written: { id: decision.id, ref: request.ref, state: next.to, version: decision.version + 1, log: { entryId: log.entryId, leafHash: log.leafHash } },
        due: [due],
      };
    });
  }
}
