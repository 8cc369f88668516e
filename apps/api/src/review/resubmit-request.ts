import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type RequestResubmission } from '@comity/contract';
import { type Json } from '@comity/transparency-log';
import { Inject, Injectable } from '@nestjs/common';
import { freezeVersion, weighSubmission } from '../requests/freeze-submission.js';
import { openFrozen } from '../requests/request-content.js';
import { changeRequest, lockRequest, mustBeSeen, partiesOf, policyObject } from '../requests/request-row.js';
import { counting, sealedDecisions } from '../requests/standing-decisions.js';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { type Config } from '../shared/config.js';
import { DoesNotOpen } from '../shared/envelope.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { owe } from '../shared/outbox.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { CONFIG } from '../shared/tokens.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { type DataRequest } from '../requests/data-request.entity.js';
import { type DecisionRecord, openDecisionLetter } from './decision-letter.js';
import { fieldChanges } from './field-changes.js';

/**
 * Answers a return: a new version with an answer to each question, screened anew and drawn anew. The clock of the decision goes on from where it stood; what
 * was returned stays as it was.
 */
@Injectable()
export class ResubmitRequest {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mode'>,
  ) {}

  /** @throws {Problem} `not-found`, `version`, `not-current` (the letter is on its way); `StepNotAllowed` with every cause at once. */
  run(officer: Officer, target: Target, { submission: body, answers }: RequestResubmission): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const row = await lockRequest(tx, target.id);
      authorise(officer, 'request.resubmit', await policyObject(tx, row), momentOf(tx));
      mustBeSeen(row, target.version);
      const returns = await this.returns(tx, row);
      const weighed = await weighSubmission(tx, this.seal, this.config.mode, officer, row, body);
      const taken = step('request', row.state, 'request.resubmit', { ...weighed.facts, unanswered: unanswered(returns, answers) });
      const before = await openFrozen(tx, this.seal, row);
      const frozen = await freezeVersion(tx, this.seal, officer, row, weighed, body, {
        answers,
        ...(before.attachedOrders ? { attachedOrders: before.attachedOrders } : {}),
      });
      const sections = fieldChanges(asJson(before.submission), asJson(frozen.content.submission)).map(({ path }) => path.split('/')[1] ?? '');
      const log = await append(tx, {
        kind: 'request.resubmitted',
        actor: actorOf(officer, 'officer'),
        on: { type: 'request', id: row.id },
        case: row.id,
        parties: partiesOf({ requestingJurisdiction: row.requestingJurisdiction, holdingJurisdiction: frozen.holding.jurisdiction }),
        data: { from: row.state, to: taken.to, version: row.version + 1, answers: answers.length, fields: [...new Set(sections)].sort() },
        commit: { content: frozen.sealed.commitment },
      });
      await changeRequest(tx, row, { ...frozen.columns, state: taken.to, entryId: log.entryId });
      await frozen.write(officer, log.entryId);
      const due = await owe(tx, { queue: 'screening', kind: 'screen', subject: row.id, agencyId: row.agencyId, personId: officer.personId });
      return {
        written: { id: row.id, ref: row.ref, state: row.state, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } },
        due: [due],
      };
    });
  }

  /** The decisions that returned it, with their questions. */
  private async returns(tx: Tx, row: DataRequest): Promise<DecisionRecord[]> {
    const records: DecisionRecord[] = [];
    try {
      for (const { id } of counting(row.state, await sealedDecisions(tx, row)))
        records.push(await openDecisionLetter(tx, this.seal, { agencyId: row.agencyId, decisionId: id }));
    } catch (error) {
      if (error instanceof DoesNotOpen) throw new Problem('not-current', { rules: ['letter'] });
      throw error;
    }
    return records;
  }
}

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** Questions without an answer, counted through all decisions, and answers to what nobody asked or that was answered twice. */
function unanswered(returns: readonly DecisionRecord[], answers: RequestResubmission['answers']): string[] {
  const asked = returns.flatMap(({ id, questions }) => questions.map((_, at) => `${id}/${at + 1}`));
  const given = answers.map(({ decision, question }) => `${decision}/${question}`);
  return [
    ...asked.flatMap((key) => (given.includes(key) ? [] : [`#/answers/${key}`])),
    ...given.flatMap((key, at) => (asked.includes(key) && given.indexOf(key) === at ? [] : [`#/answers/${at}`])),
  ];
}
