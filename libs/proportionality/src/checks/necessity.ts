import { type CheckId } from '../check-ids.js';
import { byAnswer, confirmed, unconfirmed, worst, type Rule } from './rule.js';
import { type Facts } from '../facts.js';
import { type Severity } from '../severity.js';

function judgeFacts({ input: { necessity }, isLight, isContent, balance }: Facts): Severity {
  if (necessity.reliability === 'none') return isLight ? 5 : 6;
  if (necessity.reliability === 'weak') return isLight ? 3 : 5;
  if (necessity.reliability === 'reliable') return 0;
  if (balance.privacy.grade === 8) return 4;
  return isContent ? 3 : 0;
}

function judgePeriod({ input: { data }, profile, isLight, categories }: Facts): Severity {
  if (isLight && !categories.includes('identification_ip')) return 0;
  if (data.periodLinkedToFacts === 'no') return 5;
  if (data.periodLinkedToFacts === 'unknown') return data.periodDays > 30 ? 3 : 2;
  return data.periodDays > profile.periodReviewDays ? 3 : 0;
}

function judgeNumber(facts: Facts): Severity {
  const { input, profile, isLight, isNamed, isGeneral } = facts;
  const { count } = input.subjects;
  const tooMany = isLight ? 5 : 6;
  if (isGeneral) return tooMany;
  if (isNamed) return count > 1000 ? 5 : count > profile.bulkThreshold ? 4 : count > 10 ? 3 : 0;
  if (count > 1000) return tooMany;
  if (count <= profile.bulkThreshold) return 3;
  const isNarrow = input.necessity.scopeMinimised === 'yes' && facts.balance.aim.grade >= 6 && input.data.periodDays <= 1;
  return isNarrow ? 4 : 5;
}

/**
 * Limb 3: can it work, and is there nothing milder?
 * @source proportionality 5; wording, cited paths and law of data/proportionality/checks.json
 */
