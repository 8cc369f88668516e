import { type CheckId } from '../check-ids.js';
import { byAnswer, confirmed, unconfirmed, type Rule } from './rule.js';
import { type Facts } from '../facts.js';
import { type Severity } from '../severity.js';

const judgeDualCriminality = (facts: Facts): Severity => {
  const { input, profile, isListed, isLight } = facts;
  const answeredNo = { required: 6, required_for_coercive: isLight ? 3 : 6, waived_for_listed: isListed ? 2 : 6, not_required: 0 } as const;
  const ifNo = answeredNo[profile.dualCriminality];
  if (input.offence.dualCriminality === 'no') return ifNo;
  if (input.offence.dualCriminality === 'yes') return 0;
  const ifUnknown = isLight ? 2 : 5;
  return ifUnknown < ifNo ? ifUnknown : ifNo;
};

function judgeNewPurpose({ input: { transfer } }: Facts): Severity {
  if (transfer.purposeChange === 'unknown') return 3;
  const answers = [transfer.sourceConsent, transfer.newPurposeMeetsThreshold];
  if (answers.includes('no')) return 6;
  return answers.every((answer) => answer === 'yes') ? 3 : 5;
}

function judgeDeathPenalty({ input: { transfer, aim, urgency } }: Facts): Severity {
  if (transfer.deathPenaltyRisk === 'none') return 0;
  if (transfer.deathPenaltyAssurance === 'full') return 3;
  return transfer.rescueOnly && aim.harmStatus === 'imminent' && urgency.substantiated === 'yes' ? 4 : 6;
}

/**
 * Transfer: what the receiving State could do with the data, and the grounds for refusing it.
 * @source proportionality 5; wording, cited paths and law of data/proportionality/checks.json
 */
