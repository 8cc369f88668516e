import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type Reason } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { noteCasePerson } from '../shared/case-person.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { changeReferral, takeReferral } from './referral-record.js';

/** A supervisor gives a completed referral back to its author, with a reason. */
@Injectable()
export class ReturnReferral {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  run(officer: Officer, target: Target, body: Reason): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { row, role } = await takeReferral(tx, officer, 'referral.return', target);
      const { from, to } = step('referral', row.state, 'referral.return', { reasonGiven: body.reason !== '' });
      const version = row.version + 1;
      const reason = await this.seal.prepare(
        tx,
        { agencyId: row.agencyId, record: { type: 'referral', id: row.id }, version, class: 'C5', path: 'reason', handling: row.handling },
        body.reason,
      );
      const log = await append(tx, {
        kind: 'referral.returned',
        actor: actorOf(officer, role),
        on: { type: 'referral', id: row.id },
        case: row.id,
        parties: [row.jurisdiction],
        data: { from: from ?? 'ready', to, version },
        commit: { reason: reason.commitment },
      });
      await changeReferral(tx, row, { state: to, entryId: log.entryId });
      await reason.write(log.entryId);
      await noteCasePerson(tx, row.id, officer);
      return { written: { id: row.id, ref: row.ref, state: to, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}