export const NECESSITY_RULES = {
  'NEC-01': {
    question: 'Can these data advance the aim?',
    law: [confirmed('GC 27 §14'), confirmed('EDPS 2017 step 4')],
    cites: ['necessity.suitable'],
    cure: 'Explain the investigative step',
    severities: [0, 5, 6],
    judge: ({ input }) => byAnswer(input.necessity.suitable, { no: 6, unknown: 5 }),
  },
  'NEC-02': {
    question: 'How sure are the facts?',
    law: [confirmed('Alexy, second (epistemic) law of balancing'), unconfirmed('Klass'), confirmed('BVerfG Rasterfahndung II')],
    cites: ['necessity.reliability', 'data.categories'],
    cure: 'Corroborate first',
    severities: [0, 3, 4, 5, 6],
    judge: judgeFacts,
  },
  'NEC-03': {
    question: 'What ties this person or identifier to the offence?',
    law: [unconfirmed('Tele2 §119'), unconfirmed('Zakharov'), confirmed('N&P "proportionality"')],
    cites: ['necessity.linkToOffence', 'subjects.role'],
    cure: 'State the link',
    severities: [0, 3, 5, 6],
    judge: ({ input, isLight }) => byAnswer(input.necessity.linkToOffence, { no: isLight ? 5 : 6, unknown: isLight ? 3 : 5 }),
  },
  'NEC-04': {
    question: 'Is there a milder means that works?',
    law: [
      confirmed('GC 27 §14'),
      unconfirmed('Siracusa 11'),
      confirmed('Trabajo Rueda'),
      confirmed('Robathin'),
      unconfirmed('UK communications data code (2015 text)'),
    ],
    cites: ['necessity.lessIntrusiveAvailable', 'necessity.alternativesConsidered'],
    cure: 'Try it first, or explain',
    severities: [0, 2, 3, 5],
    judge: ({ input: { necessity }, isLight }) =>
      byAnswer(necessity.lessIntrusiveAvailable, { yes: 5, unknown: isLight ? 2 : 3, no: necessity.alternativesConsidered.length > 0 || isLight ? 0 : 3 }),
  },
  'NEC-05': {
    question: 'Is each category needed?',
    law: [confirmed('EDPS 2017 and 2019'), unconfirmed('LED 4(1)(c)'), unconfirmed('Budapest 18(3)')],
    cites: ['necessity.categoriesJustified', 'aim.kind', 'data.categories', 'request.track'],
    cure: 'Drop categories',
    severities: [0, 1, 3, 5],
    judge: ({ input: { necessity, aim }, isLight, isContent, isUrgent }) =>
      worst(
        byAnswer(necessity.categoriesJustified, { no: 5, unknown: isLight ? 1 : 3 }),
        isContent && !isUrgent ? byAnswer(aim.kind, { identify_victim: 3, identify_suspect: 3 }) : 0,
      ),
  },
  'NEC-06': {
    question: 'Is the period tied to the facts?',
    law: [confirmed('UK communications data code (2015 text) 2.41'), unconfirmed('Carpenter'), confirmed('Sedletska'), confirmed('EDPS 2019')],
    cites: ['data.periodDays', 'data.periodLinkedToFacts', 'data.categories'],
    cure: 'Shorten the period',
    severities: [0, 2, 3, 5],
    judge: judgePeriod,
  },
  'NEC-07': {
    question: 'If the subject is a third person or witness, is this the last resort?',
    law: [unconfirmed('LED 6'), confirmed('Sommer'), unconfirmed('Gavanozov II')],
    cites: ['subjects.role', 'necessity.lessIntrusiveAvailable', 'necessity.alternativesConsidered'],
    cure: 'Ask the suspect-side source first',
    severities: [0, 3, 5],
    only: ({ input, isVolunteered }) => ['third_party', 'witness'].includes(input.subjects.role) && !isVolunteered,
    judge: ({ input: { necessity }, isLight }) =>
      (necessity.lessIntrusiveAvailable === 'no' && necessity.alternativesConsidered.length > 0) || isLight ? 3 : 5,
  },
  'NEC-08': {
    question: 'Is the scope limited by terms, accounts, fields?',
    law: [confirmed('Robathin'), confirmed('Sommer'), confirmed('Särgava')],
    cites: ['necessity.scopeMinimised'],
    cure: 'Add selectors',
    severities: [0, 1, 3, 5],
    judge: ({ input, isVolunteered, isLight }) =>
      isVolunteered ? 0 : byAnswer(input.necessity.scopeMinimised, { no: isLight ? 3 : 5, unknown: isLight ? 1 : 3 }),
  },
  'NEC-09': {
    question: 'How many people, chosen how?',
    law: [unconfirmed('A/HRC/27/37 §25'), unconfirmed('Tele2'), confirmed('Tanrıkulu'), confirmed('Constitutional Court of Korea 2012Hun-Ma538')],
    cites: ['subjects.targeting', 'subjects.count', 'necessity.scopeMinimised', 'data.periodDays'],
    cure: 'Split into individual requests',
    severities: [0, 3, 4, 5, 6],
    judge: judgeNumber,
  },
  'NEC-10': {
    question: 'Would preservation be enough for now?',
    law: [unconfirmed('Budapest 16, 29'), unconfirmed('UNCC 25, 42'), confirmed('e-Evidence 6')],
    cites: ['urgency.threat', 'request.measure'],
    cure: 'Send a preservation request',
    severities: [0, 2],
    judge: ({ input }) => (input.urgency.threat === 'evidence_loss' && input.request.measure !== 'preserve' ? 2 : 0),
  },
  'NEC-11': {
    question: 'How often was this person asked about lately?',
    law: [unconfirmed('Carpenter (mosaic)'), unconfirmed('Prokuratuur')],
    cites: ['request.priorRequestsSamePerson90d'],
    cure: 'Consolidate',
    severities: [0, 1, 3],
    judge: ({ input: { request } }) => (request.priorRequestsSamePerson90d >= 3 ? 3 : request.priorRequestsSamePerson90d >= 1 ? 1 : 0),
  },
  'URG-04': {
    question: 'Why is the ordinary route too slow?',
    law: [confirmed('Trabajo Rueda'), confirmed('Nagla')],
    cites: ['urgency.ordinaryRouteTooSlow'],
    cure: 'Ordinary track',
    severities: [0, 3, 5],
    only: ({ isUrgent }) => isUrgent,
    judge: ({ input }) => byAnswer(input.urgency.ordinaryRouteTooSlow, { no: 5, unknown: 3 }),
  },
  'URG-05': {
    question: 'Is the request limited to averting the harm?',
    law: [unconfirmed('GC 29'), confirmed('EDPS 2017 and 2019')],
    cites: ['necessity.scopeMinimised'],
    cure: 'Narrow',
    severities: [0, 3, 5],
    only: ({ isUrgent }) => isUrgent,
    judge: ({ input }) => byAnswer(input.necessity.scopeMinimised, { no: 5, unknown: 3 }),
  },
} satisfies Partial<Record<CheckId, Rule>>;
