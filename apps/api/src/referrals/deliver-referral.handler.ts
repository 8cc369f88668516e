import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { Injectable } from '@nestjs/common';
import { type Handler } from '../shared/answer.js';
import { newId } from '../shared/new-id.js';
import { type Due } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { Delivery } from './delivery.entity.js';
import { hashOf, openContent } from './referral-content.js';
import { changeDelivery } from './referral-record.js';
import { Referral } from './referral.entity.js';

/** Kind of work: put a relayed referral into the recipient's mailbox. */
export const DELIVER = 'deliver-referral';

/**
 * Delivery, in the context of the recipient: its copy is opened under its own key and its hash compared with the one that was sent. From here on the
 * recipient sees the referral and belongs to the party set. Leaves a delivery alone that is past `relayed`.
 * @source exchange.md 2.1
 */
@Injectable()
export class DeliverReferral implements Handler {
  readonly kind = DELIVER;

  constructor(private readonly seal: Seal) {}

  /** @throws {StepNotAllowed} while the copy's hash is not the one that was sent; the work is tried again and then parked. */
  async run(tx: Tx, due: Due): Promise<Due[]> {
    const delivery = await tx.findOneOrFail(Delivery, { where: { id: due.subject }, lock: { mode: 'pessimistic_write' } });
    if (delivery.state !== 'relayed') return [];
    const row = await tx.findOneOrFail(Referral, { where: { id: delivery.referralId }, lock: { mode: 'pessimistic_write' } });
    const copy = await openContent(tx, this.seal, { agencyId: delivery.recipientAgencyId, referralId: row.id, version: delivery.contentVersion });
    const seenHash = hashOf(copy);
    const { from, to } = step('referral', delivery.state, 'referral.deliver', { sentHash: delivery.packageHash, seenHash });
    const version = delivery.version + 1;
    const evidence = await this.seal.prepare(
      tx,
      { agencyId: delivery.recipientAgencyId, record: { type: 'delivery', id: delivery.id }, version, class: 'C1', path: 'evidence', snapshot: true },
      { stage: 'delivery', sent: delivery.packageHash, seen: seenHash },
    );
    const about = { actor: { service: 'worker' }, case: row.id, parties: [...new Set([row.jurisdiction, delivery.recipientJurisdiction])].sort() };
    const log = await append(tx, {
      kind: 'referral.delivered',
      ...about,
      on: { type: 'delivery', id: delivery.id },
      data: { from: from ?? 'relayed', to, version },
      commit: { evidence: evidence.commitment },
    });
    await append(tx, {
      kind: 'party_set.grown',
      ...about,
      on: { type: 'referral', id: row.id },
      data: { added: [delivery.recipientAgencyId], cause: 'delivery' },
    });
    await changeDelivery(tx, delivery, { state: to, deliveredAt: momentOf(tx).now, lastEntryId: log.entryId });
    const grown = await tx.update(Referral, { id: row.id }, { partySet: [...new Set([...row.partySet, delivery.recipientAgencyId])] });
    if (grown.affected !== 1) throw new Error(`The party set of referral ${row.id} did not grow.`);
    await evidence.write(log.entryId);
    await tx.query(
      `insert into comity.delivery_evidence (id, delivery_id, agency_id, recipient_agency_id, kind, hash, entry_id) values ($1, $2, $3, $4, 'delivery', $5, $6)`,
      [newId(), delivery.id, delivery.agencyId, delivery.recipientAgencyId, seenHash, log.entryId],
    );
    return [];
  }
}
