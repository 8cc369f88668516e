import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type Reason } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { noteCasePerson } from '../shared/case-person.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf } from '../shared/transactions.js';
import { changeRequest, lockRequest, mustBeSeen, partiesOf, policyObject } from './request-row.js';

/**
 * Says that the order which the checks miss is not needed, and why. People look at it then; the route stays, and while the check stands at its severity they can
 * narrow, return or refuse, not grant.
 */
@Injectable()
export class InsistOnRequest {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {Problem} `not-found`, `version`; `StepNotAllowed` where no order is awaited. */
  run(officer: Officer, target: Target, body: Reason): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const row = await lockRequest(tx, target.id);
      authorise(officer, 'request.insist', await policyObject(tx, row), momentOf(tx));
      mustBeSeen(row, target.version);
      const from = row.state;
      const { to } = step('request', from, 'request.insist', { reasonGiven: body.reason.trim() !== '' });
      const place = { agencyId: row.agencyId, record: { type: 'request', id: row.id }, version: row.version + 1, class: 'C5' as const, path: 'insistence' };
      const sealed = await this.seal.prepare(tx, { ...place, handling: row.handling }, body);
      const log = await append(tx, {
        kind: 'request.insisted',
        actor: actorOf(officer, 'officer'),
        on: { type: 'request', id: row.id },
        case: row.id,
        parties: partiesOf(row),
        data: { from, to, version: row.version + 1 },
        commit: { reason: sealed.commitment },
      });
      await changeRequest(tx, row, { state: to, insisted: true, entryId: log.entryId });
      await sealed.write(log.entryId);
      await noteCasePerson(tx, row.id, officer);
      const due = await owe(tx, { queue: 'work', kind: 'allocate', subject: row.id, agencyId: row.agencyId, personId: officer.personId });
      return {
        written: { id: row.id, ref: row.ref, state: row.state, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } },
        due: [due],
      };
    });
  }
}
