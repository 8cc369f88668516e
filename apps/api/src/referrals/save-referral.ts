import { type ReferralDraft } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { noteCasePerson } from '../shared/case-person.js';
import { KeyRing } from '../shared/key-ring.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { handlingOf, openContent, sealContent } from './referral-content.js';
import { changeReferral, indexIdentifiers, takeReferral } from './referral-record.js';
import { indexOwnNumber } from './source-number.js';
import { compose } from './written-content.js';

/** A draft is saved: sections that the body names are replaced, the others stay. It leaves no entry; what was imported or completed stays as it was. */
@Injectable()
export class SaveReferral {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
    private readonly keys: KeyRing,
  ) {}

  /** @throws {Problem} `step` when it is no draft any more; `version`; what `compose` refuses. */
  run(officer: Officer, target: Target, body: ReferralDraft): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { row } = await takeReferral(tx, officer, 'referral.save', target);
      if (row.state !== 'draft') throw new Problem('step', { detail: 'Only a draft can be saved.' });
      const before = await openContent(tx, this.seal, { agencyId: row.agencyId, referralId: row.id, version: row.contentVersion });
      const { content, victims } = compose(body, before);
      const handling = handlingOf(content.draft);
      const version = row.coveredVersion + 1;
      const sealed = await sealContent(tx, this.seal, { agencyId: row.agencyId, referralId: row.id, version, handling }, content, victims);
      await changeReferral(tx, row, {
        contentVersion: version,
        sourceKind: content.draft.source?.kind ?? row.sourceKind,
        channel: content.draft.source?.channel ?? row.channel,
        urgency: content.draft.urgency?.level ?? row.urgency,
        handling,
        purpose: content.draft.purpose ?? row.purpose,
        sealedForVictims: row.sealedForVictims + (victims?.identifiers.length ?? 0),
        authors: [...new Set([...row.authors, officer.personId])],
      });
      await sealed.write(null);
      await tx.query('delete from comity.referral_identifier where agency_id = $1 and referral_id = $2', [row.agencyId, row.id]);
      await indexIdentifiers(tx, this.keys, row.agencyId, row.id, content.people.identifiers);
      await indexOwnNumber(tx, this.keys, row.agencyId, row.id, content.draft.ownRef);
      await noteCasePerson(tx, row.id, officer);
      return { written: { id: row.id, ref: row.ref, state: row.state, version: row.version } };
    });
  }
}
