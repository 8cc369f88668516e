import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type RequestClosing } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { changeRequest, lockRequest, mustBeSeen, partiesOf, policyObject } from '../requests/request-row.js';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { type Target } from '../shared/target.js';
import { momentOf } from '../shared/transactions.js';

/** The officer who asked closes a request whose packages are all receipted, and says what became of it. */
@Injectable()
export class CloseRequest {
  constructor(private readonly acts: Acts) {}

  run(officer: Officer, target: Target, body: RequestClosing): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const request = await lockRequest(tx, target.id);
      authorise(officer, 'request.close', await policyObject(tx, request), momentOf(tx));
      mustBeSeen(request, target.version);
      // Conditions keep their own dates with the package; closing ends none of them.
      const moved = step('request', request.state, 'request.close', { conditionsSettled: true, outcomeAsked: true });
      const log = await append(tx, {
        kind: 'request.closed',
        actor: actorOf(officer, 'officer'),
        on: { type: 'request', id: request.id },
        case: request.id,
        parties: partiesOf(request),
        data: { from: request.state, to: moved.to, version: request.version + 1, ...(body.outcome ? { outcome: body.outcome } : {}) },
      });
      await changeRequest(tx, request, { state: moved.to, entryId: log.entryId });
      return { written: { id: request.id, ref: request.ref, state: request.state, version: request.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}
