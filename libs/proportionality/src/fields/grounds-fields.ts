import { oneOf, textOrNull, texts, tri } from './field.js';
import { AUTHORISATION_LEVELS, AUTHORISATION_TIMING, BENEFIT, COOPERATION_BASES, DEROGATION, RELIABILITY } from '../value-lists.js';

/**
 * Fields about necessity, law and authorisation.
 * @source proportionality 3; data/proportionality/input.schema.json
 */
export const NECESSITY_FIELDS = {
  reliability: oneOf(RELIABILITY, {
    by: 'requester',
    meaning: 'reliable = specific, verified facts; plausible = specific, single or unverified source; weak = hunch or pattern',
  }),
  linkToOffence: tri({ by: 'requester', meaning: 'Facts tie this subject or identifier to this offence' }),
  suitable: tri({ by: 'requester', meaning: 'Will the data be able to advance the aim?' }),
  benefit: oneOf(BENEFIT, { by: 'requester', meaning: 'Expected contribution' }),
  lessIntrusiveAvailable: tri({ by: 'requester', meaning: 'A milder, similarly effective means exists' }),
  alternativesConsidered: texts({
    by: 'requester',
    askedWhen: 'lessIntrusiveAvailable = no',
    otherwise: [],
    meaning: 'What was tried or considered. Only "empty or not" is scored',
  }),
  categoriesJustified: tri({ by: 'requester', meaning: 'Each category has its own reason' }),
  scopeMinimised: tri({ by: 'requester', meaning: 'Search terms, accounts, fields limited' }),
};

export const LEGAL_BASIS_FIELDS = {
  exists: tri({ by: 'requester', meaning: 'A legal basis in the State holding the data' }),
  citation: textOrNull({ by: 'requester', askedWhen: 'exists = yes', otherwise: null, meaning: 'Only "given or not" is scored' }),
  cooperationBasis: oneOf(COOPERATION_BASES, { by: 'requester', meaning: 'Must be in profile.cooperationBases' }),
  accessible: tri({ by: 'platform', meaning: 'Published. Default from the profile' }),
  foreseeable: tri({ by: 'platform', meaning: 'Precise enough. Default from the profile' }),
  coversMeasure: tri({ by: 'requester', meaning: 'Offence, person and data category fall under it' }),
  competentAuthority: tri({ by: 'requester', meaning: 'The requester has the power' }),
  domesticEquivalent: tri({ by: 'requester', meaning: 'Could the requester get this at home in a like case?' }),
  offencesDefined: tri({ by: 'platform', meaning: 'Law limits offences. Default from the profile' }),
  personsDefined: tri({ by: 'platform', meaning: 'Law limits persons. Default from the profile' }),
  durationLimited: tri({ by: 'platform', meaning: 'Law limits time. Default from the profile' }),
  handlingRules: tri({ by: 'platform', meaning: 'Rules on examining, using, storing. Default from the profile' }),
  sharingRules: tri({ by: 'platform', meaning: 'Rules on passing on. Default from the profile' }),
  destructionRules: tri({ by: 'platform', meaning: 'Rules on erasure. Default from the profile' }),
  derogation: oneOf(DEROGATION, { by: 'requester', meaning: 'ICCPR art. 4' }),
};

export const AUTHORISATION_FIELDS = {
  level: oneOf(AUTHORISATION_LEVELS, { by: 'requester', meaning: 'Authorisation that permits disclosure under the law of the State holding the data' }),
  timing: oneOf(AUTHORISATION_TIMING, { by: 'requester', meaning: 'none if the level is none' }),
  independent: tri({
    by: 'requester',
    askedWhen: 'the level required or given is prosecutor or higher',
    otherwise: 'unknown',
    meaning: 'Independent of investigation and prosecution',
  }),
  canRefuse: tri({ by: 'requester', askedWhen: 'same', otherwise: 'unknown', meaning: 'May refuse or narrow' }),
  verifiesSuspicion: tri({ by: 'requester', askedWhen: 'same', otherwise: 'unknown', meaning: 'Looked at the facts' }),
  standardMet: tri({ by: 'requester', askedWhen: 'same', otherwise: 'unknown', meaning: 'Legal standard of proof met' }),
  individualReasons: tri({ by: 'requester', meaning: 'Case-specific reasons' }),
  fileAccessible: tri({
    by: 'requester',
    askedWhen: 'individualReasons is not yes',
    otherwise: 'unknown',
    meaning: 'Reasons can be reconstructed from application and file',
  }),
};
