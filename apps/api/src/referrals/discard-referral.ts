import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { type Target } from '../shared/target.js';
import { changeReferral, takeReferral } from './referral-record.js';

/** Throws a draft away: its record keys are destroyed, so nobody reads it again. The row and its entries stay. */
@Injectable()
export class DiscardReferral {
  constructor(private readonly acts: Acts) {}

  run(officer: Officer, target: Target): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { row, role } = await takeReferral(tx, officer, 'referral.discard', target);
      const { to } = step('referral', row.state, 'referral.discard', {});
      const log = await append(tx, {
        kind: 'draft.discarded',
        actor: actorOf(officer, role),
        on: { type: 'referral', id: row.id },
        case: row.id,
        parties: [row.jurisdiction],
        data: { object: 'referral', cause: 'author' },
      });
      await changeReferral(tx, row, { state: to, contentHash: null, entryId: log.entryId });
      await tx.query('delete from comity.referral_identifier where agency_id = $1 and referral_id = $2', [row.agencyId, row.id]);
      await tx.query('delete from comity.own_number where agency_id = $1 and referral_id = $2', [row.agencyId, row.id]);
      await tx.query(
        `update comity.record_key set wrapped = null, destroyed_at = comity.now()
          where agency_id = $1 and record_type = 'referral' and record_id = $2 and wrapped is not null`,
        [row.agencyId, row.id],
      );
      return { written: { id: row.id, ref: row.ref, state: to, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}
