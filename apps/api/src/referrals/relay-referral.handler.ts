import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { Injectable } from '@nestjs/common';
import { type Handler } from '../shared/answer.js';
import { KeyRing } from '../shared/key-ring.js';
import { newId } from '../shared/new-id.js';
import { type Due, owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { Delivery } from './delivery.entity.js';
import { DELIVER } from './deliver-referral.handler.js';
import { hashOf, openContent, packageOf, sealContent } from './referral-content.js';
import { changeDelivery, indexIdentifiers } from './referral-record.js';
import { Referral } from './referral.entity.js';

/** Kind of work: hand a sent referral to the channel. */
export const RELAY = 'relay-referral';

/**
 * Relay, in the context of the sender: the package is made again from the frozen content, its hash compared, and a copy sealed under the recipient's
 * own key. Inside one Comity the entry is the evidence; no signature is claimed. Leaves a delivery alone that is past `sent`.
 * @source exchange.md 2.1
 */
@Injectable()
export class RelayReferral implements Handler {
  readonly kind = RELAY;

  constructor(
    private readonly seal: Seal,
    private readonly keys: KeyRing,
  ) {}

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const delivery = await tx.findOneOrFail(Delivery, { where: { id: due.subject }, lock: { mode: 'pessimistic_write' } });
    if (delivery.state !== 'sent') return [];
    const row = await tx.findOneOrFail(Referral, { where: { id: delivery.referralId } });
    const content = await openContent(tx, this.seal, { agencyId: delivery.agencyId, referralId: row.id, version: delivery.contentVersion });
    const parcel = packageOf(content);
    const seenHash = hashOf(parcel);
    const equal = seenHash === delivery.packageHash;
    const { from, to } = equal
      ? step('referral', delivery.state, 'referral.relay', { sentHash: delivery.packageHash, seenHash })
      : step('referral', delivery.state, 'referral.fail_relay', {});
    const version = delivery.version + 1;
    const evidence = await this.seal.prepare(
      tx,
      { agencyId: delivery.agencyId, record: { type: 'delivery', id: delivery.id }, version, class: 'C1', path: 'evidence', snapshot: true },
      { stage: 'relay', channel: delivery.channel, sent: delivery.packageHash, seen: seenHash },
    );
    const at = { agencyId: delivery.recipientAgencyId, referralId: row.id, version: delivery.contentVersion, handling: row.handling, snapshot: true } as const;
    const copy = equal ? await sealContent(tx, this.seal, at, parcel) : null;
    const about = {
      actor: { service: 'worker' },
      on: { type: 'delivery', id: delivery.id },
      case: row.id,
      parties: [...new Set([row.jurisdiction, delivery.recipientJurisdiction])].sort(),
    };
    const commit = { evidence: evidence.commitment };
    const log = equal
      ? await append(tx, {
          kind: 'referral.relayed',
          ...about,
          data: { from: from ?? 'sent', to, version, channel: delivery.channel, hash_equal: true },
          commit,
        })
      : await append(tx, { kind: 'referral.relay_failed', ...about, data: { from: from ?? 'sent', to, version, cause: 'hash' }, commit });
    await changeDelivery(tx, delivery, { state: to, lastEntryId: log.entryId });
    await evidence.write(log.entryId);
    if (!copy) return [];
    await copy.write(log.entryId);
    await indexIdentifiers(tx, this.keys, delivery.recipientAgencyId, row.id, parcel.people.identifiers);
    await tx.query(
      `insert into comity.delivery_evidence (id, delivery_id, agency_id, recipient_agency_id, kind, hash, entry_id) values ($1, $2, $3, $4, 'relay', $5, $6)`,
      [newId(), delivery.id, delivery.agencyId, delivery.recipientAgencyId, seenHash, log.entryId],
    );
    return [await owe(tx, { queue: 'work', kind: DELIVER, subject: delivery.id, agencyId: delivery.recipientAgencyId })];
  }
}
