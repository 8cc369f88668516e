import {
  AIMS,
  BENEFIT,
  COOPERATION_BASES,
  DEROGATION,
  ENCRYPTION,
  EXPRESSION_ENGAGED,
  HARM_STATUS,
  NOTIFICATION,
  OBTAINED_FROM,
  OFFENCES,
  ONWARD,
  ORIGINATOR_CONSENT,
  PRIVILEGE,
  PRIVILEGE_KINDS,
  PROTECTED_ATTRIBUTE_ROLES,
  RELIABILITY,
  SUBJECT_ROLES,
  SUSPECT_AGES,
  TARGETING,
  THREATS,
  VICTIM_AGES,
  VICTIM_DIFFERENTIATION,
} from '@comity/proportionality/lists';
import * as z from 'zod';
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
  derogation: z.enum(DEROGATION),
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
  obtainedFrom: z.enum(OBTAINED_FROM),
  periodLinkedToFacts: tri.optional(),
  strictNecessityShown: tri.optional(),
  privilege: z.enum(PRIVILEGE),
  privilegeKind: z.enum(PRIVILEGE_KINDS).optional(),
  overridingInterestShown: tri.optional(),
  encryption: z.enum(ENCRYPTION),
  containsCsam: z.boolean(),
});

export const SubjectsAnswers = z.strictObject({
  count: people.min(1),
  bystanders: people,
  targeting: z.enum(TARGETING),
  role: z.enum(SUBJECT_ROLES),
  suspectAge: z.enum(SUSPECT_AGES),
  victimAge: z.enum(VICTIM_AGES),
  childDataSubject: z.boolean(),
  subjectConsent: tri.optional(),
  bestInterests: text(1000).optional(),
});

export const SelectionAnswers = z.strictObject({
  criteria: z.array(code).max(20),
  protectedAttributeRole: z.enum(PROTECTED_ATTRIBUTE_ROLES),
  proxyRisk: tri.optional(),
  victimDifferentiation: z.enum(VICTIM_DIFFERENTIATION),
  automated: z.boolean(),
  humanVerified: tri.optional(),
  biasTested: tri.optional(),
});

export const ExpressionAnswers = z.strictObject({ engaged: z.enum(EXPRESSION_ENGAGED) });

export const NecessityAnswers = z.strictObject({
  reliability: z.enum(RELIABILITY),
  linkToOffence: tri,
  suitable: tri,
  benefit: z.enum(BENEFIT),
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
  notification: z.enum(NOTIFICATION),
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
  onward: z.enum(ONWARD),
  onwardConsent: tri.optional(),
  originatorConsent: z.enum(ORIGINATOR_CONSENT).optional(),
  rescueOnly: z.boolean().optional(),
});

export const UrgencyAnswers = z.strictObject({
  threat: z.enum(THREATS),
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
