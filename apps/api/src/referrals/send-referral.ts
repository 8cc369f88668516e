import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type ReferralSending } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { noteCasePerson } from '../shared/case-person.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { owe } from '../shared/outbox.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { type Tx } from '../shared/transactions.js';
import { activeAgency, type AgencyLine, currentCorridor } from '../units/law.js';
import { Delivery } from './delivery.entity.js';
import { hashOf, openContent, packageOf } from './referral-content.js';
import { changeReferral, takeReferral } from './referral-record.js';
import { RELAY } from './relay-referral.handler.js';

/** A supervisor who did not write it approves and sends. The package is fixed by its hash; the worker carries it. */
@Injectable()
export class SendReferral {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {StepNotAllowed} author is approver, no corridor in force, H2 without consent, recipient not named in the referral. */
  run(officer: Officer, target: Target, body: ReferralSending): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { row, role } = await takeReferral(tx, officer, 'referral.send', target);
      const recipient = await recipientOf(tx, officer, body.recipient);
      const before = await tx.findOne(Delivery, { where: { referralId: row.id, recipientAgencyId: recipient.id } });
      const corridor = await currentCorridor(tx, row.jurisdiction, recipient.jurisdiction);
      const content = await openContent(tx, this.seal, { agencyId: row.agencyId, referralId: row.id, version: row.contentVersion });
      // Each recipient has a delivery of its own: a further one starts where the first did.
      const state = before ? before.state : row.state === 'sent' ? 'ready' : row.state;
      const { from, to } = step('referral', state, 'referral.send', {
        author: row.authors.includes(officer.personId) ? officer.personId : (row.authors[0] ?? ''),
        approver: officer.personId,
        recipients: (content.draft.recipients ?? []).filter(({ agency }) => agency === recipient.id).length,
        corridorCurrent: corridor !== undefined,
        h2: row.handling.includes('H2'),
        // Consents are not built, so nobody has one.
        h2Consent: false,
      });
      const id = newId();
      const packageHash = hashOf(packageOf(content));
      const sent = { hash: packageHash, recipient: recipient.id, contentVersion: row.contentVersion };
      const sealed = await this.seal.prepare(
        tx,
        { agencyId: row.agencyId, record: { type: 'delivery', id }, version: 0, class: 'C1', path: 'package', handling: row.handling },
        sent,
      );
      const log = await append(tx, {
        kind: 'referral.sent',
        actor: actorOf(officer, role),
        on: { type: 'delivery', id },
        case: row.id,
        parties: [...new Set([row.jurisdiction, recipient.jurisdiction])].sort(),
        data: { from: from ?? 'ready', to, version: 0, recipient: recipient.id, channel: body.channel, approved_by: officer.commitment },
        commit: { package: sealed.commitment },
      });
      await tx.query(
        `insert into comity.delivery (id, referral_id, agency_id, recipient_agency_id, recipient_jurisdiction, state, channel, content_version, package_hash, person_id, entry_id, last_entry_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
        [id, row.id, row.agencyId, recipient.id, recipient.jurisdiction, to, body.channel, row.contentVersion, packageHash, officer.personId, log.entryId],
      );
      await changeReferral(tx, row, { state: to, entryId: log.entryId });
      await sealed.write(log.entryId);
      await noteCasePerson(tx, row.id, officer);
      const due = await owe(tx, { queue: 'work', kind: RELAY, subject: id, agencyId: row.agencyId, personId: officer.personId });
      return { written: { id: row.id, ref: row.ref, state: to, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } }, due: [due] };
    });
  }
}

/** @throws {Problem} `contract` when it is no active national unit of somebody else. */
async function recipientOf(tx: Tx, officer: Officer, id: string): Promise<AgencyLine> {
  const agency = await activeAgency(tx, id);
  if (agency?.kind === 'national_unit' && agency.id !== officer.agencyId) return agency;
  throw new Problem('contract', { errors: [{ pointer: '#/recipient', code: 'recipient', detail: 'No active national unit of another agency.' }] });
}
