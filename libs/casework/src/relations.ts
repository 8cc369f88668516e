import { type PolicyObject, type Subject } from './policy-types.js';

type Rule = { readonly holds: (subject: Subject, object: PolicyObject) => boolean; readonly says: string };

/**
 * How a person can stand to a record. A role may act only through a relation that its act names.
 * @source exchange 0.4, security 2.2
 */
export const RELATION_RULES = {
  any: { says: 'everybody with the role', holds: () => true },
  author: { says: 'wrote it, still in the agency that owns it', holds: (s, o) => s.agencyId === o.ownerAgency && o.authors.includes(s.personId) },
  assigned: { says: 'assigned to it in the agency that owns it', holds: (s, o) => s.agencyId === o.ownerAgency && o.assigned.includes(s.personId) },
  unit: { says: 'the agency that owns it', holds: (s, o) => s.agencyId === o.ownerAgency },
  requesting: { says: 'the agency that asks', holds: (s, o) => s.agencyId === o.requestingAgency },
  holding: { says: 'the agency that holds the data, from dispatch on', holds: (s, o) => s.agencyId === o.holdingAgency },
  recipient: { says: 'the agency that a referral was delivered to', holds: (s, o) => s.agencyId === o.recipientAgency },
  review: {
    says: 'drawn to review it, of no party, not recused',
    holds: (s, o) => o.reviewers.includes(s.personId) && !o.recused.includes(s.personId) && !o.caseAgencies.includes(s.agencyId),
  },
  mandate: { says: 'in the mandate of the auditor', holds: (s, o) => s.mandate === 'all' || o.jurisdictions.some((one) => s.mandate.includes(one)) },
} as const satisfies Record<string, Rule>;

export type Relation = keyof typeof RELATION_RULES;
export const RELATIONS = Object.keys(RELATION_RULES) as Relation[];

/** Relations through which somebody knows that the record exists. Whoever has none of them hears *not found*. */
const SEEING: readonly Relation[] = ['author', 'assigned', 'unit', 'requesting', 'holding', 'recipient', 'review'];

export const relatesBy = (relation: Relation, subject: Subject, object: PolicyObject): boolean => RELATION_RULES[relation].holds(subject, object);

/** True if this person may know that the record exists at all. */
export const knowsOf = (subject: Subject, object: PolicyObject): boolean =>
  SEEING.some((relation) => relatesBy(relation, subject, object)) || (subject.roles.includes('auditor') && relatesBy('mandate', subject, object));
