import { type CheckId } from '../check-ids.js';
import { unconfirmed, type Rule } from './rule.js';

/**
 * Is the input whole, and does it agree with itself?
 * @source proportionality 5; wording, cited paths and law of data/proportionality/checks.json
 */
export const COMPLETENESS_RULES = {
  'CMP-01': {
    question: 'Is every mandatory field filled with a valid value?',
    law: [unconfirmed('GC 31 §8, §15 (duty to decide on facts)'), unconfirmed('UK communications data code (application contents)')],
    cites: ['data.categories', 'subjects.count', 'subjects.bystanders', 'data.periodDays', 'offence.maxPenaltyMonthsRequesting'],
    cure: 'Complete the fields listed',
    severities: [0, 5],
    judge: ({ input }) => (input.offence.maxPenaltyMonthsRequesting === null ? 5 : 0),
  },
  'CMP-02': {
    question: 'Do the answers agree with each other?',
    law: [unconfirmed('LED 7(2) (accuracy)')],
    cites: [
      'authorisation.level',
      'authorisation.timing',
      'subjects.targeting',
      'subjects.count',
      'subjects.role',
      'subjects.victimAge',
      'selection.protectedAttributeRole',
      'selection.criteria',
    ],
    cure: 'Correct the contradictory answers',
    severities: [0, 5],
    judge: ({ input: { authorisation, subjects, selection } }) =>
      (authorisation.level === 'none' && authorisation.timing === 'prior') ||
      (subjects.targeting === 'identified_person' && subjects.count > 25) ||
      (subjects.role === 'victim' && subjects.victimAge === 'none') ||
      (selection.protectedAttributeRole !== 'none' && selection.criteria.length === 0)
        ? 5
        : 0,
  },
} satisfies Partial<Record<CheckId, Rule>>;
