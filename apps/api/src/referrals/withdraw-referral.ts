import { append } from '@comity/audit';
import { type ReferralState, step } from '@comity/casework';
import { type Reason } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { noteCasePerson } from '../shared/case-person.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { Delivery } from './delivery.entity.js';
import { changeDelivery, changeReferral, takeReferral } from './referral-record.js';

/**
 * The sender's desk calls a referral back with all its deliveries, before any recipient took receipt of it. What lies in a mailbox is closed from then on.
 * @source exchange.md 2.1
 */
@Injectable()
export class WithdrawReferral {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {StepNotAllowed} once one recipient retrieved it, which would need a stop order; or without a reason. */
  run(officer: Officer, target: Target, body: Reason): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      // Deliveries before the referral, as the worker that delivers locks them.
      const deliveries = await tx.find(Delivery, { where: { referralId: target.id }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
      const { row, role } = await takeReferral(tx, officer, 'referral.withdraw', target);
      const facts = { reasonGiven: body.reason !== '' };
      const leave = (state: ReferralState): { from: ReferralState; to: ReferralState } => {
        const { from, to } = step('referral', state, 'referral.withdraw', facts);
        return { from: from ?? state, to };
      };
      // Every step is decided before the first entry: one that is refused leaves nothing of the others.
      const called = deliveries.map((delivery) => ({ delivery, ...leave(delivery.state) }));
      const own = leave(row.state);
      const note = async (type: 'referral' | 'delivery', id: string, parties: string[], data: { from: string; to: string; version: number }) => {
        const record = { agencyId: row.agencyId, record: { type, id }, version: data.version, class: 'C5', path: 'reason', handling: row.handling } as const;
        const reason = await this.seal.prepare(tx, record, body.reason);
        const about = { actor: actorOf(officer, role), on: { type, id }, case: row.id, parties, data };
        const log = await append(tx, { kind: 'referral.withdrawn', ...about, commit: { reason: reason.commitment } });
        await reason.write(log.entryId);
        return log;
      };
      for (const { delivery, from, to } of called) {
        const parties = [...new Set([row.jurisdiction, delivery.recipientJurisdiction])].sort();
        const log = await note('delivery', delivery.id, parties, { from, to, version: delivery.version + 1 });
        await changeDelivery(tx, delivery, { state: to, lastEntryId: log.entryId });
      }
      const log = await note('referral', row.id, [row.jurisdiction], { ...own, version: row.version + 1 });
      await changeReferral(tx, row, { state: own.to, entryId: log.entryId });
      await noteCasePerson(tx, row.id, officer);
      return { written: { id: row.id, ref: row.ref, state: own.to, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}
