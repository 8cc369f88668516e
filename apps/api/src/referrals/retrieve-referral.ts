import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type ReferralRetrieval } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { noteCasePerson } from '../shared/case-person.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { changeDelivery, takeDelivery } from './referral-record.js';

/** The recipient's desk takes receipt of the package whose hash it saw: an explicit act, apart from reading. */
@Injectable()
export class RetrieveReferral {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {StepNotAllowed} `not-current` when another hash was seen than the one that was sent. */
  run(officer: Officer, target: Target, body: ReferralRetrieval): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { row, delivery, role } = await takeDelivery(tx, officer, 'referral.retrieve', target);
      const { from, to } = step('referral', delivery.state, 'referral.retrieve', { sentHash: delivery.packageHash, seenHash: body.packageHash });
      const version = delivery.version + 1;
      const evidence = await this.seal.prepare(
        tx,
        { agencyId: officer.agencyId, record: { type: 'delivery', id: delivery.id }, version, class: 'C1', path: 'evidence' },
        { stage: 'retrieval', sent: delivery.packageHash, seen: body.packageHash },
      );
      const log = await append(tx, {
        kind: 'referral.retrieved',
        actor: actorOf(officer, role),
        on: { type: 'delivery', id: delivery.id },
        case: row.id,
        parties: [...new Set([row.jurisdiction, delivery.recipientJurisdiction])].sort(),
        data: { from: from ?? 'delivered', to, version },
        commit: { evidence: evidence.commitment },
      });
      await changeDelivery(tx, delivery, { state: to, lastEntryId: log.entryId });
      await evidence.write(log.entryId);
      await tx.query(
        `insert into comity.delivery_evidence (id, delivery_id, agency_id, recipient_agency_id, kind, hash, entry_id) values ($1, $2, $3, $4, 'retrieval', $5, $6)`,
        [newId(), delivery.id, delivery.agencyId, delivery.recipientAgencyId, body.packageHash, log.entryId],
      );
      await noteCasePerson(tx, row.id, officer);
      return { written: { id: row.id, ref: row.ref, state: to, version: delivery.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}
