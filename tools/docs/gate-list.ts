/** A test by the file that it stands in and a part of its name, so that a renamed or deleted test is noticed. */
export type GateTest = { readonly file: string; readonly name: string };
export type Gate = { readonly id: string; readonly holds: string; readonly tests: readonly GateTest[]; readonly shows: string; readonly entry: string | null };

const casework = (file: string, name: string): GateTest => ({ file: `libs/casework/src/${file}`, name });
const contract = (file: string, name: string): GateTest => ({ file: `libs/contract/src/${file}`, name });

/** The gates that are built, by the numbers that they have everywhere. */
export const GATES: readonly Gate[] = [
  {
    id: 'G03',
    holds: 'policy on the record: role, relation, rule',
    tests: [
      casework('policy.spec.ts', 'answers a stranger as if the record did not exist'),
      casework('policy.spec.ts', 'no permission without a role that the act names'),
    ],
    shows: 'not allowed, with the rule; unknown and not yours look alike',
    entry: 'access.refused',
  },
  {
    id: 'G05',
    holds: 'certificate of the right kind, valid now',
    tests: [
      casework('decision-rule.spec.ts', 'counts from its first instant to before its last'),
      casework('policy.spec.ts', 'lets nobody without a certificate submit or review'),
    ],
    shows: 'the act is refused with `certificate`',
    entry: 'access.refused',
  },
  {
    id: 'G06',
    holds: 'current terms accepted',
    tests: [casework('policy.spec.ts', 'opens the terms before they are accepted, and nothing else')],
    shows: 'the act is refused with `terms`',
    entry: 'access.refused',
  },
  {
    id: 'G07',
    holds: 'a submission is complete',
    tests: [casework('step.spec.ts', 'lists every guard that refuses, so that a person hears all causes at once')],
    shows: 'the full list of causes',
    entry: 'step.refused',
  },
  {
    id: 'G08',
    holds: 'a decision names the request and the screening that are current',
    tests: [casework('decision-rule.spec.ts', 'is broken by %s alone'), casework('decision-rule.spec.ts', 'takes no empty hash for a current one')],
    shows: 'the seal is refused with `not-current`',
    entry: 'step.refused',
  },
  {
    id: 'G09',
    holds: 'no interest, no recusal',
    tests: [
      casework('decision-rule.spec.ts', 'lasts 24 months after leaving a party'),
      casework('decision-rule.spec.ts', 'counts secondment, jurisdiction, own work, recusal and declared conflict'),
    ],
    shows: 'the case is not offered, the seal is refused',
    entry: 'step.refused',
  },
  {
    id: 'G10',
    holds: 'four eyes: natural persons, not accounts',
    tests: [
      casework('decision-rule.spec.ts', 'never counts a person twice'),
      casework('policy.spec.ts', 'refuses the author who approves and the answerer who sends'),
    ],
    shows: 'the act is refused with `second-person`',
    entry: 'step.refused',
  },
  {
    id: 'G11',
    holds: 'fresh sign-in for what cannot be undone',
    tests: [casework('decision-rule.spec.ts', 'is 300 seconds old at most, strong, and not of the future')],
    shows: 'a challenge to sign in again',
    entry: 'access.refused',
  },
  {
    id: 'G12',
    holds: 'severity and absolute grounds close a grant',
    tests: [casework('outcome.spec.ts', 'is closed by a result at S%i (absolute: %s)'), casework('outcome.spec.ts', 'never at an absolute ground')],
    shows: 'the grant is closed, with the check beside it',
    entry: 'step.refused',
  },
  {
    id: 'G13',
    holds: 'handling code H2 after a positive decision too',
    tests: [casework('step.spec.ts', "'consent-h2': { h2: true }")],
    shows: 'dispatch waits for a consent',
    entry: 'step.refused',
  },
  {
    id: 'G15',
    holds: 'nothing wider than granted is released',
    tests: [
      casework('scope.spec.ts', 'is never wider than asked in any way'),
      casework('step.spec.ts', 'keeps answering while granted lines are open, and logs rows that were held back'),
    ],
    shows: 'rows are held back and counted',
    entry: 'disclosure.excess_held',
  },
  {
    id: 'G16',
    holds: 'an open stop order locks what it names',
    tests: [casework('policy.spec.ts', 'closes what a stop order names')],
    shows: 'the record is closed',
    entry: 'step.refused',
  },
  {
    id: 'G17',
    holds: 'no media, also not hidden in text',
    tests: [contract('text.spec.ts', "'opaque-blob'")],
    shows: 'the text is refused with `media` or `opaque-blob`',
    entry: null,
  },
  {
    id: 'G18',
    holds: 'no entry of an unknown kind or with an unknown member',
    tests: [contract('audit-events.spec.ts', 'refuses an unknown member in every place')],
    shows: 'the act fails',
    entry: null,
  },
  {
    id: 'G19',
    holds: 'nothing is released while the log is not well',
    tests: [casework('policy.spec.ts', 'and releases while the log is not well')],
    shows: 'the act is refused with `log-unavailable`',
    entry: 'step.refused',
  },
];
