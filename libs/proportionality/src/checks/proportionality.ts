import { type CheckId } from '../check-ids.js';
import { byAnswer, confirmed, unconfirmed, type Rule } from './rule.js';
import { type Band, BAND_SEVERITY } from '../balance.js';
import { type Facts } from '../facts.js';
import { type Grade, type Severity } from '../severity.js';

/** Severity of a balance. An interference of at most two steps is never more than a major point while there is an aim. @source proportionality 9 */
function judgeBand(band: Band, right: Grade, aim: Grade): Severity {
  const severity = BAND_SEVERITY[band];
  return right <= 2 && aim > 0 && severity > 3 ? 3 : severity;
}

function judgeBystanders({ input: { subjects, safeguards } }: Facts): Severity {
  const { bystanders } = subjects;
  if (bystanders === 0) return 0;
  if (safeguards.minimisationPlan === 'yes') return bystanders > 1000 ? 4 : bystanders > 100 ? 3 : 2;
  if (bystanders <= 10) return 3;
  return safeguards.minimisationPlan === 'no' ? 5 : 4;
}

function judgePrivilege({ input: { data, safeguards }, have }: Facts): Severity {
  const isSifted = safeguards.privilegeProtocol === 'yes';
  if (data.privilege === 'possible') return byAnswer(safeguards.privilegeProtocol, { yes: 2, unknown: 3, no: 4 });
  if (data.privilege === 'likely') return isSifted ? (have >= 4 ? 3 : 4) : 5;
  if (data.privilege === 'targeted') return data.overridingInterestShown === 'yes' && isSifted && have >= 4 ? 4 : 6;
  return 0;
}

/**
 * Limb 4: does the aim carry what it costs the persons concerned?
 * @source proportionality 5; wording, cited paths and law of data/proportionality/checks.json
 */
