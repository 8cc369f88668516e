import { AIMS_NEVER_SERVED, ENGINE_TRACKS, PERSON_AGES } from '@comity/proportionality/lists';

export { AIMS_NEVER_SERVED, PERSON_AGES };

/**
 * Value lists of the domain, built on those of the proportionality engine where it has them. The wire, the tables and the forms read these.
 * @source exchange 0.3, 0.6, 0.7, 1.7 to 1.20
 */
export const STORAGE_CLASSES = ['C1', 'C2', 'C3', 'C4', 'C5'] as const;
export type StorageClass = (typeof STORAGE_CLASSES)[number];

/** Handling codes are a set, not a ladder; the empty set is what people call H0. */
export const HANDLING_CODES = ['H1', 'H2', 'H3'] as const;
export type HandlingCode = (typeof HANDLING_CODES)[number];

/** Evaluation 4x4: how good the source is, and how good the information is. */
export const SOURCE_GRADES = ['A', 'B', 'C', 'X'] as const;
export type SourceGrade = (typeof SOURCE_GRADES)[number];
export const INFORMATION_GRADES = ['1', '2', '3', '4'] as const;
export type InformationGrade = (typeof INFORMATION_GRADES)[number];

/** `emergency` acts first and decides after; the engine receives it as urgent. */
export const TRACKS = [...ENGINE_TRACKS, 'emergency'] as const;
export type Track = (typeof TRACKS)[number];

export const REFERRAL_SOURCES = ['provider_report', 'hotline', 'public_report', 'partner_agency', 'own_work', 'machine_match'] as const;
export type ReferralSource = (typeof REFERRAL_SOURCES)[number];

export const REJECT_CODES = ['not_competent', 'duplicate', 'insufficient', 'handling', 'other'] as const;
export type RejectCode = (typeof REJECT_CODES)[number];

export const REFERRAL_OUTCOMES = [
  'safeguarding',
  'identified_victim',
  'identified_suspect',
  'investigation_opened',
  'not_used',
  'needless',
  'unknown',
] as const;
export type ReferralOutcome = (typeof REFERRAL_OUTCOMES)[number];

export const LINK_KINDS = ['same_case', 'derived_from', 'answers', 'amends', 'replaces', 'preserves', 'produces'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

export type PersonAge = (typeof PERSON_AGES)[number];

export const SPECIAL_CHANNELS = ['child_suspect', 'below_age_of_responsibility', 'protected_profession', 'informant_risk'] as const;
export type SpecialChannel = (typeof SPECIAL_CHANNELS)[number];

export const IDENTIFIER_TYPES = [
  'email',
  'phone',
  'ipv4',
  'ipv6',
  'url',
  'onion',
  'domain',
  'account_id',
  'username',
  'group_id',
  'display_name',
  'imei',
  'imsi',
  'iccid',
  'mac',
  'advertising_id',
  'device_other',
  'p2p_guid',
  'crypto_address',
  'iban',
  'card_part',
  'vehicle_plate',
  'cell_id',
  'person_name',
] as const;
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];

/** How exactly a time is known. */
export const PRECISIONS = ['s', 'min', 'h', 'd'] as const;
export type Precision = (typeof PRECISIONS)[number];

export const FINDINGS = ['met', 'met_with_condition', 'not_met', 'cannot_tell'] as const;
export type FindingValue = (typeof FINDINGS)[number];

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const OUTCOMES = ['grant', 'grant_in_part', 'return', 'refuse'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const POSITIONS = ['first', 'second', 'lead', 'after_the_fact', 'calibration'] as const;
export type Position = (typeof POSITIONS)[number];

/** What became of a line, as the word that people read beside it. */
export const CHANGE_WORDS = ['granted', 'narrowed', 'refused', 'conditional'] as const;
export type ChangeWord = (typeof CHANGE_WORDS)[number];

export const LINE_STATES = ['asked', 'granted', 'narrowed', 'refused', 'withdrawn', 'answered'] as const;
export type LineState = (typeof LINE_STATES)[number];

export const LINE_ANSWERS = ['data_attached', 'none_held', 'partly', 'not_kept_so_long', 'refused', 'impossible', 'needs_clarification'] as const;
export type LineAnswer = (typeof LINE_ANSWERS)[number];

/** Why a person steps back from a case. The code is asked for, a justification is not. */
export const RECUSAL_CODES = ['prior_work_on_case', 'knows_person', 'party_link', 'workload', 'other'] as const;
export type RecusalCode = (typeof RECUSAL_CODES)[number];

/** Grounds of refusal that every corridor can use; a corridor may add its own, each with a source in law. */
export const REFUSAL_GROUNDS = [
  'NOT_HELD',
  'NO_LEGAL_BASIS',
  'NO_AUTHORISATION',
  'IMMUNITY_PRIVILEGE_PRESS',
  'FUNDAMENTAL_RIGHT',
  'NE_BIS_IN_IDEM',
  'NOT_AN_OFFENCE',
  'NOT_NECESSARY',
  'LESS_INTRUSIVE_MEANS',
  'DISPROPORTIONATE',
  'DISCRIMINATION',
  'PERSECUTION',
  'TORTURE',
  'DEATH_PENALTY',
  'UNFAIR_TRIAL',
  'POLITICAL_OFFENCE',
  'ESSENTIAL_INTERESTS',
  'ONGOING_CASE',
  'THREAT_TO_PERSON',
  'THIRD_PARTY_CONSENT',
  'PURPOSE_CHANGE',
  'NO_SPECIALTY',
  'PROTECTION_LEVEL',
  'CHILD_INTEREST',
  'IMPOSSIBLE',
  'MANIFEST_ERROR',
  'OTHER_CHANNEL',
] as const;
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

export const CONDITION_KINDS = [
  'use_limit',
  'no_onward',
  'onward_only_to',
  'not_evidence',
  'evidence_after_consent',
  'delete_by',
  'keep_until',
  'report_deletion',
  'filter_before_use',
  'named_readers',
  'sealed_transfer',
  'hash_first',
  'notify_person_by',
  'no_contact_with_child',
  'report_use_by',
  'assurance_needed',
] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];

/** Why a body of oversight reads; a case worker reads for the aim of the record instead. */
export const OVERSIGHT_PURPOSES = ['oversight_inspection', 'oversight_complaint', 'oversight_statistics', 'oversight_verification'] as const;
export type OversightPurpose = (typeof OVERSIGHT_PURPOSES)[number];
