import { type ReferralView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { authorise } from '../shared/authorise.js';
import { noteRead } from '../shared/note-read.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { momentOf, Transactions, type Tx } from '../shared/transactions.js';
import { Delivery } from './delivery.entity.js';
import { CONTENT_KEYS, openContent } from './referral-content.js';
import { policyObject } from './referral-record.js';
import { Referral } from './referral.entity.js';
import { deliveryViews, toView } from './referral.view.js';

/** Opens a referral: an act, because it is content. The entry names the purpose and commits before anything is answered. */
@Injectable()
export class GetReferral {
  constructor(
    private readonly transactions: Transactions,
    private readonly seal: Seal,
  ) {}

  /** @throws {Problem} `not-found`, `not-allowed`, `purpose`; `closed` where an H3 text would have to be acknowledged first, which is not built. */
  run(officer: Officer, id: string, purpose: string | undefined): Promise<ReferralView> {
    return this.transactions.as(officer, async (tx) => {
      const row = await tx.findOne(Referral, { where: { id } });
      // The keys of what was thrown away are gone.
      if (!row || row.state === 'discarded') throw new Problem('not-found');
      const deliveries = await tx.find(Delivery, { where: { referralId: id }, order: { id: 'ASC' } });
      const received = deliveries.find(({ recipientAgencyId }) => recipientAgencyId === officer.agencyId) ?? null;
      const verdict = authorise(officer, 'referral.get', policyObject(row, received), momentOf(tx), { purpose });
      if (received && verdict.obligations.includes('acknowledge-h3'))
        throw new Problem('closed', { detail: 'Acknowledging an H3 restriction is not built, so what it restricts stays closed.' });
      const version = received ? received.contentVersion : row.contentVersion;
      const content = await openContent(tx, this.seal, { agencyId: officer.agencyId, referralId: id, version });
      const returned = received ? null : await this.reasonOf(tx, row);
      const view = toView(row, deliveries, { views: await deliveryViews(tx, deliveries), content, returned }, officer.agencyId);
      await noteRead(tx, officer, {
        on: { type: 'referral', id },
        caseId: id,
        parties: policyObject(row, received).jurisdictions.toSorted(),
        purpose: verdict.purpose ?? row.purpose,
        view: received ? 'package' : 'referral',
        classes: ['C2', 'C5'],
        version,
        keys: CONTENT_KEYS,
      });
      return view;
    });
  }

  /** Words with which it was given back last; null when it never was, or goes on already. */
  private async reasonOf(tx: Tx, row: Referral): Promise<string | null> {
    if (row.state !== 'draft' || row.contentHash === null) return null;
    const place = { agencyId: row.agencyId, record: { type: 'referral', id: row.id }, path: 'reason' };
    const [last] = await tx.query<{ version: number }[]>(
      "select version from comity.sealed where agency_id = $1 and record_type = 'referral' and record_id = $2 and path = 'reason' order by version desc limit 1",
      [row.agencyId, row.id],
    );
    return last ? (await this.seal.open<string>(tx, { ...place, version: last.version })).value : null;
  }
}
