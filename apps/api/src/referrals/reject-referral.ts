import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type ReferralRejection } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { noteCasePerson } from '../shared/case-person.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { changeDelivery, takeDelivery } from './referral-record.js';

/** The recipient's desk rejects a referral that it took receipt of, with a code and words. */
@Injectable()
export class RejectReferral {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  run(officer: Officer, target: Target, body: ReferralRejection): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { row, delivery, role } = await takeDelivery(tx, officer, 'referral.reject', target);
      const { from, to } = step('referral', delivery.state, 'referral.reject', { codeGiven: true, reasonGiven: body.reason !== '' });
      const version = delivery.version + 1;
      const reason = await this.seal.prepare(
        tx,
        { agencyId: officer.agencyId, record: { type: 'delivery', id: delivery.id }, version, class: 'C5', path: 'reason' },
        body.reason,
      );
      const log = await append(tx, {
        kind: 'referral.rejected',
        actor: actorOf(officer, role),
        on: { type: 'delivery', id: delivery.id },
        case: row.id,
        parties: [...new Set([row.jurisdiction, delivery.recipientJurisdiction])].sort(),
        data: { from: from ?? 'retrieved', to, version, code: body.code },
        commit: { reason: reason.commitment },
      });
      await changeDelivery(tx, delivery, { state: to, lastEntryId: log.entryId });
      await reason.write(log.entryId);
      await noteCasePerson(tx, row.id, officer);
      return { written: { id: row.id, ref: row.ref, state: to, version: delivery.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}
