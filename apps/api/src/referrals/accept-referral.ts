import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { noteCasePerson } from '../shared/case-person.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { type Target } from '../shared/target.js';
import { changeDelivery, takeDelivery } from './referral-record.js';

/** The recipient's desk accepts a referral that it took receipt of. */
@Injectable()
export class AcceptReferral {
  constructor(private readonly acts: Acts) {}

  run(officer: Officer, target: Target): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { row, delivery, role } = await takeDelivery(tx, officer, 'referral.accept', target);
      const { from, to } = step('referral', delivery.state, 'referral.accept', {});
      const log = await append(tx, {
        kind: 'referral.accepted',
        actor: actorOf(officer, role),
        on: { type: 'delivery', id: delivery.id },
        case: row.id,
        parties: [...new Set([row.jurisdiction, delivery.recipientJurisdiction])].sort(),
        data: { from: from ?? 'retrieved', to, version: delivery.version + 1 },
      });
      await changeDelivery(tx, delivery, { state: to, lastEntryId: log.entryId });
      await noteCasePerson(tx, row.id, officer);
      return { written: { id: row.id, ref: row.ref, state: to, version: delivery.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}
