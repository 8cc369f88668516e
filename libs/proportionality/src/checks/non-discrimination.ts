import { type CheckId } from '../check-ids.js';
import { byAnswer, confirmed, unconfirmed, type Rule } from './rule.js';

/**
 * Limb 5: who was chosen, and by what?
 * @source proportionality 5; wording, cited paths and law of data/proportionality/checks.json
 */
export const NON_DISCRIMINATION_RULES = {
  'DIS-01': {
    question: 'Is a protected attribute the deciding criterion?',
    law: [unconfirmed('ICCPR 2(1), 26'), confirmed('ICCPR 24(1)'), unconfirmed('GC 18 §7'), confirmed('Williams Lecraft'), unconfirmed('LED 11(3)')],
    cites: ['selection.protectedAttributeRole', 'selection.criteria'],
    cure: 'Refuse',
    severities: [0, 6],
    absoluteAt: 6,
    judge: ({ input }) => (input.selection.protectedAttributeRole === 'decisive' ? 6 : 0),
  },
  'DIS-02': {
    question: 'Is a protected attribute one criterion among others?',
    law: [unconfirmed('ICCPR 26'), unconfirmed('GC 18 §13'), confirmed('BVerfG Rasterfahndung II')],
    cites: ['selection.protectedAttributeRole'],
    cure: 'Remove the attribute',
    severities: [0, 2, 5],
    judge: ({ input }) => byAnswer(input.selection.protectedAttributeRole, { one_of_several: 5, descriptive: 2 }),
  },
  'DIS-03': {
    question: 'Could a neutral criterion be a proxy?',
    law: [unconfirmed('GC 18 §7'), unconfirmed('Bridges')],
    cites: ['selection.proxyRisk', 'subjects.targeting'],
    cure: 'Test or replace',
    severities: [0, 1, 3, 5],
    judge: ({ input, isGroup }) => byAnswer(input.selection.proxyRisk, { yes: 5, unknown: isGroup ? 3 : 1 }),
  },
  'DIS-04': {
    question: 'Are child victims treated differently by status?',
    law: [confirmed('ICCPR 24(1)'), unconfirmed('ICCPR 26'), unconfirmed('GC 17 §5'), unconfirmed('CRC 2')],
    cites: ['selection.victimDifferentiation'],
    cure: 'Treat equally',
    severities: [0, 6],
    absoluteAt: 6,
    judge: ({ input }) => (input.selection.victimDifferentiation === 'by_protected_attribute' ? 6 : 0),
  },
  'DIS-05': {
    question: 'Was machine selection tested for bias?',
    law: [unconfirmed('Bridges'), unconfirmed('LED 11')],
    cites: ['selection.automated', 'selection.biasTested'],
    cure: 'Provide test report',
    severities: [0, 2, 3],
    judge: ({ input: { selection } }) => (selection.automated ? byAnswer(selection.biasTested, { no: 3, unknown: 2 }) : 0),
  },
} satisfies Partial<Record<CheckId, Rule>>;