export const TRANSFER_RULES = {
  'TRF-01': {
    question: 'Is it a political or purely military offence?',
    law: [confirmed('Model Treaty 4(1)(b)'), unconfirmed('Budapest 27(4)(a)')],
    cites: ['transfer.politicalOffence'],
    cure: 'Refuse',
    severities: [0, 4, 6],
    judge: ({ input }) => byAnswer(input.transfer.politicalOffence, { connected: 4, yes: 6 }),
  },
  'TRF-02': {
    question: 'Would it serve persecution?',
    law: [unconfirmed('UNCC 40 (non-discrimination clause)'), confirmed('Model Treaty 4(1)(c)'), unconfirmed('ICCPR 26')],
    cites: ['transfer.persecutionRisk'],
    cure: 'Refuse',
    severities: [0, 4, 6],
    absoluteAt: 6,
    judge: ({ input }) => byAnswer(input.transfer.persecutionRisk, { possible: 4, substantial: 6 }),
  },
  'TRF-03': {
    question: 'Could it lead to a death sentence?',
    law: [unconfirmed('LED recital 71'), unconfirmed('GC 36 §34'), unconfirmed('Judge v Canada'), confirmed('Elgizouli')],
    cites: ['transfer.deathPenaltyRisk', 'transfer.deathPenaltyAssurance', 'transfer.rescueOnly', 'aim.harmStatus', 'urgency.substantiated'],
    cure: 'Full assurance',
    severities: [0, 3, 4, 6],
    judge: judgeDeathPenalty,
  },
  'TRF-04': {
    question: 'Is there a risk of torture, or was information so obtained?',
    law: [unconfirmed('ICCPR 7'), unconfirmed('CAT 3, 15'), unconfirmed('GC 31 §12')],
    cites: ['transfer.tortureRisk'],
    cure: 'Refuse',
    severities: [0, 4, 6],
    absoluteAt: 6,
    judge: ({ input }) => byAnswer(input.transfer.tortureRisk, { possible: 4, real: 6 }),
  },
  'TRF-05': {
    question: 'Is the conduct criminal in both States?',
    law: [unconfirmed('UNCC 35(2), 40(8)'), confirmed('e-Evidence 12(1)(d)'), unconfirmed('Budapest 25(5), 29(4)')],
    cites: ['offence.dualCriminality', 'offence.category'],
    cure: 'Match conduct, not label',
    severities: [0, 2, 3, 5, 6],
    judge: judgeDualCriminality,
  },
  'TRF-06': {
    question: 'Is use limited to this case (specialty)?',
    law: [unconfirmed('UNCC 40'), unconfirmed('2AP 14(2)'), unconfirmed('Model Treaty 8'), confirmed('Wakeling (dissent)')],
    cites: ['transfer.specialty'],
    cure: 'Undertaking',
    severities: [0, 5],
    judge: ({ input }) => byAnswer(input.transfer.specialty, { no: 5, unknown: 5 }),
  },
  'TRF-07': {
    question: 'Is the purpose being changed?',
    law: [confirmed('C-162/22'), confirmed('BVerfG, BKA Act (2016)'), unconfirmed('LED 4(2), 9'), confirmed('Karabeyoğlu')],
    cites: ['transfer.purposeChange', 'transfer.newPurposeMeetsThreshold', 'transfer.sourceConsent'],
    cure: 'Fresh request',
    severities: [0, 3, 5, 6],
    only: ({ input }) => input.transfer.purposeChange !== 'no',
    judge: judgeNewPurpose,
  },
  'TRF-08': {
    question: 'Will it go further?',
    law: [unconfirmed('2AP 14(9)-(10)'), unconfirmed('UNCC 36(3)'), unconfirmed('LED 35(1)(e)'), confirmed('Centrum'), confirmed('Sayadi and Vinck')],
    cites: ['transfer.onward', 'transfer.onwardConsent'],
    cure: 'Prior written consent',
    severities: [0, 2, 4, 5, 6],
    judge: ({ input: { transfer } }) => {
      if (transfer.onward === 'none') return 0;
      return byAnswer(transfer.onwardConsent, transfer.onward === 'domestic_agency' ? { yes: 2, unknown: 4, no: 5 } : { yes: 4, unknown: 5, no: 6 });
    },
  },
  'TRF-09': {
    question: 'How well are data protected there?',
    law: [unconfirmed('LED 36-38'), unconfirmed('GC 16 §10'), unconfirmed('Opinion 1/15')],
    cites: ['transfer.recipientProtection'],
    cure: 'Safeguards instrument',
    severities: [0, 4, 5, 6],
    judge: ({ input, isValidUrgent }) => byAnswer(input.transfer.recipientProtection, { derogation: 4, unknown: 5, none: isValidUrgent ? 4 : 6 }),
  },
  'TRF-10': {
    question: 'Was the person already tried for this?',
    law: [unconfirmed('ICCPR 14(7)'), confirmed('e-Evidence 12(1)(c)')],
    cites: ['transfer.neBisInIdem'],
    cure: 'Refuse',
    severities: [0, 3, 6],
    judge: ({ input }) => byAnswer(input.transfer.neBisInIdem, { possible: 3, yes: 6 }),
  },
  'TRF-11': {
    question: 'Are essential interests or a running case at risk?',
    law: [confirmed('Model Treaty 4(1)(a)'), unconfirmed('Budapest 27(4)(b)'), unconfirmed('UNCC 40(21)')],
    cites: ['transfer.essentialInterests'],
    cure: 'Central authority decides',
    severities: [0, 4],
    judge: ({ input }) => (input.transfer.essentialInterests === 'raised' ? 4 : 0),
  },
  'TRF-12': {
    question: 'Is a flagrantly unfair trial likely?',
    law: [unconfirmed('ICCPR 14'), unconfirmed('GC 32')],
    cites: ['transfer.fairTrialRisk'],
    cure: 'Assurances',
    severities: [0, 3, 6],
    judge: ({ input }) => byAnswer(input.transfer.fairTrialRisk, { possible: 3, flagrant: 6 }),
  },
  'TRF-13': {
    question: 'Does the originating third State agree?',
    law: [unconfirmed('2AP 14(10)'), unconfirmed('LED 35(1)(c)')],
    cites: ['transfer.originatorConsent'],
    cure: 'Ask the originator',
    severities: [0, 5, 6],
    judge: ({ input }) => byAnswer(input.transfer.originatorConsent, { unknown: 5, no: 6 }),
  },
} satisfies Partial<Record<CheckId, Rule>>;
