import { jurisdiction, oneOf, text, tri, whole, wholeOrNull } from './field.js';
import { AIMS, CHANNELS, ENGINE_TRACKS, HARM_STATUS, ICCPR_STATUS, MEASURES, OFFENCES, ULTERIOR_INDICATORS } from '../value-lists.js';

/**
 * Fields about the request as a whole.
 * @source proportionality 3; data/proportionality/input.schema.json
 */
export const REQUEST_FIELDS = {
  id: text({ by: 'platform', meaning: 'Id of the data request. Never used in scoring' }),
  track: oneOf(ENGINE_TRACKS, { by: 'requester', meaning: 'Urgent only if the URG checks pass' }),
  requestingState: jurisdiction({ by: 'platform', meaning: 'Requesting jurisdiction. Selects a profile; never read by a check' }),
  requestedState: jurisdiction({ by: 'platform', meaning: 'Holding jurisdiction. Selects a profile; never read by a check' }),
  requestingStateIccpr: oneOf(ICCPR_STATUS, { by: 'platform', meaning: 'From the profile registry, not typed by hand' }),
  channel: oneOf(CHANNELS, { by: 'requester', meaning: 'How the request travels. Not read by a check' }),
  measure: oneOf(MEASURES, { by: 'requester', meaning: '"preserve" is graded 0 whatever the category' }),
  priorRequestsSamePerson90d: whole(
    { least: 0, most: null, unit: 'requests' },
    { by: 'platform', meaning: 'Earlier requests on the same data subject in 90 days, counted by the platform' },
  ),
};

export const OFFENCE_FIELDS = {
  category: oneOf(OFFENCES, {
    by: 'requester',
    meaning: '"protected_conduct" = conduct the ICCPR protects (for example consensual adult same-sex acts, apostasy)',
  }),
  maxPenaltyMonthsRequesting: wholeOrNull(
    { least: 0, most: 600, unit: 'months' },
    { by: 'requester', meaning: 'Maximum custodial sentence in the requesting State. null raises CMP-01' },
  ),
  maxPenaltyMonthsRequested: wholeOrNull(
    { least: 0, most: 600, unit: 'months' },
    {
      by: 'requester',
      askedWhen: 'dualCriminality = yes',
      otherwise: null,
      meaning: "Maximum in the State holding the data; the LOWER of the two counts; null leaves the requesting State's value",
    },
  ),
  dualCriminality: tri({
    by: 'requester',
    askedWhen: 'unless every profile used says not_required',
    otherwise: 'unknown',
    meaning: 'Conduct, not label (UNCC art. 35(2), 40(8))',
  }),
  consensualPeers: tri({
    by: 'requester',
    askedWhen: 'a suspect is or may be a child',
    otherwise: 'no',
    meaning: 'Self-generated material between peers, kept private, no coercion. Read whatever the age, so the value when not asked matters',
  }),
};

export const AIM_FIELDS = {
  kind: oneOf(AIMS, { by: 'requester', meaning: 'One primary aim' }),
  specific: tri({ by: 'requester', meaning: 'Is the need described individually: who, what event, what the data will show?' }),
  ulteriorIndicators: oneOf(ULTERIOR_INDICATORS, { by: 'reviewer', meaning: 'Signs of a hidden purpose' }),
  harmStatus: oneOf(HARM_STATUS, { by: 'requester', meaning: 'State of harm to a child' }),
};
