import { type Citation } from '../checks/rule.js';
import { type AssessmentInput } from '../fields/input-fields.js';
import { type CooperationBasis, type DataCategory, type GradedCategory, type IccprStatus, type Measure, type Tri } from '../value-lists.js';

/** Ranks of authorisation, from none to a judge. */
export const RANKS = [0, 1, 2, 3, 4, 5] as const;
export type Rank = (typeof RANKS)[number];

export const PURPOSE_SCOPES = ['child_protection_only', 'general'] as const;
export const DUAL_CRIMINALITY_RULES = ['required', 'required_for_coercive', 'waived_for_listed', 'not_required'] as const;
/** What is weighed: the child, private life, and expression. */
export const WEIGHED = ['child', 'privacy', 'expression'] as const;

/** Abstract weights. Privacy and expression differ from the child by one step at most. */
export type Weights = Readonly<Record<(typeof WEIGHED)[number], 0 | 1 | 2>>;

/** What the engine reads of a profile. Days, hours, months and persons are whole numbers. @source proportionality 7 */
export interface EngineProfile {
  readonly id: string;
  readonly version: string;
  readonly weights: Weights;
  readonly purposeScope: (typeof PURPOSE_SCOPES)[number];
  /** Strong oversight and a remedy may stand in for a lower level of authorisation. Never on the live platform. */
  readonly compensation: boolean;
  readonly dualCriminality: (typeof DUAL_CRIMINALITY_RULES)[number];
  readonly bulkThreshold: number;
  readonly periodReviewDays: number;
  readonly retentionMaxDays: number;
  readonly urgentHorizonHours: number;
  readonly urgentExPostCategories: readonly GradedCategory[];
  readonly cooperationBases: readonly CooperationBasis[];
  readonly authorisation: Readonly<Record<GradedCategory, Rank>>;
  readonly thresholdMonths: Readonly<Record<GradedCategory, number>>;
}

/** Answers about the quality of a law; they are the platform's answers in `legalBasis`. */
export const QUALITIES = [
  'accessible',
  'foreseeable',
  'offencesDefined',
  'personsDefined',
  'durationLimited',
  'handlingRules',
  'sharingRules',
  'destructionRules',
] as const satisfies readonly (keyof AssessmentInput['legalBasis'])[];
export type Quality = Readonly<Record<(typeof QUALITIES)[number], Tri>>;

/** A law of the State that permits a measure. */
export interface LegalBasis {
  readonly act: string;
  readonly article: string;
  /** Where the text is published; null for an invented law. */
  readonly link: string | null;
  readonly measures: readonly Measure[];
  readonly categories: readonly DataCategory[];
  /** Limit of offences in words. */
  readonly offenceLimit: string;
  readonly quality: Quality;
}

/** What forms, clocks and people read beside the engine's part. */
export interface CountryProfile extends EngineProfile {
  readonly label: string;
  readonly use: 'benchmark' | 'demonstration' | 'live';
  /** True for a profile that is invented; its standing says so in words. */
  readonly demonstration: boolean;
  readonly standing: string;
  readonly reviewedBy: string | null;
  readonly reviewedOn: string | null;
  readonly sources: readonly Citation[];
  readonly iccpr: {
    readonly status: IccprStatus;
    readonly optionalProtocol: boolean;
    readonly reservations: readonly { readonly treaty: string; readonly article: string; readonly text: string }[];
  };
  readonly ageOfMajority: number;
  readonly minimumAgeCriminalResponsibility: number;
  readonly ageOfConsent: number;
  readonly legalBases: readonly LegalBasis[];
  /** Hours within which a disclosure without prior order is reviewed. */
  readonly exPostHours: Readonly<Record<GradedCategory, number>>;
  readonly deathPenaltyRule: 'assurance_required' | 'retentionist';
  readonly deadlines: { readonly urgentAckHours: number; readonly urgentDecisionHours: number; readonly ordinaryDays: number };
}
