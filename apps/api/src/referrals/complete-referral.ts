import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { noteCasePerson } from '../shared/case-person.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { handlingOf, hashOf, openContent, type ReferralContent, sealContent, tallyOf } from './referral-content.js';
import { changeReferral, takeReferral } from './referral-record.js';

/** Fields without which a referral cannot go out, as JSON pointers. @source exchange.md 1.7, "always" */
function missingOf({ draft }: ReferralContent): string[] {
  const lacks: [string, boolean][] = [
    ['#/source', draft.source === undefined],
    ['#/summary', draft.summary === undefined],
    ['#/offences', (draft.offences ?? []).length === 0],
    ['#/harmStatus', draft.harmStatus === undefined],
    ['#/urgency', draft.urgency === undefined],
    ['#/jurisdictionsConcerned', (draft.jurisdictionsConcerned ?? []).length === 0],
    ['#/machineOrigin', draft.machineOrigin === undefined && (draft.source?.kind === 'machine_match' || draft.source?.kind === 'provider_report')],
  ];
  return lacks.filter(([, lacking]) => lacking).map(([pointer]) => pointer);
}

/** An identifier that failed its check must have been looked at by a person; the others were checked when they were read. */
const uncheckedOf = ({ people }: ReferralContent): string[] =>
  people.identifiers.flatMap(({ normal, verifiedByPerson }, index) => (normal === null && !verifiedByPerson ? [`#/identifiers/${index}`] : []));

/** The author says that the referral is complete. The version is frozen, hashed and covered by the entry; a supervisor decides next. */
@Injectable()
export class CompleteReferral {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {StepNotAllowed} with every missing field, unchecked identifier, and unset handling or evaluation at once. */
  run(officer: Officer, target: Target): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { row, role } = await takeReferral(tx, officer, 'referral.complete', target);
      const content = await openContent(tx, this.seal, { agencyId: row.agencyId, referralId: row.id, version: row.contentVersion });
      const { from, to } = step('referral', row.state, 'referral.complete', {
        missing: missingOf(content),
        unchecked: uncheckedOf(content),
        handlingSet: content.draft.handling !== undefined,
        evaluationSet: content.draft.evaluation !== undefined,
      });
      const handling = handlingOf(content.draft);
      const version = row.coveredVersion + 1;
      // A version that was saved uncovered is sealed again under the same number, now with its entry.
      const sealed = await sealContent(tx, this.seal, { agencyId: row.agencyId, referralId: row.id, version, handling }, content);
      const log = await append(tx, {
        kind: 'referral.completed',
        actor: actorOf(officer, role),
        on: { type: 'referral', id: row.id },
        case: row.id,
        parties: [row.jurisdiction],
        data: { from: from ?? 'draft', to, version: row.version + 1, identifiers: tallyOf(content.people.identifiers), handling },
        commit: { content: sealed.commitment },
      });
      await changeReferral(tx, row, { state: to, contentVersion: version, coveredVersion: version, contentHash: hashOf(content), entryId: log.entryId });
      await sealed.write(log.entryId);
      await noteCasePerson(tx, row.id, officer);
      return { written: { id: row.id, ref: row.ref, state: to, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}
