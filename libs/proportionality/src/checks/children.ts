import { type CheckId } from '../check-ids.js';
import { byAnswer, confirmed, unconfirmed, type Rule } from './rule.js';

/**
 * Children, as persons concerned, as suspects and as victims.
 * @source proportionality 5; wording, cited paths and law of data/proportionality/checks.json
 */
export const CHILDREN_RULES = {
  'CHD-01': {
    question: "Is a child's own data included, and in its best interests?",
    law: [unconfirmed('ICCPR 24'), unconfirmed('CRC 3, 16'), unconfirmed('CRC GC 25 §67-75')],
    cites: ['subjects.childDataSubject', 'safeguards.childProtocol'],
    cure: 'Child protocol',
    severities: [0, 2, 3, 5],
    only: ({ input }) => input.subjects.childDataSubject,
    judge: ({ input }) => byAnswer(input.safeguards.childProtocol, { yes: 2, unknown: 3, no: 5 }),
  },
  'CHD-02': {
    question: 'Is the suspect a child?',
    law: [unconfirmed('ICCPR 14(4), 24'), confirmed('N.K. v Netherlands'), unconfirmed('CRC 40'), unconfirmed('GC 32 §42-44')],
    cites: ['subjects.suspectAge', 'safeguards.childProtocol'],
    cure: 'Child-justice channel',
    severities: [0, 2, 3, 5],
    only: ({ input: { subjects } }) => subjects.suspectAge === 'child' || subjects.suspectAge === 'unknown',
    judge: ({ input: { subjects, safeguards } }) => (subjects.suspectAge === 'unknown' ? 2 : safeguards.childProtocol === 'no' ? 5 : 3),
  },
  'CHD-03': {
    question: 'Is the child below the age of criminal responsibility?',
    law: [unconfirmed('CRC 40(3)(a)'), unconfirmed('CRC GC 24')],
    cites: ['subjects.suspectAge', 'aim.kind'],
    cure: 'Protective channel only',
    severities: [0, 4, 6],
    only: ({ input }) => input.subjects.suspectAge === 'below_macr',
    judge: ({ isPunitive }) => (isPunitive ? 6 : 4),
  },
  'CHD-04': {
    question: 'Is it private, consensual self-generated material between peers?',
    law: [unconfirmed('CRC GC 25 §118'), unconfirmed('Lanzarote 20(3), 21 options'), unconfirmed('UNCC 14(4)')],
    cites: ['offence.consensualPeers', 'aim.kind'],
    cure: 'Protective channel only',
    severities: [0, 3, 6],
    only: ({ input }) => input.offence.consensualPeers !== 'no',
    judge: ({ input, isPunitive }) => (input.offence.consensualPeers === 'yes' && isPunitive ? 6 : 3),
  },
  'CHD-05': {
    question: "Is the victim's own device or content asked for?",
    law: [unconfirmed('CRC 12, 39'), confirmed('Saber v Norway')],
    cites: ['subjects.role', 'subjects.subjectConsent', 'data.categories'],
    cure: 'Offer a narrow, consented copy',
    severities: [0, 3, 4, 5],
    only: ({ input, isContent, isVolunteered }) => input.subjects.role === 'victim' && isContent && !isVolunteered,
    judge: ({ input }) => byAnswer(input.subjects.subjectConsent, { yes: 3, unknown: 4, no: 5 }),
  },
  'CHD-06': {
    question: "Is the victim's age unknown?",
    law: [unconfirmed('CRC 1'), unconfirmed('Lanzarote 11(2)')],
    cites: ['subjects.victimAge'],
    cure: 'Treat as child',
    severities: [0, 1],
    only: ({ input }) => input.subjects.victimAge === 'unknown',
    judge: () => 1,
  },
} satisfies Partial<Record<CheckId, Rule>>;
