import { append } from '@comity/audit';
import { DIFFERENCE_MINUTES, step } from '@comity/casework';
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
import { endAssignment } from './hold-review.js';
import { differingLines } from './sealed-before.js';

/** Has a lead look at two grants that differ, before what both have in common goes out. Either of the two may ask, on their own decision. */
@Injectable()
export class ReferDifference {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {Problem} `not-found`, `version`; `StepNotAllowed` where the grants are the same, after four hours, and after dispatch. */
  run(officer: Officer, target: Target, body: Reason): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { decision, request, review, isCurrent, sealed } = await holdDecision(tx, officer, 'decision.refer_difference', target);
      const lines = await differingLines(tx, request.id);
      const from = request.state;
      const next = step('request', from, 'decision.refer_difference', {
        own: isCurrent && sealed.every(({ position }) => position !== 'lead'),
        differs: lines.length > 0,
        inTime: momentOf(tx).now.getTime() <= decision.sealedAt.getTime() + DIFFERENCE_MINUTES * 60_000,
        reasonGiven: body.reason.trim() !== '',
      });
      const place = { agencyId: officer.agencyId, record: { type: 'decision', id: decision.id }, version: 1, class: 'C4' as const, path: 'difference' };
      const reason = await this.seal.prepare(tx, { ...place, handling: request.handling }, body);
      const log = await append(tx, {
        kind: 'decision.difference_referred',
        actor: actorOf(officer, 'liaison'),
        on: { type: 'decision', id: decision.id },
        case: request.id,
        parties: partiesOf(request),
        data: { from, to: next.to, version: request.version + 1, lines },
        commit: { reason: reason.commitment },
      });
      await tx.query("update comity.request_line set state = 'asked' where request_id = $1", [request.id]);
      await changeRequest(tx, request, { state: next.to, entryId: log.entryId });
      await endAssignment(tx, review);
      await reason.write(log.entryId);
      const due = await owe(tx, { queue: 'work', kind: 'redraw', subject: request.id, agencyId: officer.agencyId, personId: officer.personId });
      return {
        written: { id: decision.id, ref: request.ref, state: next.to, version: decision.version, log: { entryId: log.entryId, leafHash: log.leafHash } },
        due: [due],
      };
    });
  }
}
