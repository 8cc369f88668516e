import { type CheckId } from '../check-ids.js';
import { type Rule } from './rule.js';

/**
 * The structural floor: when two people decide whatever the answers are.
 * @source proportionality 5; wording, cited paths and law of data/proportionality/checks.json
 */
export const GOVERNANCE_RULES = {
  'FLR-01': {
    question: 'Must two people decide whatever the answers?',
    law: [{ cite: 'Structural rule of this platform' }],
    cites: ['data.categories', 'data.privilege', 'request.track', 'subjects.suspectAge', 'subjects.count'],
    cure: 'Second officer',
    severities: [0, 3],
    judge: ({ input: { data, subjects }, isVolunteered, isContent, isUrgent }) =>
      !isVolunteered && (isContent || data.privilege !== 'none' || isUrgent || ['child', 'below_macr'].includes(subjects.suspectAge) || subjects.count > 10)
        ? 3
        : 0,
  },
} satisfies Partial<Record<CheckId, Rule>>;
