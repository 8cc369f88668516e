import { oneOf, tri, wholeOrNull, yesNo } from './field.js';
import {
  DEATH_PENALTY_ASSURANCE,
  DEATH_PENALTY_RISK,
  ESSENTIAL_INTERESTS,
  FAIR_TRIAL_RISK,
  NE_BIS_IN_IDEM,
  NOTIFICATION,
  ONWARD,
  ORIGINATOR_CONSENT,
  PERSECUTION_RISK,
  POLITICAL_OFFENCE,
  PURPOSE_CHANGE,
  RECIPIENT_PROTECTION,
  THREATS,
  TORTURE_RISK,
} from '../value-lists.js';

/**
 * Fields about what happens with the data afterwards, and about haste.
 * @source proportionality 3; data/proportionality/input.schema.json
 */
export const SAFEGUARDS_FIELDS = {
  useLimitation: tri({ by: 'requester', meaning: 'Written promise on use' }),
  minimisationPlan: tri({
    by: 'requester',
    askedWhen: 'bystanders > 0, or content or device data',
    otherwise: 'unknown',
    meaning: 'Filter, sealing, early deletion of irrelevant data',
  }),
  retentionDays: wholeOrNull({ least: 1, most: null, unit: 'days' }, { by: 'requester', meaning: 'Longest keeping time at the recipient' }),
  retentionReview: tri({
    by: 'requester',
    askedWhen: 'retentionDays null or above profile.retentionMaxDays',
    otherwise: 'unknown',
    meaning: 'Periodic review with deletion',
  }),
  deletionConfirmed: tri({ by: 'requester', meaning: 'Deletion report promised' }),
  accessLogging: tri({ by: 'requester', meaning: 'Access is logged' }),
  security: tri({ by: 'requester', meaning: 'Data are secured' }),
  notification: oneOf(NOTIFICATION, { by: 'requester', meaning: 'To the data subject, once harmless' }),
  remedy: tri({ by: 'requester', meaning: 'The person can challenge in either State' }),
  independentOversight: tri({ by: 'requester', meaning: 'An independent body oversees the recipient' }),
  privilegeProtocol: tri({ by: 'requester', askedWhen: 'privilege is not none', otherwise: 'unknown', meaning: 'Independent sifting' }),
  childProtocol: tri({
    by: 'requester',
    askedWhen: 'a child is suspect or data subject',
    otherwise: 'unknown',
    meaning: 'Best interests, specialised officers, no re-interview by default',
  }),
  csamHandling: tri({ by: 'requester', askedWhen: 'containsCsam', otherwise: 'unknown', meaning: 'Hash first, sealed transfer, named viewers' }),
};

export const TRANSFER_FIELDS = {
  recipientProtection: oneOf(RECIPIENT_PROTECTION, { by: 'platform', meaning: 'Data-protection level of the recipient' }),
  specialty: tri({ by: 'requester', meaning: 'Use only for the stated case' }),
  purposeChange: oneOf(PURPOSE_CHANGE, { by: 'requester', meaning: 'Reuse for another purpose' }),
  newPurposeMeetsThreshold: tri({
    by: 'requester',
    askedWhen: 'purposeChange = yes',
    otherwise: 'unknown',
    meaning: 'Would the same data be obtainable afresh for the new purpose?',
  }),
  sourceConsent: tri({ by: 'requester', askedWhen: 'purposeChange = yes', otherwise: 'unknown', meaning: 'Consent of the supplying State' }),
  onward: oneOf(ONWARD, { by: 'requester', meaning: 'Onward recipient' }),
  onwardConsent: tri({ by: 'requester', askedWhen: 'onward is not none', otherwise: 'unknown', meaning: 'Prior written consent' }),
  originatorConsent: oneOf(ORIGINATOR_CONSENT, {
    by: 'requester',
    askedWhen: 'the data came from a third State',
    otherwise: 'na',
    meaning: 'Originator control',
  }),
  deathPenaltyRisk: oneOf(DEATH_PENALTY_RISK, { by: 'reviewer', meaning: 'For the offence and the person concerned' }),
  deathPenaltyAssurance: oneOf(DEATH_PENALTY_ASSURANCE, {
    by: 'requester',
    askedWhen: 'deathPenaltyRisk is not none',
    otherwise: 'na',
    meaning: 'Assurance that the penalty will not be sought or carried out',
  }),
  rescueOnly: yesNo({ by: 'requester', askedWhen: 'urgent, or harmStatus = imminent', otherwise: false, meaning: 'Use limited to saving life; not evidence' }),
  tortureRisk: oneOf(TORTURE_RISK, { by: 'reviewer', meaning: 'Including data obtained by ill-treatment' }),
  persecutionRisk: oneOf(PERSECUTION_RISK, { by: 'reviewer', meaning: 'On a ground protected by ICCPR arts. 2 and 26' }),
  politicalOffence: oneOf(POLITICAL_OFFENCE, { by: 'reviewer', meaning: 'Also purely military offences' }),
  fairTrialRisk: oneOf(FAIR_TRIAL_RISK, { by: 'reviewer', meaning: 'Risk of an unfair trial' }),
  neBisInIdem: oneOf(NE_BIS_IN_IDEM, { by: 'reviewer', meaning: 'The person was already tried for this' }),
  essentialInterests: oneOf(ESSENTIAL_INTERESTS, { by: 'reviewer', meaning: 'Sovereignty, security, ordre public, ongoing case' }),
};

export const URGENCY_FIELDS = {
  threat: oneOf(THREATS, { by: 'requester', meaning: 'evidence_loss may be named on the ordinary track too (NEC-10)' }),
  horizonHours: wholeOrNull(
    { least: 0, most: null, unit: 'hours' },
    { by: 'requester', askedWhen: 'urgent', otherwise: null, meaning: 'Time until the harm is expected' },
  ),
  substantiated: tri({ by: 'requester', askedWhen: 'urgent, or harmStatus = imminent', otherwise: 'unknown', meaning: 'Facts behind the threat named' }),
  ordinaryRouteTooSlow: tri({ by: 'requester', askedWhen: 'urgent', otherwise: 'unknown', meaning: 'Why the ordinary route cannot be used' }),
  exPostReviewBooked: tri({ by: 'requester', askedWhen: 'urgent', otherwise: 'unknown', meaning: 'Review date fixed' }),
};
