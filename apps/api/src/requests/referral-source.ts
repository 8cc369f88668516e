import { type PolicyObject } from '@comity/casework';
import { Delivery } from '../referrals/delivery.entity.js';
import { openContent, type ReferralContent } from '../referrals/referral-content.js';
import { Referral } from '../referrals/referral.entity.js';
import { NOTHING } from '../shared/authorise.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { type Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';

/** A referral as the source of a request: the row, and what the officer's agency holds of it. */
export interface ReferralSource {
  row: Referral;
  content: ReferralContent;
  object: PolicyObject;
}

/**
 * The referral that a request is made from: the agency's own, or one that was delivered to it. Nothing of it is locked: what is taken is copied.
 * @throws {Problem} `not-found`
 */
export async function readReferral(tx: Tx, seal: Seal, officer: Officer, id: string): Promise<ReferralSource> {
  const row = await tx.findOneBy(Referral, { id });
  if (!row) throw new Problem('not-found');
  // Its keys are gone with it, so there is nothing to open.
  if (row.state === 'discarded') throw new Problem('step', { rules: ['referral-stands'] });
  const delivery = row.agencyId === officer.agencyId ? null : await tx.findOneBy(Delivery, { referralId: id, recipientAgencyId: officer.agencyId });
  const version = row.agencyId === officer.agencyId ? row.contentVersion : delivery?.contentVersion;
  if (version === undefined) throw new Problem('not-found');
  const content = await openContent(tx, seal, { agencyId: officer.agencyId, referralId: id, version });
  const object: PolicyObject = {
    ...NOTHING,
    ownerAgency: row.agencyId,
    recipientAgency: delivery ? officer.agencyId : null,
    caseAgencies: row.partySet,
    jurisdictions: [row.jurisdiction],
    authors: row.authors,
    assigned: row.authors,
    purpose: row.purpose,
    handling: row.handling,
    urgent: row.urgency !== null && row.urgency !== 'ordinary',
  };
  return { row, content, object };
}

/** False once the referral was thrown away or called back: then nothing new is asked from it. */
export const stands = (row: Pick<Referral, 'state'>): boolean => row.state !== 'discarded' && row.state !== 'withdrawn';
