import { type CheckId } from '../check-ids.js';
import { byAnswer, confirmed, unconfirmed, worst, type Rule } from './rule.js';

/**
 * Safeguards: what protects the data and the person afterwards?
 * @source proportionality 5; wording, cited paths and law of data/proportionality/checks.json
 */
export const SAFEGUARDS_RULES = {
  'SAF-01': {
    question: 'Is use limited in writing?',
    law: [unconfirmed('GC 16 §10'), unconfirmed('2AP 14(2)'), unconfirmed('Budapest 28'), unconfirmed('UNCC 40')],
    cites: ['safeguards.useLimitation'],
    cure: 'Undertaking',
    severities: [0, 2, 3, 5],
    judge: ({ input, isLight }) => byAnswer(input.safeguards.useLimitation, { no: 5, unknown: isLight ? 2 : 3 }),
  },
  'SAF-02': {
    question: 'Is deletion promised and reported?',
    law: [unconfirmed('2AP 14(5)'), unconfirmed('LED 5')],
    cites: ['safeguards.deletionConfirmed'],
    cure: 'Undertaking',
    severities: [0, 2, 3, 5],
    judge: ({ input, isIntrusive }) => byAnswer(input.safeguards.deletionConfirmed, { no: isIntrusive ? 5 : 3, unknown: 2 }),
  },
  'SAF-03': {
    question: 'Are access and security controlled and logged?',
    law: [unconfirmed('GC 16 §10'), unconfirmed('2AP 14(7)-(8)'), confirmed('Madhewoo')],
    cites: ['safeguards.accessLogging', 'safeguards.security'],
    cure: 'Undertaking',
    severities: [0, 2, 5],
    judge: ({ input: { safeguards } }) =>
      worst(byAnswer(safeguards.accessLogging, { no: 5, unknown: 2 }), byAnswer(safeguards.security, { no: 5, unknown: 2 })),
  },
  'SAF-04': {
    question: 'Can the person challenge it, and will they be told?',
    law: [
      unconfirmed('ICCPR 2(3)'),
      unconfirmed('GC 31 §15'),
      confirmed('AmaBhungane'),
      confirmed('Constitutional Court of Korea 2016Hun-Ma388'),
      confirmed('Contrada'),
      unconfirmed('Gavanozov II'),
    ],
    cites: ['safeguards.remedy', 'safeguards.notification'],
    cure: 'Name court and time of notice',
    severities: [0, 2, 3, 4, 5],
    judge: ({ input: { safeguards } }) =>
      worst(
        byAnswer(safeguards.remedy, { no: 5, unknown: 3 }),
        byAnswer(safeguards.notification, { never: byAnswer(safeguards.remedy, { yes: 3, unknown: 4, no: 5 }), unknown: 2 }),
      ),
  },
  'SAF-05': {
    question: 'Is there independent oversight?',
    law: [unconfirmed('Zakharov'), unconfirmed('2AP 14(14)'), confirmed('N&P "public oversight"')],
    cites: ['safeguards.independentOversight', 'authorisation.level', 'authorisation.independent'],
    cure: 'Name the body',
    severities: [0, 2, 3, 5],
    judge: ({ input: { safeguards, authorisation }, have }) =>
      byAnswer(safeguards.independentOversight, { no: have >= 5 && authorisation.independent === 'yes' ? 3 : 5, unknown: 2 }),
  },
  'SAF-06': {
    question: 'Was a machine referral checked by a person?',
    law: [unconfirmed('LED 11'), unconfirmed('2AP 14(6)'), confirmed('Wilson (9th Cir. 2021)')],
    cites: ['selection.automated', 'selection.humanVerified'],
    cure: 'Human verification',
    severities: [0, 3, 5],
    judge: ({ input: { selection } }) => (selection.automated ? byAnswer(selection.humanVerified, { no: 5, unknown: 3 }) : 0),
  },
  'SAF-07': {
    question: 'Is abuse material handled safely?',
    law: [unconfirmed('OP-SC 8'), unconfirmed('Lanzarote 30-31')],
    cites: ['data.containsCsam', 'safeguards.csamHandling'],
    cure: 'Sealed, hash-first transfer',
    severities: [0, 3, 5],
    judge: ({ input: { data, safeguards } }) => (data.containsCsam ? byAnswer(safeguards.csamHandling, { no: 5, unknown: 3 }) : 0),
  },
  'URG-06': {
    question: 'Is the after-the-event review booked?',
    law: [confirmed('e-Evidence 4(5) (48 h)'), unconfirmed('UK Investigatory Powers Act 2016 s. 61A (pattern)')],
    cites: ['urgency.exPostReviewBooked'],
    cure: 'Book it',
    severities: [0, 3, 4],
    only: ({ isUrgent }) => isUrgent,
    judge: ({ input }) => (input.urgency.exPostReviewBooked === 'yes' ? 3 : 4),
  },
} satisfies Partial<Record<CheckId, Rule>>;
