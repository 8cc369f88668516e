import { manyOf, oneOf, texts, tri, whole, yesNo } from './field.js';
import {
  DATA_CATEGORIES,
  ENCRYPTION,
  EXPRESSION_ENGAGED,
  OBTAINED_FROM,
  ORIGINS,
  PRIVILEGE,
  PRIVILEGE_KINDS,
  PROTECTED_ATTRIBUTE_ROLES,
  SENSITIVE_KINDS,
  SUBJECT_ROLES,
  SUSPECT_AGES,
  TARGETING,
  VICTIM_AGES,
  VICTIM_DIFFERENTIATION,
} from '../value-lists.js';

/**
 * Fields about the data asked for and the people they are about.
 * @source proportionality 3; data/proportionality/input.schema.json
 */
export const DATA_FIELDS = {
  categories: manyOf(DATA_CATEGORIES, 1, { by: 'requester', meaning: 'Everything asked for' }),
  obtainedFrom: oneOf(OBTAINED_FROM, { by: 'requester', meaning: 'recipient_consent = volunteered by a party to the communication or by a decoy' }),
  origin: oneOf(ORIGINS, { by: 'requester', askedWhen: 'an intrusive category is asked for', otherwise: 'unknown', meaning: 'How the data came to exist' }),
  periodDays: whole(
    { least: 0, most: null, unit: 'days' },
    { by: 'requester', askedWhen: 'a category is timed or biometric', otherwise: 0, meaning: 'Days of data time asked for' },
  ),
  periodLinkedToFacts: tri({
    by: 'requester',
    askedWhen: 'a category is timed or biometric',
    otherwise: 'unknown',
    meaning: 'Is each end of the period tied to an event in the file?',
  }),
  sensitive: manyOf(SENSITIVE_KINDS, 0, {
    by: 'requester',
    meaning: 'Special categories expected in the answer. Abuse material depicting the victim is handled by containsCsam and childDataSubject, not here',
  }),
  strictNecessityShown: tri({ by: 'requester', askedWhen: 'sensitive is not empty', otherwise: 'unknown', meaning: 'LED art. 10 standard' }),
  privilege: oneOf(PRIVILEGE, { by: 'requester', meaning: 'Privileged or source-protected material' }),
  privilegeKind: oneOf(PRIVILEGE_KINDS, {
    by: 'requester',
    askedWhen: 'privilege is not none',
    otherwise: 'none',
    meaning: 'hrd = human-rights defender. Shown, not scored',
  }),
  overridingInterestShown: tri({
    by: 'requester',
    askedWhen: 'privilege = targeted',
    otherwise: 'unknown',
    meaning: 'Overriding requirement in the public interest, shown by facts',
  }),
  encryption: oneOf(ENCRYPTION, { by: 'requester', meaning: 'What the request asks anyone to do to encryption' }),
  containsCsam: yesNo({ by: 'requester', meaning: 'The answer will contain abuse material' }),
};

export const SUBJECTS_FIELDS = {
  count: whole({ least: 1, most: null, unit: 'persons' }, { by: 'requester', meaning: 'Persons or accounts directly targeted' }),
  bystanders: whole({ least: 0, most: null, unit: 'persons' }, { by: 'requester', meaning: 'Best estimate of other people whose data will be caught' }),
  targeting: oneOf(TARGETING, { by: 'requester', meaning: 'How the persons were chosen' }),
  role: oneOf(SUBJECT_ROLES, { by: 'requester', meaning: 'Role of the data subject (LED art. 6)' }),
  suspectAge: oneOf(SUSPECT_AGES, {
    by: 'requester',
    meaning:
      'child = under 18 in either State; below_macr = below the minimum age of criminal responsibility in the State holding the data; na = no suspect among the data subjects',
  }),
  victimAge: oneOf(VICTIM_AGES, { by: 'requester', meaning: 'Unknown is presumed child' }),
  childDataSubject: yesNo({ by: 'requester', meaning: "A child's own data will be disclosed" }),
  subjectConsent: tri({
    by: 'requester',
    askedWhen: 'role = victim',
    otherwise: 'unknown',
    meaning: "Free and informed; the child's view and the guardian's view both recorded",
  }),
};

export const SELECTION_FIELDS = {
  criteria: texts({ by: 'requester', meaning: 'What the persons were selected by. Only "empty or not" is scored' }),
  protectedAttributeRole: oneOf(PROTECTED_ATTRIBUTE_ROLES, {
    by: 'requester',
    meaning: 'Race, colour, sex, language, religion, political or other opinion, national or social origin, property, birth, other status',
  }),
  proxyRisk: tri({ by: 'reviewer', meaning: 'Does a neutral criterion stand in for a protected attribute?' }),
  victimDifferentiation: oneOf(VICTIM_DIFFERENTIATION, { by: 'requester', meaning: 'Are victims served differently by nationality, status and the like?' }),
  automated: yesNo({ by: 'requester', meaning: 'Persons selected, or referral created, by a machine' }),
  humanVerified: tri({ by: 'requester', askedWhen: 'automated', otherwise: 'unknown', meaning: "A person looked at the machine's hit" }),
  biasTested: tri({ by: 'requester', askedWhen: 'automated', otherwise: 'unknown', meaning: 'The selection was tested for bias' }),
};

export const EXPRESSION_FIELDS = {
  engaged: oneOf(EXPRESSION_ENGAGED, { by: 'requester', meaning: 'How far art. 19 (and 22) is touched' }),
};