export const PROPORTIONALITY_RULES = {
  'PRP-01': {
    question: 'Is the offence serious enough for the heaviest category?',
    law: [confirmed('e-Evidence 5(3)-(4)'), unconfirmed('Tele2'), unconfirmed('Ministerio Fiscal'), confirmed('Bolzano')],
    cites: ['offence.category', 'offence.maxPenaltyMonthsRequesting', 'data.categories', 'offence.maxPenaltyMonthsRequested'],
    cure: 'Ask for a lighter category',
    severities: [0, 5, 6],
    judge: ({ isListed, penaltyMonths, thresholdMonths }) => (isListed || penaltyMonths >= thresholdMonths ? 0 : thresholdMonths - penaltyMonths <= 12 ? 5 : 6),
  },
  'PRP-02': {
    question: 'Does the aim outweigh the loss of privacy?',
    law: [unconfirmed('ICCPR 17'), confirmed('GC 16 §4'), confirmed('GC 31 §6'), confirmed('Alexy, weight formula')],
    cites: ['data.categories', 'subjects.count', 'data.periodDays', 'offence.category', 'necessity.reliability'],
    cure: 'Narrow (see alternatives)',
    severities: [0, 3, 5],
    judge: ({ balance, weighed }) => judgeBand(weighed.bandPrivacy, balance.privacy.grade, balance.aim.grade),
  },
  'PRP-03': {
    question: 'Does the aim outweigh the loss of expression?',
    law: [unconfirmed('ICCPR 19(3)'), unconfirmed('GC 34 §34'), confirmed('GC 34 §35')],
    cites: ['expression.engaged', 'offence.category'],
    cure: 'Narrow',
    severities: [0, 3, 5],
    only: ({ weighed }) => weighed.bandExpression !== 'NOT_ENGAGED',
    judge: ({ balance, weighed }) =>
      weighed.bandExpression === 'NOT_ENGAGED' ? 0 : judgeBand(weighed.bandExpression, balance.expression.grade, balance.aim.grade),
  },
  'PRP-04': {
    question: 'Do both rights together reach the aim?',
    law: [unconfirmed('Extended weight formula')],
    cites: ['expression.engaged', 'data.categories'],
    cure: 'Double lock',
    severities: [0, 3],
    only: ({ weighed }) => weighed.cumulation,
    judge: () => 3,
  },
  'PRP-05': {
    question: 'How many bystanders, and what protects them?',
    law: [confirmed('UK communications data code (2015 text) 2.43 (collateral intrusion)'), confirmed('Plechlo'), confirmed('Contrada')],
    cites: ['subjects.bystanders', 'safeguards.minimisationPlan'],
    cure: 'Filter and early deletion',
    severities: [0, 2, 3, 4, 5],
    judge: judgeBystanders,
  },
  'PRP-06': {
    question: 'Does it weaken encryption for others?',
    law: [unconfirmed('Podchasov'), unconfirmed('GC 16 §8'), unconfirmed('CRC GC 25 §70'), confirmed('N&P "integrity"')],
    cites: ['data.encryption'],
    cure: 'Target the endpoint or metadata',
    severities: [0, 2, 4, 6],
    absoluteAt: 6,
    judge: ({ input }) => byAnswer(input.data.encryption, { target_key: 2, provider_decrypt_target: 4, general_weakening: 6, general_scanning: 6 }),
  },
  'PRP-07': {
    question: 'Is privileged or source material touched?',
    law: [
      unconfirmed('GC 34 §45'),
      unconfirmed('Sanoma'),
      confirmed('Sedletska'),
      confirmed('Särgava'),
      confirmed('Saber'),
      confirmed('Van Hulst'),
      unconfirmed('UK Investigatory Powers Act 2016 s. 77'),
    ],
    cites: ['data.privilege', 'data.privilegeKind', 'safeguards.privilegeProtocol', 'data.overridingInterestShown', 'authorisation.level'],
    cure: 'Independent sifting',
    severities: [0, 2, 3, 4, 5, 6],
    judge: judgePrivilege,
  },
  'PRP-08': {
    question: 'How did the data come to exist?',
    law: [confirmed('Škoberne'), unconfirmed('SpaceNet'), unconfirmed('La Quadrature du Net 2020'), confirmed('Breyer (subscriber data fine)')],
    cites: ['data.origin', 'data.categories'],
    cure: 'Show a lawful, targeted source',
    severities: [0, 3, 5, 6],
    judge: ({ input, isContent, isIntrusive, categories }) => {
      const isTrail = categories.includes('traffic') || categories.includes('location');
      return byAnswer(input.data.origin, { general_retention: isTrail ? 6 : 0, bulk_interception: isTrail || isContent ? 5 : 0, unknown: isIntrusive ? 3 : 0 });
    },
  },
  'PRP-09': {
    question: 'How long will it be kept?',
    law: [unconfirmed('Marper'), unconfirmed('Gaughran'), unconfirmed('C-118/22'), confirmed('Gardel')],
    cites: ['safeguards.retentionDays', 'safeguards.retentionReview'],
    cure: 'Set a term',
    severities: [0, 2, 3, 5],
    judge: ({ input: { safeguards }, profile }) => {
      const isReviewed = safeguards.retentionReview === 'yes';
      if (safeguards.retentionDays === null) return isReviewed ? 3 : 5;
      if (safeguards.retentionDays <= profile.retentionMaxDays) return 0;
      return isReviewed ? 2 : 3;
    },
  },
  'PRP-10': {
    question: 'If special categories are included, is it strictly necessary?',
    law: [unconfirmed('LED 10'), confirmed('C-205/21'), confirmed('Catt'), unconfirmed('2AP 14(4)')],
    cites: ['data.sensitive', 'data.strictNecessityShown'],
    cure: 'Exclude or justify',
    severities: [0, 3, 5],
    judge: ({ input: { data } }) => (data.sensitive.length === 0 ? 0 : data.strictNecessityShown === 'yes' ? 3 : 5),
  },
} satisfies Partial<Record<CheckId, Rule>>;
