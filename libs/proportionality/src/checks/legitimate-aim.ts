import { type CheckId } from '../check-ids.js';
import { byAnswer, confirmed, unconfirmed, type Rule } from './rule.js';

/**
 * Limb 2: is the aim one that may be pursued here?
 * @source proportionality 5; wording, cited paths and law of data/proportionality/checks.json
 */
export const LEGITIMATE_AIM_RULES = {
  'AIM-01': {
    question: 'What is the aim, and is it one the platform serves?',
    law: [unconfirmed('ICCPR 17, 19(3)'), confirmed('Siracusa 6, 10'), confirmed('N&P "legitimate aim"')],
    cites: ['aim.kind'],
    cure: 'State a child-protection aim or withdraw',
    severities: [0, 2, 5, 6],
    judge: ({ input, profile }) => {
      const isChildProtection = profile.purposeScope === 'child_protection_only';
      const elsewhere = isChildProtection ? 6 : 2;
      return byAnswer(input.aim.kind, {
        unspecified: 5,
        political_monitoring: 6,
        administrative: elsewhere,
        immigration: elsewhere,
        tax: elsewhere,
        civil: elsewhere,
        disciplinary: elsewhere,
        intelligence: isChildProtection ? 5 : 0,
      });
    },
  },
  'AIM-02': {
    question: 'Is the need specific and individual?',
    law: [confirmed('GC 34 §35'), confirmed('Siracusa 10(b)'), confirmed('N&P "necessity"')],
    cites: ['aim.specific'],
    cure: 'Describe event, person, expected fact',
    severities: [0, 5],
    judge: ({ input }) => byAnswer(input.aim.specific, { no: 5, unknown: 5 }),
  },
  'AIM-03': {
    question: 'Is there any sign of another purpose?',
    law: [confirmed('Siracusa 6'), confirmed('CAJAR v Colombia')],
    cites: ['aim.ulteriorIndicators'],
    cure: 'Escalate to the lead',
    severities: [0, 3, 6],
    judge: ({ input }) => byAnswer(input.aim.ulteriorIndicators, { some: 3, strong: 6 }),
  },
  'AIM-04': {
    question: 'Is the conduct one that may be criminal at all?',
    law: [unconfirmed('Toonen'), unconfirmed('GC 34 §38, §47'), unconfirmed('GC 22'), confirmed('Standard Verlag')],
    cites: ['offence.category', 'expression.engaged'],
    cure: 'Refuse; suggest no alternative',
    severities: [0, 5, 6],
    judge: ({ input: { offence, expression } }) =>
      byAnswer(offence.category, { protected_conduct: 6, speech_offence: expression.engaged === 'political' || expression.engaged === 'source' ? 6 : 5 }),
  },
} satisfies Partial<Record<CheckId, Rule>>;
