/**
 * Closed value lists of the input, equal to those of the exchange.
 * @source proportionality 3; exchange 0.7; the values are those of data/proportionality/input.schema.json
 */
export const TRI = ['yes', 'no', 'unknown'] as const;
export type Tri = (typeof TRI)[number];
/** Tracks that the engine knows; the platform hands `emergency` on as urgent. */
export const ENGINE_TRACKS = ['ordinary', 'urgent'] as const;
export const ICCPR_STATUS = ['party', 'signatory', 'non_party'] as const;
export const CHANNELS = ['mla', 'police_to_police', 'joint_team', 'network_24_7', 'spontaneous', 'onward'] as const;
export const MEASURES = ['preserve', 'disclose_stored', 'collect_realtime', 'access_device', 'share_spontaneously', 'transfer_onward'] as const;
/** Kinds of conduct. The last four exist so that misuse can be recorded and refused. */
export const OFFENCES = [
  'csam_production',
  'contact_abuse',
  'live_stream',
  'trafficking_sexual',
  'grooming',
  'sextortion',
  'csam_distribution',
  'csam_possession',
  'csam_access',
  'other',
  'speech_offence',
  'political_offence',
  'protected_conduct',
  'none',
] as const;
/** Aims that exist so that misuse can be recorded and refused; none of them is ever served. */
export const AIMS_NEVER_SERVED = [
  'intelligence',
  'administrative',
  'immigration',
  'tax',
  'civil',
  'disciplinary',
  'political_monitoring',
  'unspecified',
] as const;
export const AIMS = [
  'identify_victim',
  'rescue_child',
  'prevent_imminent_harm',
  'locate_missing_child',
  'identify_suspect',
  'locate_person',
  'investigate',
  'prosecute',
  'exculpatory',
  ...AIMS_NEVER_SERVED,
] as const;
export const ULTERIOR_INDICATORS = ['none', 'some', 'strong'] as const;
export const HARM_STATUS = ['none', 'past', 'ongoing', 'imminent'] as const;
/** What data can be asked for, as the engine names it. */
export const DATA_CATEGORIES = [
  'subscriber',
  'identification_ip',
  'device_identifier',
  'financial',
  'image',
  'authority_record',
  'biometric',
  'traffic',
  'location',
  'content_stored',
  'content_realtime',
  'device_full',
] as const;
export const OBTAINED_FROM = ['provider', 'device', 'recipient_consent', 'public', 'authority_records'] as const;
export const ORIGINS = [
  'business_records',
  'targeted_retention',
  'expedited_preservation',
  'targeted_interception',
  'general_retention',
  'bulk_interception',
  'unknown',
] as const;
export const SENSITIVE_KINDS = [
  'health',
  'sexual_life',
  'sexual_orientation',
  'political_opinion',
  'religion',
  'ethnic_origin',
  'trade_union',
  'genetic',
  'biometric_id',
] as const;
export const PRIVILEGE = ['none', 'possible', 'likely', 'targeted'] as const;
export const PRIVILEGE_KINDS = ['none', 'legal', 'journalistic', 'medical', 'religious', 'parliamentary', 'hrd'] as const;
export const ENCRYPTION = ['none', 'target_key', 'provider_decrypt_target', 'general_weakening', 'general_scanning'] as const;
export const TARGETING = ['identified_person', 'identified_identifier', 'associates', 'criteria_based', 'area_based', 'general_indiscriminate'] as const;
export const SUBJECT_ROLES = ['suspect', 'convicted', 'unknown_user', 'victim', 'witness', 'third_party'] as const;
/** What is known of somebody's age; `below_macr` is a child below the minimum age of criminal responsibility. */
export const PERSON_AGES = ['adult', 'child', 'below_macr', 'unknown'] as const;
export const SUSPECT_AGES = [...PERSON_AGES, 'na'] as const;
export const VICTIM_AGES = ['child', 'adult', 'unknown', 'none'] as const;
export const PROTECTED_ATTRIBUTE_ROLES = ['none', 'descriptive', 'one_of_several', 'decisive'] as const;
export const VICTIM_DIFFERENTIATION = ['none', 'by_protected_attribute'] as const;
export const EXPRESSION_ENGAGED = ['none', 'incidental', 'anonymity', 'association', 'political', 'source'] as const;
export const RELIABILITY = ['none', 'weak', 'plausible', 'reliable'] as const;
export const BENEFIT = ['low', 'medium', 'high'] as const;
export const COOPERATION_BASES = ['budapest', 'budapest_2ap', 'uncc', 'bilateral_mlat', 'eu_eio', 'eu_eepo', 'reciprocity', 'domestic_only', 'none'] as const;
export const DEROGATION = ['none', 'proclaimed_notified', 'not_notified'] as const;
export const AUTHORISATION_LEVELS = ['none', 'police_self', 'senior_officer', 'executive', 'prosecutor', 'independent_admin', 'judge'] as const;
export const AUTHORISATION_TIMING = ['prior', 'ex_post', 'none'] as const;
export const NOTIFICATION = ['prior', 'deferred', 'never', 'unknown'] as const;
export const RECIPIENT_PROTECTION = ['adequate', 'appropriate', 'derogation', 'none', 'unknown'] as const;
export const PURPOSE_CHANGE = ['no', 'yes', 'unknown'] as const;
export const ONWARD = ['none', 'domestic_agency', 'third_state', 'international_org', 'private', 'public'] as const;
export const ORIGINATOR_CONSENT = ['na', 'yes', 'no', 'unknown'] as const;
export const DEATH_PENALTY_RISK = ['none', 'possible', 'likely'] as const;
export const DEATH_PENALTY_ASSURANCE = ['na', 'none', 'partial', 'full'] as const;
export const TORTURE_RISK = ['none', 'possible', 'real'] as const;
export const PERSECUTION_RISK = ['none', 'possible', 'substantial'] as const;
export const POLITICAL_OFFENCE = ['no', 'connected', 'yes'] as const;
export const FAIR_TRIAL_RISK = ['none', 'possible', 'flagrant'] as const;
export const NE_BIS_IN_IDEM = ['no', 'possible', 'yes'] as const;
export const ESSENTIAL_INTERESTS = ['no', 'raised'] as const;
export const THREATS = ['none', 'life', 'bodily_integrity', 'missing_child', 'evidence_loss'] as const;
export type OffenceCategory = (typeof OFFENCES)[number];
export type AimKind = (typeof AIMS)[number];
export type DataCategory = (typeof DATA_CATEGORIES)[number];
export type Measure = (typeof MEASURES)[number];
export type CooperationBasis = (typeof COOPERATION_BASES)[number];
export type AuthorisationLevel = (typeof AUTHORISATION_LEVELS)[number];
export type IccprStatus = (typeof ICCPR_STATUS)[number];

/** Categories that a profile grades: those of the data, and `preservation`, which stands for the measure of that name. */
export const GRADED_CATEGORIES = ['preservation', ...DATA_CATEGORIES] as const;
export type GradedCategory = (typeof GRADED_CATEGORIES)[number];
