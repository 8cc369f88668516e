import { type CheckId } from '../check-ids.js';
import { byAnswer, confirmed, unconfirmed, type Rule } from './rule.js';

/**
 * The urgent track: what is threatened, by which facts, and when.
 * @source proportionality 5; wording, cited paths and law of data/proportionality/checks.json
 */
export const URGENCY_RULES = {
  'URG-01': {
    question: 'What is threatened?',
    law: [unconfirmed('2AP 3(2)(c)'), confirmed('2AP 9, 10'), confirmed('e-Evidence 3(18)')],
    cites: ['urgency.threat'],
    cure: 'Ordinary track',
    severities: [0, 5],
    only: ({ isUrgent }) => isUrgent,
    judge: ({ input }) => (['life', 'bodily_integrity', 'missing_child'].includes(input.urgency.threat) ? 0 : 5),
  },
  'URG-02': {
    question: 'Which facts show the threat?',
    law: [confirmed('Landeck ("duly substantiated")'), confirmed('Trabajo Rueda')],
    cites: ['urgency.substantiated'],
    cure: 'State them; call back',
    severities: [0, 3, 5],
    only: ({ isUrgent }) => isUrgent,
    judge: ({ input }) => byAnswer(input.urgency.substantiated, { no: 5, unknown: 3 }),
  },
  'URG-03': {
    question: 'When?',
    law: [unconfirmed('2AP 3(2)(c)'), confirmed('e-Evidence 3(18)'), confirmed('Landeck ("duly substantiated")'), confirmed('Trabajo Rueda')],
    cites: ['urgency.horizonHours'],
    cure: 'Ordinary track',
    severities: [0, 5],
    only: ({ isUrgent }) => isUrgent,
    judge: ({ input: { urgency }, profile }) => (urgency.horizonHours === null || urgency.horizonHours > profile.urgentHorizonHours ? 5 : 0),
  },
} satisfies Partial<Record<CheckId, Rule>>;
