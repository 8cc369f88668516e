import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type Reason } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf } from '../shared/transactions.js';
import { changeRequest, lockRequest, mustBeSeen, partiesOf, policyObject } from './request-row.js';

/** Takes a request back before it is dispatched, with a reason. A review in progress ends with it: its acts look at the state of the request. */
@Injectable()
export class WithdrawRequest {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {Problem} `not-found`, `version`; `StepNotAllowed` from dispatch on. */
  run(officer: Officer, target: Target, body: Reason): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const row = await lockRequest(tx, target.id);
      const verdict = authorise(officer, 'request.withdraw', await policyObject(tx, row), momentOf(tx));
      mustBeSeen(row, target.version);
      const from = row.state;
      const { to } = step('request', from, 'request.withdraw', { reasonGiven: body.reason.trim() !== '' });
      const place = {
        agencyId: row.agencyId,
        record: { type: 'request', id: row.id },
        version: row.version + 1,
        class: 'C5' as const,
        path: 'withdrawal',
        handling: row.handling,
      };
      const sealed = await this.seal.prepare(tx, place, body);
      const role = verdict.ruleIds.some((rule) => rule.startsWith('role.officer')) ? 'officer' : 'desk';
      const log = await append(tx, {
        kind: 'request.withdrawn',
        actor: actorOf(officer, role),
        on: { type: 'request', id: row.id },
        case: row.id,
        parties: partiesOf(row),
        data: { from, to, version: row.version + 1 },
        commit: { reason: sealed.commitment },
      });
      await changeRequest(tx, row, { state: to, missingWork: null, entryId: log.entryId });
      await tx.query("update comity.request_line set state = 'withdrawn' where request_id = $1", [row.id]);
      await sealed.write(log.entryId);
      return { written: { id: row.id, ref: row.ref, state: row.state, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}
