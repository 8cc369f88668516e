/**
 * Value lists that the wire shares with the proportionality engine.
 * @source exchange 0.7, proportionality 3
 */
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
  'intelligence',
  'administrative',
  'immigration',
  'tax',
  'civil',
  'disciplinary',
  'political_monitoring',
  'unspecified',
] as const;
export const HARM_STATUS = ['none', 'past', 'ongoing', 'imminent'] as const;
export const CHANNELS = ['mla', 'police_to_police', 'joint_team', 'network_24_7', 'spontaneous', 'onward'] as const;
export const MEASURES = ['preserve', 'disclose_stored', 'collect_realtime', 'access_device', 'share_spontaneously', 'transfer_onward'] as const;
export const SUBJECT_ROLES = ['suspect', 'convicted', 'unknown_user', 'victim', 'witness', 'third_party'] as const;
export const COOPERATION_BASES = ['budapest', 'budapest_2ap', 'uncc', 'bilateral_mlat', 'eu_eio', 'eu_eepo', 'reciprocity', 'domestic_only', 'none'] as const;
export const AUTHORISATION_LEVELS = ['none', 'police_self', 'senior_officer', 'executive', 'prosecutor', 'independent_admin', 'judge'] as const;
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
