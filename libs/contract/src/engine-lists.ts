/** Value lists that the wire shares with the proportionality engine; the engine's are the only ones. */
export {
  AIMS,
  AUTHORISATION_LEVELS,
  CHANNELS,
  COOPERATION_BASES,
  HARM_STATUS,
  ICCPR_STATUS,
  MEASURES,
  OFFENCES,
  ORIGINS,
  RECIPIENT_PROTECTION,
  SENSITIVE_KINDS,
  SUBJECT_ROLES,
} from '@comity/proportionality/lists';
