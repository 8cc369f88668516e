import { free, hashEqual, needs } from './guards.js';
import { row } from './row.js';

/** Answering line by line, sending by a second person, and the receipt of the side that asked. */
export const DISCLOSURE_STEPS = [
  row('request', 'disclosure.answer', {
    from: ['answering'],
    to: 'answering',
    who: ['officer'],
    guards: [needs('line-granted', (facts) => facts.lineGranted, 'not-granted'), free('answer-complete', (facts) => facts.lacks, 'incomplete')],
    emits: ['disclosure.line_answered'],
    alsoEmits: [{ kind: 'disclosure.excess_held', when: (facts) => facts.excessRows > 0 }],
  }),
  row('request', 'disclosure.send', {
    from: ['answering'],
    to: (facts) => (facts.open === 0 ? 'disclosed' : 'answering'),
    who: ['supervisor', 'desk'],
    guards: [
      needs('answerer-not-sender', (facts) => !facts.answerers.includes(facts.sender), 'second-person'),
      needs('lines-named', (facts) => facts.answerers.length > 0, 'incomplete'),
      free('lines-answered', (facts) => facts.unanswered.map((line) => `line-${line}`), 'incomplete'),
      needs('step-up-fresh', (facts) => facts.stepUpFresh, 'step-up'),
    ],
    emits: ['disclosure.sent'],
  }),
  row('request', 'disclosure.receipt', {
    from: ['disclosed'],
    to: (facts) => (facts.packagesOpen === 0 ? 'receipted' : 'disclosed'),
    who: ['desk'],
    guards: [hashEqual, needs('conditions-shown', (facts) => facts.conditionsShown, 'incomplete')],
    emits: ['disclosure.receipted'],
  }),
];
