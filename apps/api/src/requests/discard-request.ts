import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { type Target } from '../shared/target.js';
import { momentOf } from '../shared/transactions.js';
import { changeRequest, lockRequest, mustBeSeen, partiesOf, policyObject } from './request-row.js';

/** Throws a draft away: its record keys are destroyed, so nobody reads it again. The row and its entries stay. */
@Injectable()
export class DiscardRequest {
  constructor(private readonly acts: Acts) {}

  /** @throws {Problem} `not-found`, `version`; `StepNotAllowed` once it was submitted. */
  run(officer: Officer, target: Target): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const row = await lockRequest(tx, target.id);
      authorise(officer, 'request.discard', await policyObject(tx, row), momentOf(tx));
      mustBeSeen(row, target.version);
      const { to } = step('request', row.state, 'request.discard', {});
      const log = await append(tx, {
        kind: 'draft.discarded',
        actor: actorOf(officer, 'officer'),
        on: { type: 'request', id: row.id },
        case: row.id,
        parties: partiesOf(row),
        data: { object: 'request', cause: 'author' },
      });
      await changeRequest(tx, row, { state: to, contentHash: null, entryId: log.entryId });
      await tx.query(
        `update comity.record_key set wrapped = null, destroyed_at = comity.now()
          where agency_id = $1 and record_type = 'request' and record_id = $2 and wrapped is not null`,
        [row.agencyId, row.id],
      );
      return { written: { id: row.id, ref: row.ref, state: row.state, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}
