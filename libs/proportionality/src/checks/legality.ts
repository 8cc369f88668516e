import { type CheckId } from '../check-ids.js';
import { byAnswer, confirmed, unconfirmed, worst, type Rule } from './rule.js';
import { type Facts } from '../facts.js';
import { type Severity } from '../severity.js';

type Law = Facts['input']['legalBasis'];
const GUARANTEES = [
  'offencesDefined',
  'personsDefined',
  'durationLimited',
  'handlingRules',
  'sharingRules',
  'destructionRules',
] as const satisfies readonly (keyof Law)[];

/** Guarantees that the law lacks by an answer no. */
const gapsOf = ({ input }: Facts) => GUARANTEES.filter((guarantee) => input.legalBasis[guarantee] === 'no');

/** An undertaking of the recipient can stand in for rules on handling, sharing and destruction, never for the limits of offences, persons and time. */
function isRepaired(gap: (typeof GUARANTEES)[number], { input: { safeguards, transfer } }: Facts): boolean {
  if (gap === 'sharingRules') return safeguards.useLimitation === 'yes' && transfer.specialty === 'yes';
  if (gap === 'destructionRules') return safeguards.deletionConfirmed === 'yes';
  if (gap === 'handlingRules') return [safeguards.accessLogging, safeguards.security, safeguards.minimisationPlan].every((answer) => answer === 'yes');
  return false;
}

function judgeGuarantees(facts: Facts): Severity {
  const gaps = gapsOf(facts);
  const open = gaps.filter((gap) => !isRepaired(gap, facts)).length;
  const isUnknown = GUARANTEES.some((guarantee) => facts.input.legalBasis[guarantee] === 'unknown');
  if (facts.isLight) {
    if (open >= 3) return 5;
    if (open > 0) return 3;
    if (gaps.length > 0) return 2;
    return isUnknown ? 1 : 0;
  }
  if (open >= 2) return 6;
  if (open === 1) return 5;
  if (gaps.length > 0) return 3;
  return isUnknown ? 2 : 0;
}

/** Strong oversight and a remedy stand in for a lower level of authorisation, where the profile allows that and one person is meant. */
const isCompensated = ({ input: { safeguards }, profile, isNamed, have, need }: Facts): boolean =>
  profile.compensation &&
  isNamed &&
  safeguards.independentOversight === 'yes' &&
  safeguards.remedy === 'yes' &&
  (have >= Math.min(3, need) || (need <= 3 && have >= 1));

const isUrgentExcused = ({ input, profile, isValidUrgent, categories }: Facts): boolean =>
  isValidUrgent && categories.every((category) => profile.urgentExPostCategories.some((one) => one === category)) && input.urgency.exPostReviewBooked === 'yes';

function judgeLevel(facts: Facts): Severity {
  if (facts.have >= facts.need) return 0;
  return isCompensated(facts) || isUrgentExcused(facts) ? 3 : 4;
}

/**
 * Limb 1: does a law permit this, and did the right authority look at it?
 * @source proportionality 5; wording, cited paths and law of data/proportionality/checks.json
 */
