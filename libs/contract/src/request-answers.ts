import * as z from 'zod';
import { AIMS, COOPERATION_BASES, HARM_STATUS, OFFENCES, SUBJECT_ROLES } from './engine-lists.js';
import { code, instant, label, text, tri } from './text.js';

const months = z.int().min(0).max(600);
const people = z.int().min(0).max(1_000_000_000);

/** Authority and law. The qualities of the law itself come from the profile, not from the officer. */
export const LegalBasisAnswers = z.strictObject({
  exists: tri,
  citation: label(300).nullable(),
  cooperationBasis: z.enum(COOPERATION_BASES),
  coversMeasure: tri,
  competentAuthority: tri,
  domesticEquivalent: tri,
  derogation: z.enum(['none', 'proclaimed_notified', 'not_notified']),
});

/** Penalties in months of the maximum sentence, 600 for life. */
export const OffenceAnswers = z.strictObject({
  category: z.enum(OFFENCES),
  provision: label(300).optional(),
  maxPenaltyMonthsRequesting: months,
  maxPenaltyMonthsRequested: months.nullable().optional(),
  dualCriminality: tri.optional(),
  consensualPeers: tri.optional(),
});

export const AimAnswers = z.strictObject({ kind: z.enum(AIMS), specific: tri, need: text(2000), harmStatus: z.enum(HARM_STATUS) });

/** What is asked for as a whole; categories, period and origin follow from the lines. */
export const DataAnswers = z.strictObject({
  obtainedFrom: z.enum(['provider', 'device', 'recipient_consent', 'public', 'authority_records']),
  periodLinkedToFacts: tri.optional(),
  strictNecessityShown: tri.optional(),
  privilege: z.enum(['none', 'possible', 'likely', 'targeted']),
  privilegeKind: z.enum(['none', 'legal', 'journalistic', 'medical', 'religious', 'parliamentary', 'hrd']).optional(),
  overridingInterestShown: tri.optional(),
  encryption: z.enum(['none', 'target_key', 'provider_decrypt_target', 'general_weakening', 'general_scanning']),
  containsCsam: z.boolean(),
});

export const SubjectsAnswers = z.strictObject({
  count: people.min(1),
  bystanders: people,
  targeting: z.enum(['identified_person', 'identified_identifier', 'associates', 'criteria_based', 'area_based', 'general_indiscriminate']),
  role: z.enum(SUBJECT_ROLES),
  suspectAge: z.enum(['adult', 'child', 'below_macr', 'unknown', 'na']),
  victimAge: z.enum(['child', 'adult', 'unknown', 'none']),
  childDataSubject: z.boolean(),
  subjectConsent: tri.optional(),
  bestInterests: text(1000).optional(),
});

export const SelectionAnswers = z.strictObject({
  criteria: z.array(code).max(20),
  protectedAttributeRole: z.enum(['none', 'descriptive', 'one_of_several', 'decisive']),
  proxyRisk: tri.optional(),
  victimDifferentiation: z.enum(['none', 'by_protected_attribute']),
  automated: z.boolean(),
  humanVerified: tri.optional(),
  biasTested: tri.optional(),
});

export const ExpressionAnswers = z.strictObject({ engaged: z.enum(['none', 'incidental', 'anonymity', 'association', 'political', 'source']) });

export const NecessityAnswers = z.strictObject({
  reliability: z.enum(['none', 'weak', 'plausible', 'reliable']),
  linkToOffence: tri,
  suitable: tri,
  benefit: z.enum(['low', 'medium', 'high']),
  lessIntrusiveAvailable: tri,
  alternativesConsidered: z.array(label(200)).max(20).optional(),
  categoriesJustified: tri,
  scopeMinimised: tri,
  facts: text(2000),
});

/** Days are the longest time that the data are kept; null is without limit. */
export const SafeguardsAnswers = z.strictObject({
  useLimitation: tri,
  minimisationPlan: tri.optional(),
  retentionDays: z.int().min(1).max(36_500).nullable(),
  retentionReview: tri.optional(),
  deletionConfirmed: tri,
  accessLogging: tri,
  security: tri,
  notification: z.enum(['prior', 'deferred', 'never', 'unknown']),
  notificationGround: text(500).optional(),
  notifiedBy: label(200).optional(),
  remedy: tri,
  independentOversight: tri,
  privilegeProtocol: tri.optional(),
  childProtocol: tri.optional(),
  csamHandling: tri.optional(),
});

export const TransferAnswers = z.strictObject({
  specialty: tri,
  purposeChange: tri,
  newPurposeMeetsThreshold: tri.optional(),
  sourceConsent: tri.optional(),
  onward: z.enum(['none', 'domestic_agency', 'third_state', 'international_org', 'private', 'public']),
  onwardConsent: tri.optional(),
  originatorConsent: z.enum(['na', 'yes', 'no', 'unknown']).optional(),
  rescueOnly: z.boolean().optional(),
});

export const UrgencyAnswers = z.strictObject({
  threat: z.enum(['none', 'life', 'bodily_integrity', 'missing_child', 'evidence_loss']),
  horizonHours: z.int().min(0).max(100_000).nullable().optional(),
  substantiated: tri.optional(),
  facts: text(1000).optional(),
  ordinaryRouteTooSlow: tri.optional(),
  whyTooSlow: text(1000).optional(),
  exPostReviewBooked: tri.optional(),
});

export const TimeScaleAnswers = z.strictObject({ neededBy: instant.optional(), why: text(300).optional(), otherDates: text(300).optional() });
export const ConfidentialityAnswers = z.strictObject({
  mayTellUser: z.enum(['yes', 'no', 'after_delay']),
  delayDays: z.int().min(0).max(3650).optional(),
  why: text(300).optional(),
});
