import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type TakeUp } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { changeRequest, lockRequest, mustBeSeen, partiesOf, policyObject } from '../requests/request-row.js';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { noteCasePerson } from '../shared/case-person.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf } from '../shared/transactions.js';
import { type GrantedTable, grantedPlace, packageHash } from './granted-table.js';

/** The holding desk takes up the granted table whose hash it saw. */
@Injectable()
export class TakeUpRequest {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  run(officer: Officer, target: Target, body: TakeUp): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const request = await lockRequest(tx, target.id);
      authorise(officer, 'request.take_up', await policyObject(tx, request), momentOf(tx));
      mustBeSeen(request, target.version);
      const { value } = await this.seal.open<GrantedTable>(tx, grantedPlace(request.id, officer.agencyId));
      const moved = step('request', request.state, 'request.take_up', { sentHash: packageHash(value), seenHash: body.packageHash });
      const log = await append(tx, {
        kind: 'request.taken_up',
        actor: actorOf(officer, 'desk'),
        on: { type: 'request', id: request.id },
        case: request.id,
        parties: partiesOf(request),
        data: { from: request.state, to: moved.to, version: request.version + 1 },
      });
      await changeRequest(tx, request, { state: moved.to, entryId: log.entryId });
      await noteCasePerson(tx, request.id, officer);
      return { written: { id: request.id, ref: request.ref, state: request.state, version: request.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}
