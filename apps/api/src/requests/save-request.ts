import { type RequestDraft } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { noteCasePerson } from '../shared/case-person.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { activeAgency, currentCorridor } from '../units/law.js';
import { type DataRequest } from './data-request.entity.js';
import { headOf } from './draft-head.js';
import { contentPlace, DRAFT, openDraft, openReworked, reworkPlace } from './request-content.js';
import { changeRequest, lockRequest, mustBeSeen, policyObject } from './request-row.js';

/** Saves a draft or the work on a returned request whole. Leaves no entry: nothing has left the officer's desk. */
@Injectable()
export class SaveRequest {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {Problem} `not-found`, `version`, `step` (no longer a draft), `contract` (no such agency). */
  run(officer: Officer, target: Target, submission: RequestDraft): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const row = await lockRequest(tx, target.id);
      authorise(officer, 'request.save', await policyObject(tx, row), momentOf(tx));
      mustBeSeen(row, target.version);
      if (row.state !== 'draft' && row.state !== 'returned') throw new Problem('step', { rules: ['state'] });
      const holdingId = submission.holdingAgency ?? row.holdingAgencyId;
      const holding = holdingId ? await activeAgency(tx, holdingId) : undefined;
      if (!holding || holding.id === officer.agencyId)
        throw new Problem('contract', { errors: [{ pointer: '#/holdingAgency', code: 'agency', detail: 'No other agency has this id.' }] });
      const corridor = await currentCorridor(tx, row.requestingJurisdiction, holding.jurisdiction);
      if (row.state === 'returned') return { written: await this.rework(tx, row, submission) };
      const { identifiers } = await openDraft(tx, this.seal, row);
      const sealed = await this.seal.prepare(tx, contentPlace(row, DRAFT), { submission, identifiers });
      await changeRequest(tx, row, {
        ...headOf(submission),
        holdingAgencyId: holding.id,
        holdingJurisdiction: holding.jurisdiction,
        corridorId: corridor?.id ?? null,
        corridorVersion: corridor?.version ?? null,
        lines: submission.lines?.length ?? 0,
      });
      await sealed.write(null);
      await noteCasePerson(tx, row.id, officer);
      return { written: { id: row.id, ref: row.ref, state: row.state, version: row.version } };
    });
  }

  /** What was returned stays as it is until it is submitted again; its columns say what was decided on. */
  private async rework(tx: Tx, row: DataRequest, submission: RequestDraft): Promise<Written> {
    const { identifiers } = await openReworked(tx, this.seal, row);
    const sealed = await this.seal.prepare(tx, reworkPlace(row), { submission, identifiers });
    await changeRequest(tx, row, {});
    await sealed.write(null);
    return { id: row.id, ref: row.ref, state: row.state, version: row.version };
  }
}
