/** A test by the file that it stands in and a part of its name, so that a renamed or deleted test is noticed. */
export type GateTest = { readonly file: string; readonly name: string };
export type Gate = { readonly id: string; readonly holds: string; readonly tests: readonly GateTest[]; readonly shows: string; readonly entry: string | null };

const casework = (file: string, name: string): GateTest => ({ file: `libs/casework/src/${file}`, name });
const contract = (file: string, name: string): GateTest => ({ file: `libs/contract/src/${file}`, name });

const api = (file: string, name: string): GateTest => ({ file: `apps/api/src/${file}`, name });

/** The gates that are built, by the numbers that they have everywhere. */
export const GATES: readonly Gate[] = [
  {
    id: 'G01',
    holds: 'a token of this issuer, for this API and client, in its time and spelling, of a sign-in that goes on',
    tests: [
      api('shared/token.spec.ts', 'V14 refuses the right issuer on a key of another one'),
      api('shared/token.spec.ts', 'V17 refuses padding, a re-spelt last letter and the standard alphabet'),
      api('shared/token.spec.ts', 'V34 is refused in two headers, whatever they hold'),
      api('units/units.spec.ts', 'ends a sign-in with one entry, and the others of the person go on'),
    ],
    shows: 'the page to sign in; every fault of a token looks alike',
    entry: 'auth.refused',
  },
  {
    id: 'G02',
    holds: 'a role that the route names',
    tests: [api('shared/gates.spec.ts', 'of %s is closed to every role that it does not name')],
    shows: 'not allowed, with the rule',
    entry: 'access.refused',
  },
  {
    id: 'G03',
    holds: 'policy on the record: role, relation, rule',
    tests: [
      casework('policy.spec.ts', 'answers a stranger as if the record did not exist'),
      casework('policy.spec.ts', 'no permission without a role that the act names'),
      api('requests/requests.spec.ts', 'does not exist for a third agency, a reviewer who was not drawn, or the holding agency before dispatch'),
      api('referrals/referrals.spec.ts', 'is out of sight of everybody else'),
      api('shared/access.spec.ts', 'everybody hears on every route what the policy says, and unknown and forbidden sound alike'),
    ],
    shows: 'not allowed, with the rule; unknown and not yours look alike',
    entry: 'access.refused',
  },
  {
    id: 'G04',
    holds: 'row-level security: an agency reads and writes its own rows, under a context that was signed for it',
    tests: [
      api('shared/transactions.spec.ts', 'shows an agency its own rows and no others'),
      api('shared/transactions.spec.ts', 'refuses a row in the name of another agency'),
      api('shared/transactions.spec.ts', 'shows nothing under a context that was not signed for it:'),
      api('shared/walls.spec.ts', 'forces row-level security on every table of the cases'),
      api('shared/walls.spec.ts', 'with the policy switched off no stranger gets at anything over HTTP, and nothing changes'),
    ],
    shows: 'the record does not exist',
    entry: null,
  },
  {
    id: 'G05',
    holds: 'certificate of the right kind, valid now',
    tests: [
      casework('decision-rule.spec.ts', 'counts from its first instant to before its last'),
      casework('policy.spec.ts', 'lets nobody without a certificate submit or review'),
      api('review/seal-decision.spec.ts', 'with a certificate that was revoked between claim and seal'),
      api('requests/requests.spec.ts', 'wants a certificate, the terms, a key and the version'),
      api('requests/requests.spec.ts', 'is stopped by a revocation that comes while it runs'),
      api('training/training.spec.ts', 'cannot be forged by whoever writes as the API'),
      api('training/training.spec.ts', 'is suspended by two examiners with a fresh sign-in, and by nobody else'),
    ],
    shows: 'the act is off and refused with `certificate`, and the portal says what is missing and the shortest way to it',
    entry: 'access.refused',
  },
  {
    id: 'G06',
    holds: 'current terms accepted',
    tests: [
      casework('policy.spec.ts', 'opens the terms and the way out before they are accepted, and nothing else'),
      api('units/units.spec.ts', 'stop every act until the exact text in force is accepted, with a fresh sign-in'),
    ],
    shows: 'the act is refused with `terms`',
    entry: 'access.refused',
  },
  {
    id: 'G07',
    holds: 'a submission is complete',
    tests: [
      casework('step.spec.ts', 'lists every guard that refuses, so that a person hears all causes at once'),
      api('requests/requests.spec.ts', 'lists every required answer of an empty form'),
      api('referrals/referrals.spec.ts', 'is not complete while something is missing, and names all of it'),
    ],
    shows: 'the full list of causes',
    entry: 'step.refused',
  },
  {
    id: 'G08',
    holds: 'a decision names the request and the screening that are current',
    tests: [
      casework('decision-rule.spec.ts', 'is broken by %s alone'),
      casework('decision-rule.spec.ts', 'takes no empty hash for a current one'),
      api('review/seal-decision.spec.ts', 'when the request was frozen anew since'),
      api('review/seal-decision.spec.ts', 'when a profile of the law has changed since the screening'),
    ],
    shows: 'the seal is refused with `not-current`',
    entry: 'step.refused',
  },
  {
    id: 'G09',
    holds: 'no interest, no recusal',
    tests: [
      casework('decision-rule.spec.ts', 'lasts 24 months after leaving a party'),
      casework('decision-rule.spec.ts', 'counts secondment, jurisdiction, own work, recusal and declared conflict'),
      api('review/seal-decision.spec.ts', 'a declared conflict'),
      api('review/seal-decision.spec.ts', 'an earlier agency that is a party'),
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
      api('database/decision-guard.spec.ts', 'refuses a second decision of the same round, of the person or of the position'),
      api('review/seal-decision.spec.ts', 'to the second account of the same person, certified as it may be'),
      api('training/training.spec.ts', 'loses a bad question when one examiner proposes and another approves, as a new version'),
      api('review/routes.spec.ts', 'are two persons: neither the first again, nor their other account, certified and drawn as it may be'),
      api('review/routes.spec.ts', 'are blind to each other until both have sealed, and the agency that asked learns nothing'),
      api('review/routes.spec.ts', 'is confirmed by a lead, who reads the proposal; the agency that asked learns of it then'),
      api('database/decision-guard.spec.ts', 'refuses whoever decided before a refusal is looked at again'),
      api('database/decision-guard.spec.ts', 'asks for two people where the route does'),
      api('referrals/referrals.spec.ts', 'is approved by no author, by no officer, for no agency that it does not name, and not with H2'),
    ],
    shows: 'the act is refused with `second-person`',
    entry: 'step.refused',
  },
  {
    id: 'G11',
    holds: 'fresh sign-in for what cannot be undone',
    tests: [
      casework('decision-rule.spec.ts', 'is 300 seconds old at most, strong, and not of the future'),
      api('review/seal-decision.spec.ts', 'without a fresh sign-in: %s'),
    ],
    shows: 'a challenge to sign in again',
    entry: 'access.refused',
  },
  {
    id: 'G12',
    holds: 'severity and absolute grounds close a grant',
    tests: [
      casework('outcome.spec.ts', 'is closed by a result at S%i (absolute: %s)'),
      casework('outcome.spec.ts', 'never at an absolute ground'),
      casework('outcome.spec.ts', 'is granted only by somebody who named the order they read'),
      api('review/routes.spec.ts', 'has no grant at all, whatever is written and however it is narrowed'),
      api('review/routes.spec.ts', 'has no grant where the second does not grant'),
      api('review/coming-back.spec.ts', 'is closed: nobody is drawn, and nothing but an order or a reason moves it'),
      api('database/decision-guard.spec.ts', 'looks at a grant at %s'),
      api('database/decision-guard.spec.ts', 'refuses a grant at every ground of which no departure is offered'),
    ],
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
      casework('scope.spec.ts', 'is never wider than either grant, whatever they are'),
      api('review/routes.spec.ts', 'send to the holding agency what both granted, and nothing else'),
      api('database/decision-guard.spec.ts', 'is not changed by %s'),
      api('disclosure/sift-rows.spec.ts', 'are held back %s'),
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
    tests: [
      contract('text.spec.ts', "'opaque-blob'"),
      api('referrals/referrals.spec.ts', '%s says what and where, keeps nothing, and is in the log'),
      api('referrals/media-check.spec.ts', 'of kind %s that begins %s is refused by its bytes'),
    ],
    shows: 'the text or file is refused with `media` or `opaque-blob`, and its place',
    entry: 'import.refused',
  },
  {
    id: 'G18',
    holds: 'no act without its entry, and no entry of an unknown kind or with an unknown member',
    tests: [
      api('shared/gates.spec.ts', 'fails whole, and its key is free for another try'),
      api('units/units.spec.ts', 'cannot hold a grant without its entry'),
      contract('audit-events.spec.ts', 'refuses an unknown member in every place'),
      { file: 'libs/audit/src/append.spec.ts', name: 'refuses an unknown kind and an unknown member without naming their values, before anything is written' },
    ],
    shows: 'the act fails; nothing of it stays',
    entry: null,
  },
  {
    id: 'G19',
    holds: 'nothing is released while the log is not well',
    tests: [
      casework('policy.spec.ts', 'and releases while the log is not well'),
      api('shared/gates.spec.ts', 'because it %s, nothing is released, while cases go on'),
      api('review/seal-decision.spec.ts', 'nothing is sealed'),
    ],
    shows: 'the act is refused with `log-unavailable`',
    entry: 'step.refused',
  },
  {
    id: 'G23',
    holds: 'a process starts only where its configuration, secrets and the walls of the database are right',
    tests: [
      api('shared/config.spec.ts', 'G23 refuses production with %s'),
      api('shared/config.spec.ts', 'G23 is refused when it is %s'),
      api('database/wall-check.spec.ts', 'stops for a table without row-level security, and for one whose owner passes it'),
      api('database/wall-check.spec.ts', 'stops for a login that is a superuser'),
    ],
    shows: 'the process ends and names the line',
    entry: null,
  },
  {
    id: 'G24',
    holds: "a worker's clock is that of the database, within two seconds",
    tests: [api('shared/gates.spec.ts', 'whose clock is an hour ahead does not start')],
    shows: 'the worker does not start',
    entry: null,
  },
];
