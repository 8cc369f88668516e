import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type RequestDraft } from '@comity/contract';
import { Inject, Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { type Config } from '../shared/config.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { CONFIG } from '../shared/tokens.js';
import { momentOf } from '../shared/transactions.js';
import { freezeVersion, weighSubmission } from './freeze-submission.js';
import { linesSummary } from './frozen-rows.js';
import { changeRequest, lockRequest, mustBeSeen, partiesOf, policyObject } from './request-row.js';

/**
 * Submits a request: the body is the whole submission, so that what the person saw is what is frozen. Row, version, lines, sealed content, entry and the
 * outbox row of the screening commit together; the ring follows.
 */
@Injectable()
export class SubmitRequest {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mode'>,
  ) {}

  /** @throws {Problem} `not-found`, `version`, `certificate`, `terms`; `StepNotAllowed` with every cause at once. */
  run(officer: Officer, target: Target, body: RequestDraft): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const row = await lockRequest(tx, target.id);
      // Whether a supervisor may submit goes by the track that is submitted, not by the one of the last save.
      const object = { ...(await policyObject(tx, row)), urgent: body.track !== undefined && body.track !== 'ordinary' };
      const verdict = authorise(officer, 'request.submit', object, momentOf(tx));
      mustBeSeen(row, target.version);
      const weighed = await weighSubmission(tx, this.seal, this.config.mode, officer, row, body);
      const taken = step('request', row.state, 'request.submit', weighed.facts);
      const frozen = await freezeVersion(tx, this.seal, officer, row, weighed, body);
      const { submission } = frozen.content;
      const role = verdict.ruleIds.some((rule) => rule.startsWith('role.officer')) ? 'officer' : 'supervisor';
      const log = await append(tx, {
        kind: 'request.submitted',
        actor: actorOf(officer, role),
        on: { type: 'request', id: row.id },
        case: row.id,
        parties: partiesOf({ requestingJurisdiction: row.requestingJurisdiction, holdingJurisdiction: frozen.holding.jurisdiction }),
        data: {
          from: row.state,
          to: taken.to,
          version: row.version + 1,
          ...linesSummary(submission.lines),
          track: submission.track,
          basis: submission.legalBasis.cooperationBasis,
          corridor_version: frozen.corridor.version,
          certificate: frozen.certificate.id,
        },
        commit: { content: frozen.sealed.commitment },
      });
      await changeRequest(tx, row, { ...frozen.columns, state: taken.to, submittedAt: momentOf(tx).now, entryId: log.entryId });
      await frozen.write(officer, log.entryId);
      const due = await owe(tx, { queue: 'screening', kind: 'screen', subject: row.id, agencyId: row.agencyId, personId: officer.personId });
      return {
        written: { id: row.id, ref: row.ref, state: row.state, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } },
        due: [due],
      };
    });
  }
}
