import { type FindingValue, type Outcome, type Position } from './lists.js';
import { type Broken } from './decision-rule.js';
import { type Route } from './routes.js';

/** Facts about a package on its way: what its hash must be, and what was found. */
type Hashes = { readonly sentHash: string; readonly seenHash: string };
type Reasoned = { readonly reasonGiven: boolean };
type Corridor = { readonly corridorCurrent: boolean };
/** `h2Consent` counts only where the handling asks for it. */
type Handled = { readonly h2: boolean; readonly h2Consent: boolean };
type Claim = { readonly claimHeld: boolean };

/** `missing`, `contradictions`, `unusable`: JSON pointers like `#/aim/kind` into the submission. */
type Submitted = Corridor & {
  readonly missing: readonly string[];
  readonly contradictions: readonly string[];
  readonly unusable: readonly string[];
  readonly certificateValid: boolean;
  readonly termsAccepted: boolean;
  readonly referralStands: boolean;
};

export type SealFacts = {
  readonly route: Route;
  readonly outcome: Outcome;
  readonly position: Position;
  /** What the decision rule refuses, from `decisionRule()`. */
  readonly broken: readonly Broken[];
  /** Why this outcome is closed, from `closedBecause()`. */
  readonly closed: readonly string[];
  /** Outcome of the first of two, once it is sealed. */
  readonly first: Outcome | null;
  /** Lines that are left where two grants meet; looked at only where both grant. */
  readonly common: number;
  /** Liaison officers who sealed a grant in this round. */
  readonly grants: number;
};

/**
 * What each step must know to be decided. The caller reads the facts from locked rows; the table of steps never reads anything.
 */
export type StepFacts = {
  'referral.create': Record<never, never>;
  'referral.import': Record<never, never>;
  'referral.discard': Record<never, never>;
  /** `missing`: JSON pointers like `#/title` of required fields; `unchecked`: line or item numbers of identifiers nobody has checked. */
  'referral.complete': {
    readonly missing: readonly string[];
    readonly unchecked: readonly string[];
    readonly handlingSet: boolean;
    readonly evaluationSet: boolean;
  };
  'referral.return': Reasoned;
  'referral.send': Corridor & Handled & { readonly author: string; readonly approver: string; readonly recipients: number };
  'referral.relay': Hashes;
  'referral.fail_relay': Record<never, never>;
  'referral.deliver': Hashes;
  'referral.retrieve': Hashes;
  'referral.accept': Record<never, never>;
  'referral.reject': Reasoned & { readonly codeGiven: boolean };
  'referral.withdraw': Reasoned;

  'request.create': Record<never, never>;
  'request.discard': Record<never, never>;
  'request.submit': Submitted;
  /** `unanswered`: JSON pointers like `#/answers/0` of questions without an answer, and of answers to no question. */
  'request.resubmit': Submitted & { readonly unanswered: readonly string[] };
  'request.lapse': { readonly due: boolean };
  /** `orderLacks`: JSON pointers into the order that is attached. */
  'request.attach_order': Submitted & { readonly orderLacks: readonly string[] };
  'request.insist': Reasoned;
  'request.ask_reconsideration': Reasoned & { readonly earlier: number; readonly inTime: boolean };
  'request.screen': { readonly profilesKnown: boolean; readonly engineKnown: boolean };
  'request.fail_screening': { readonly attempts: number };
  /** `orderChecks`: those of LEG-08, LEG-09, LEG-10 that stand at S4. */
  'request.await_order': { readonly orderChecks: readonly string[] };
  'request.withdraw': Reasoned;

  /** `orderChecks`: missing orders on which the officer did not insist. */
  'review.allocate': { readonly orderChecks: readonly string[]; readonly eligible: number };
  'review.time_out': { readonly due: boolean; readonly claimed: boolean };
  'review.claim': { readonly drawn: boolean; readonly free: boolean };
  'review.release': Claim;
  'review.recuse': { readonly drawn: boolean; readonly codeGiven: boolean; readonly claimed: boolean };
  'review.record_finding': Claim & { readonly finding: FindingValue; readonly lacks: readonly string[] };
  'review.correct_answer': Claim & Reasoned & { readonly firstSealed: boolean };
  'decision.seal': SealFacts;
  /** `own`: the caller sealed it, it stands, and it is of the current round. `others`: decisions of the round beside it. */
  'decision.recall': Reasoned & { readonly own: boolean; readonly position: Position; readonly others: number; readonly inTime: boolean };
  'decision.refer_difference': Reasoned & { readonly own: boolean; readonly differs: boolean; readonly inTime: boolean };

  'request.dispatch': Handled & {
    readonly openStopOrder: boolean;
    readonly waitingTimesOver: boolean;
    /** Lines of the granted table, and lines of the package that the recipient gets. */
    readonly grantedLines: readonly number[];
    readonly packageLines: readonly number[];
  };
  'request.take_up': Hashes;
  'disclosure.answer': {
    readonly lineGranted: boolean;
    /** Codes of what the answer lacks, from `answerLacks()`. */
    readonly lacks: readonly string[];
    readonly excessRows: number;
  };
  'disclosure.send': {
    readonly sender: string;
    readonly answerers: readonly string[];
    readonly unanswered: readonly number[];
    /** Granted lines that no package has carried yet, this one included. */
    readonly open: number;
    readonly stepUpFresh: boolean;
  };
  'disclosure.receipt': Hashes & { readonly conditionsShown: boolean; readonly packagesOpen: number };
  'request.close': { readonly conditionsSettled: boolean; readonly outcomeAsked: boolean };
};
