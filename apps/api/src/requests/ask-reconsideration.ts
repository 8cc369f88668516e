import { append } from '@comity/audit';
import { ANSWER_DAYS, step } from '@comity/casework';
import { type Reconsideration } from '@comity/contract';
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
import { counting, sealedDecisions } from './standing-decisions.js';

const DAY_MS = 86_400_000;

/** Has a refusal looked at again, once, by other people, under the same route. A supervisor asks, and says whether a fact is new or the law was misread. */
@Injectable()
export class AskReconsideration {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {Problem} `not-found`, `version`; `StepNotAllowed` the second time, and after fourteen days. */
  run(officer: Officer, target: Target, body: Reconsideration): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const row = await lockRequest(tx, target.id);
      authorise(officer, 'request.ask_reconsideration', await policyObject(tx, row), momentOf(tx));
      mustBeSeen(row, target.version);
      const refusals = counting(row.state, await sealedDecisions(tx, row));
      const latestMs = Math.max(0, ...refusals.map(({ sealedAt }) => sealedAt.getTime()));
      const from = row.state;
      const { to } = step('request', from, 'request.ask_reconsideration', {
        reasonGiven: body.reason.trim() !== '',
        earlier: row.reconsidered === null ? 0 : 1,
        inTime: momentOf(tx).now.getTime() <= latestMs + ANSWER_DAYS * DAY_MS,
      });
      const place = {
        agencyId: row.agencyId,
        record: { type: 'request', id: row.id },
        version: row.version + 1,
        class: 'C5' as const,
        path: 'reconsideration',
      };
      const sealed = await this.seal.prepare(tx, { ...place, handling: row.handling }, body);
      const log = await append(tx, {
        kind: 'request.reconsideration_asked',
        actor: actorOf(officer, 'supervisor'),
        on: { type: 'request', id: row.id },
        case: row.id,
        parties: partiesOf(row),
        data: { from, to, version: row.version + 1, ground: body.ground },
        commit: { reason: sealed.commitment },
      });
      const round = row.round + 1;
      await changeRequest(tx, row, { state: to, round, reconsidered: round, entryId: log.entryId });
      await tx.query("update comity.request_line set state = 'asked' where request_id = $1", [row.id]);
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