export const LEGALITY_RULES = {
  'LEG-01': {
    question: 'Which law of the State holding the data permits this?',
    law: [unconfirmed('ICCPR 17(1)-(2)'), confirmed('GC 16 §3'), unconfirmed('GC 16 §8'), confirmed('Siracusa 5')],
    cites: ['legalBasis.exists', 'legalBasis.citation'],
    cure: 'Cite act and article, or stop',
    severities: [0, 5, 6],
    judge: ({ input: { legalBasis } }) => (legalBasis.exists === 'yes' ? (legalBasis.citation ? 0 : 5) : byAnswer(legalBasis.exists, { no: 6, unknown: 5 })),
  },
  'LEG-02': {
    question: 'Which treaty or other cooperation basis carries the request?',
    law: [unconfirmed('Budapest 25-27'), confirmed('2AP 6-10'), unconfirmed('UNCC 35, 40'), unconfirmed('e-Evidence 1')],
    cites: ['legalBasis.cooperationBasis'],
    cure: 'Use an accepted channel',
    severities: [0, 5],
    judge: ({ input, profile }) => (profile.cooperationBases.includes(input.legalBasis.cooperationBasis) ? 0 : 5),
  },
  'LEG-03': {
    question: 'Is that law published and accessible?',
    law: [unconfirmed('Siracusa 17'), confirmed('GC 34 §25'), unconfirmed('Liberty v UK')],
    cites: ['legalBasis.accessible'],
    cure: 'Supply the text',
    severities: [0, 3, 6],
    judge: ({ input }) => byAnswer(input.legalBasis.accessible, { no: 6, unknown: 3 }),
  },
  'LEG-04': {
    question: 'Is it precise enough to foresee when it applies?',
    law: [unconfirmed('GC 16 §8'), confirmed('GC 34 §25'), unconfirmed('Siracusa 17'), unconfirmed('Malone'), confirmed('Benedik'), confirmed('Ben Faiza')],
    cites: ['legalBasis.foreseeable'],
    cure: 'None at case level; refer to the ministry',
    severities: [0, 3, 6],
    judge: ({ input }) => byAnswer(input.legalBasis.foreseeable, { no: 6, unknown: 3 }),
  },
  'LEG-05': {
    question: 'Does it cover this offence, this person and this data?',
    law: [confirmed('GC 16 §3'), confirmed('N&P "legality"'), confirmed('Karabeyoğlu')],
    cites: ['legalBasis.coversMeasure'],
    cure: 'Re-base the request',
    severities: [0, 5, 6],
    judge: ({ input }) => byAnswer(input.legalBasis.coversMeasure, { no: 6, unknown: 5 }),
  },
  'LEG-06': {
    question: 'Is the requester the competent authority?',
    law: [unconfirmed('GC 16 §8'), confirmed('e-Evidence 4'), unconfirmed('Escher v Brazil')],
    cites: ['legalBasis.competentAuthority'],
    cure: 'Route through the competent authority',
    severities: [0, 5],
    judge: ({ input }) => byAnswer(input.legalBasis.competentAuthority, { no: 5, unknown: 5 }),
  },
  'LEG-07': {
    question: 'Could the requester obtain the same data at home under the same conditions?',
    law: [confirmed('e-Evidence 5(2)'), unconfirmed('EIO Dir. 2014/41 art. 6(1)(b)'), confirmed('EncroChat')],
    cites: ['legalBasis.domesticEquivalent'],
    cure: 'Show the domestic power; no forum shopping',
    severities: [0, 5, 6],
    judge: ({ input }) => byAnswer(input.legalBasis.domesticEquivalent, { no: 6, unknown: 5 }),
  },
  'LEG-08': {
    question: 'Has an authority of the level required for these categories authorised it beforehand?',
    law: [
      unconfirmed('GC 16 §8'),
      unconfirmed('Tele2 §120'),
      unconfirmed('Prokuratuur'),
      confirmed('Benedik'),
      unconfirmed('Kennedy (compensation)'),
      unconfirmed('Klass (compensation)'),
    ],
    cites: ['authorisation.level', 'authorisation.timing', 'data.categories', 'authorisation.independent'],
    cure: 'Obtain the order, then resubmit the same request',
    severities: [0, 3, 4],
    judge: judgeLevel,
  },
  'LEG-09': {
    question: 'Is that authority independent of the investigation?',
    law: [unconfirmed('Prokuratuur'), unconfirmed('Szabó and Vissy'), unconfirmed('UNCC 24(2)')],
    cites: ['authorisation.independent'],
    cure: 'Independent authorisation',
    severities: [0, 3, 4],
    only: ({ need }) => need >= 4,
    judge: (facts) => byAnswer(facts.input.authorisation.independent, { no: judgeLevel(facts) === 3 ? 3 : 4, unknown: 3 }),
  },
  'LEG-10': {
    question: 'Did it examine the suspicion, apply the right standard, and could it have said no?',
    law: [unconfirmed('Zakharov'), confirmed('Bolzano'), unconfirmed('Carpenter')],
    cites: ['authorisation.canRefuse', 'authorisation.verifiesSuspicion', 'authorisation.standardMet'],
    cure: 'New authorisation on the proper standard',
    severities: [0, 2, 3, 4],
    only: ({ need }) => need >= 3,
    judge: ({ input: { authorisation } }) =>
      worst(
        byAnswer(authorisation.canRefuse, { no: 4, unknown: 2 }),
        byAnswer(authorisation.verifiesSuspicion, { no: 4, unknown: 2 }),
        byAnswer(authorisation.standardMet, { no: 4, unknown: 3 }),
      ),
  },
  'LEG-11': {
    question: 'Does the law contain the minimum safeguards (offences, persons, time, handling, sharing, destruction)?',
    law: [unconfirmed('Weber'), unconfirmed('Zakharov'), unconfirmed('Big Brother Watch'), confirmed('Centrum (sharing)')],
    cites: [
      'legalBasis.offencesDefined',
      'legalBasis.personsDefined',
      'legalBasis.durationLimited',
      'legalBasis.handlingRules',
      'legalBasis.sharingRules',
      'legalBasis.destructionRules',
    ],
    cure: 'Add binding undertakings',
    severities: [0, 1, 2, 3, 5, 6],
    cited: (facts) => {
      const gaps = gapsOf(facts);
      return (gaps.length > 0 ? gaps : GUARANTEES).map((guarantee) => `legalBasis.${guarantee}` as const);
    },
    judge: judgeGuarantees,
  },
  'LEG-12': {
    question: 'Does the request rely on emergency derogation?',
    law: [unconfirmed('ICCPR 4(1)-(3)'), unconfirmed('GC 29')],
    cites: ['legalBasis.derogation'],
    cure: 'Show proclamation and UN notification',
    severities: [0, 3, 6],
    judge: ({ input }) => byAnswer(input.legalBasis.derogation, { proclaimed_notified: 3, not_notified: 6 }),
  },
  'LEG-13': {
    question: 'Are there individual reasons?',
    law: [confirmed('GC 27 §15'), unconfirmed('Dragojević'), unconfirmed('Liblik'), confirmed('HYA')],
    cites: ['authorisation.individualReasons', 'authorisation.fileAccessible'],
    cure: 'Write case-specific reasons',
    severities: [0, 2, 3, 5],
    judge: ({ input: { authorisation } }) => {
      const severity = byAnswer(authorisation.individualReasons, { no: 5, unknown: 3 });
      return severity > 0 && authorisation.fileAccessible === 'yes' ? 2 : severity;
    },
  },
  'LEG-14': {
    question: 'Is the requesting State bound by the ICCPR?',
    law: [unconfirmed('ICCPR 2'), unconfirmed('GC 31 §10, §12')],
    cites: ['request.requestingStateIccpr'],
    cure: 'Obtain equivalent written guarantees',
    severities: [0, 2, 3],
    judge: ({ input }) => byAnswer(input.request.requestingStateIccpr, { signatory: 2, non_party: 3 }),
  },
} satisfies Partial<Record<CheckId, Rule>>;
