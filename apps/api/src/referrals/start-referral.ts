import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { Injectable } from '@nestjs/common';
import { authorise } from '../shared/authorise.js';
import { noteCasePerson } from '../shared/case-person.js';
import { KeyRing } from '../shared/key-ring.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { newReference } from '../shared/reference.js';
import { Seal } from '../shared/seal.js';
import { type Written } from '../shared/acts.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { evaluationCode, handlingOf, type ReferralContent, sealContent, tallyOf } from './referral-content.js';
import { indexIdentifiers, roleOf } from './referral-record.js';
import { indexOwnNumber } from './source-number.js';

/** What a new referral is made of. `victims` goes to the key of victims and is gone from here. */
export interface Started {
  act: 'referral.create' | 'referral.import';
  content: ReferralContent;
  victims: object | null;
  victimValues: number;
  victimIdentifiers: readonly { type: string }[];
}

/** A referral comes into being, by hand or by import: content sealed, entry, row and index in the caller's transaction. */
@Injectable()
export class StartReferral {
  constructor(
    private readonly seal: Seal,
    private readonly keys: KeyRing,
  ) {}

  async in(tx: Tx, officer: Officer, started: Started): Promise<Written> {
    const { content, victims } = started;
    const { to } = step('referral', null, started.act, {});
    const role = roleOf(authorise(officer, started.act, null, momentOf(tx)));
    const id = newId();
    const ref = await newReference(tx, this.keys, 'referral', officer.jurisdiction);
    const handling = handlingOf(content.draft);
    const sealed = await sealContent(tx, this.seal, { agencyId: officer.agencyId, referralId: id, version: 0, handling }, content, victims);
    const source = content.draft.source?.kind ?? 'own_work';
    const channel = content.draft.source?.channel ?? 'form';
    const urgency = content.draft.urgency?.level ?? null;
    const log = await append(tx, {
      kind: 'referral.created',
      actor: actorOf(officer, role),
      on: { type: 'referral', id },
      case: id,
      parties: [officer.jurisdiction],
      data: {
        source,
        channel,
        identifiers: tallyOf([...content.people.identifiers, ...started.victimIdentifiers]),
        manifest_items: content.draft.manifest?.length ?? 0,
        urgency: urgency ?? 'ordinary',
        handling,
        evaluation: evaluationCode(content.draft),
      },
      commit: { content: sealed.commitment },
    });
    await tx.query(
      `insert into comity.referral (id, ref, agency_id, jurisdiction, state, source_kind, channel, urgency, handling, purpose, sealed_for_victims, authors, party_set, entry_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        ref,
        officer.agencyId,
        officer.jurisdiction,
        to,
        source,
        channel,
        urgency,
        handling,
        content.draft.purpose ?? 'investigate',
        started.victimValues,
        [officer.personId],
        [officer.agencyId],
        log.entryId,
      ],
    );
    await sealed.write(log.entryId);
    await indexIdentifiers(tx, this.keys, officer.agencyId, id, content.people.identifiers);
    await indexOwnNumber(tx, this.keys, officer.agencyId, id, content.draft.ownRef);
    await noteCasePerson(tx, id, officer);
    return { id, ref, state: to, version: 0, log: { entryId: log.entryId, leafHash: log.leafHash } };
  }
}
