import { append } from '@comity/audit';
import { type TermsAcceptance } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { isTermsLanguage, TERMS, termsHash } from '../shared/terms.js';

/** A person accepts the terms in force. What counts is the exact text they saw, so its hash must be the current one. */
@Injectable()
export class AcceptTerms {
  constructor(private readonly acts: Acts) {}

  /** @throws {Problem} `not-current` when another text or version was seen. */
  run(officer: Officer, body: TermsAcceptance): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { lang } = body;
      if (!isTermsLanguage(lang) || body.version !== TERMS.version || body.textHash !== termsHash(lang, 'hex')) throw new Problem('not-current');
      const hash = termsHash(lang, 'base64url');
      const id = newId();
      const log = await append(tx, {
        kind: 'terms.accepted',
        actor: actorOf(officer),
        on: { type: 'terms', id },
        data: { terms: TERMS.terms, version: TERMS.version, text_hash: hash, lang },
      });
      await tx.query(
        `insert into comity.terms_acceptance (id, officer_id, person_id, agency_id, terms, version, text_hash, lang, accepted_at, entry_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, comity.now(), $9)`,
        [id, officer.officerId, officer.personId, officer.agencyId, TERMS.terms, TERMS.version, hash, lang, log.entryId],
      );
      return { written: { id, ref: TERMS.terms, state: 'accepted', version: TERMS.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}
