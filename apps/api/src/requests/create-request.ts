import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type RequestCreation, type RequestDraft } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { identifierView } from '../referrals/referral.view.js';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { noteCasePerson } from '../shared/case-person.js';
import { KeyRing } from '../shared/key-ring.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { newReference } from '../shared/reference.js';
import { Seal } from '../shared/seal.js';
import { momentOf } from '../shared/transactions.js';
import { activeAgency, currentCorridor } from '../units/law.js';
import { DataRequest } from './data-request.entity.js';
import { headOf } from './draft-head.js';
import { prefill } from './prefill.js';
import { readReferral, stands } from './referral-source.js';
import { contentPlace, DRAFT, type DraftContent } from './request-content.js';
import { partiesOf } from './request-row.js';

/** Drafts a data request from a referral. What follows from the referral and the corridor is filled in; what weighs is left open. */
@Injectable()
export class CreateRequest {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
    private readonly keys: KeyRing,
  ) {}

  /** @throws {Problem} `not-found` (referral), `contract` (no such agency), `step` (referral called back, no corridor in force). */
  run(officer: Officer, body: RequestCreation): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const source = await readReferral(tx, this.seal, officer, body.referral);
      authorise(officer, 'request.create', source.object, momentOf(tx));
      if (!stands(source.row)) throw new Problem('step', { rules: ['referral-stands'] });
      const holding = await activeAgency(tx, body.holdingAgency);
      if (!holding || holding.id === officer.agencyId)
        throw new Problem('contract', { errors: [{ pointer: '#/holdingAgency', code: 'agency', detail: 'No other agency has this id.' }] });
      const corridor = await currentCorridor(tx, officer.jurisdiction, holding.jurisdiction);
      if (!corridor) throw new Problem('step', { rules: ['corridor-current'] });
      const { to } = step('request', null, 'request.create', {});
      const submission = together(prefill(source.content, corridor.body, holding.id), body.content);
      const content: DraftContent = { submission, identifiers: source.content.people.identifiers.map(identifierView) };

      const row = tx.create(DataRequest, {
        ...headOf(submission),
        id: newId(),
        ref: await newReference(tx, this.keys, 'request', officer.jurisdiction),
        agencyId: officer.agencyId,
        requestingJurisdiction: officer.jurisdiction,
        holdingAgencyId: holding.id,
        holdingJurisdiction: holding.jurisdiction,
        corridorId: corridor.id,
        corridorVersion: corridor.version,
        referralId: source.row.id,
        state: to,
        version: 0,
        frozenVersion: 0,
        handling: [...source.row.handling],
        lines: submission.lines?.length ?? 0,
        round: 1,
        insisted: false,
        createdBy: officer.personId,
        createdAt: momentOf(tx).now,
        // The author of the referral has a side too; the holding agency joins at dispatch, and is kept out of the review by its own rule.
        partySet: [...new Set([officer.agencyId, source.row.agencyId])].sort(),
      });
      const sealed = await this.seal.prepare(tx, contentPlace(row, DRAFT), content);
      const log = await append(tx, {
        kind: 'request.created',
        actor: actorOf(officer, 'officer'),
        on: { type: 'request', id: row.id },
        case: row.id,
        parties: partiesOf(row),
        data: { corridor: `${officer.jurisdiction}-${holding.jurisdiction}`, track: row.track, measure: row.measure },
      });
      await tx.insert(DataRequest, { ...row, entryId: log.entryId });
      await sealed.write(null);
      await noteCasePerson(tx, row.id, officer);
      return { written: { id: row.id, ref: row.ref, state: row.state, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}

/** What the person wrote wins, answer by answer, over what was filled in. */
function together(filled: RequestDraft, written: RequestDraft | undefined): RequestDraft {
  if (!written) return filled;
  const sections = Object.entries(written).map(([name, given]) => {
    const before = filled[name as keyof RequestDraft];
    return [name, isSection(before) && isSection(given) ? { ...before, ...given } : given];
  });
  return { ...filled, ...(Object.fromEntries(sections) as RequestDraft) };
}

const isSection = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
