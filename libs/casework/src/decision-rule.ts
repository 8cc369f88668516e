import { type Certificate, certificateCounts } from './certificates.js';
import { interestOf, type Interest, type Parties, type Reviewer } from './interest.js';
import { type RequestState } from './lifecycle-states.js';
import { type Outcome, type Position } from './lists.js';
import { type Refusal } from './refusals.js';
import { type Role } from './roles.js';
import { isStepUpFresh, type SignIn } from './step-up.js';

/** A rule that is not kept, and the code under which the person hears of it. */
export type Broken = { readonly rule: DecisionRule; readonly problem: Refusal };

export const DECISION_RULES = [
  'in-turn',
  'role',
  'certificate',
  'no-interest',
  'drawn',
  'claim',
  'step-up',
  'request-current',
  'screening-current',
  'four-eyes',
] as const;
export type DecisionRule = (typeof DECISION_RULES)[number];

/** A role held for a time; milliseconds since 1970, `until` not included. */
export type Grant = { readonly role: Role; readonly from: number; readonly until: number };
/** A claim on a review; it ends at `until`, or earlier if somebody ended it. */
export type ReviewClaim = { readonly personId: string; readonly from: number; readonly until: number; readonly ended: boolean };
/** A decision of the same round that is sealed already. */
export type Sealed = {
  readonly personId: string;
  readonly agencyId: string;
  readonly jurisdiction: string;
  readonly position: Position;
  readonly outcome: Outcome;
};

/** All that the decision rule looks at. `nowMs` is business time; the age of the sign-in is told by `realNowMs`. */
export type DecisionFacts = {
  readonly state: RequestState;
  readonly position: Position;
  readonly reviewer: Reviewer;
  readonly grants: readonly Grant[];
  readonly certificate: Certificate | null;
  readonly parties: Parties;
  readonly drawnPersonId: string | null;
  readonly claim: ReviewClaim | null;
  readonly signIn: SignIn;
  readonly nowMs: number;
  readonly realNowMs: number;
  readonly requestHash: { readonly named: string; readonly current: string };
  readonly screeningHash: { readonly named: string; readonly current: string };
  readonly sealed: readonly Sealed[];
};

const TURN: Readonly<Partial<Record<RequestState, readonly Position[]>>> = {
  in_review: ['first'],
  in_second_review: ['second'],
  in_lead_review: ['second', 'lead'],
};

/** True if this position is the one whose turn it is and nobody of this round sealed it. */
export const isInTurn = ({ state, position, sealed }: Pick<DecisionFacts, 'state' | 'position' | 'sealed'>): boolean =>
  (TURN[state] ?? []).includes(position) && sealed.every((one) => one.position !== position);

/** True if the role that this position asks for is held at that moment. */
export const holdsRole = (grants: readonly Grant[], position: Position, atMs: number): boolean =>
  grants.some((grant) => grant.role === (position === 'lead' ? 'lead' : 'liaison') && grant.from <= atMs && atMs < grant.until);

/** True if this person has the claim at that moment. */
export const holdsClaim = (claim: ReviewClaim | null, personId: string, atMs: number): boolean =>
  claim !== null && claim.personId === personId && !claim.ended && claim.from <= atMs && atMs < claim.until;

/**
 * True if this reviewer is another natural person than all who sealed before. Two liaison officers must also be of different
 * agencies and jurisdictions; accounts do not matter, people do.
 */
export const isSeparate = (reviewer: Reviewer, position: Position, sealed: readonly Sealed[]): boolean =>
  sealed.every(
    (one) =>
      one.personId !== reviewer.personId &&
      (position === 'lead' || one.position === 'lead' || (one.agencyId !== reviewer.agencyId && one.jurisdiction !== reviewer.jurisdiction)),
  );

/** How many people stand behind these decisions: natural persons, each once. */
export const peopleBehind = (sealed: readonly Sealed[]): number => new Set(sealed.map((one) => one.personId)).size;

const current = (hash: { readonly named: string; readonly current: string }): boolean => hash.current !== '' && hash.named === hash.current;

/**
 * Which rules a decision would break. It counts only if the list is empty. What needs the database stays there: the row locks
 * and the entry in the same transaction. What the worksheet must hold is `closedBecause()`.
 * @source security 2.4
 */
export function decisionRule(facts: DecisionFacts): readonly Broken[] {
  const { reviewer, position, nowMs } = facts;
  const interest: Interest | null = interestOf(reviewer, facts.parties, nowMs);
  const kept: readonly [DecisionRule, Refusal, boolean][] = [
    ['in-turn', 'step', isInTurn(facts)],
    ['role', 'not-allowed', holdsRole(facts.grants, position, nowMs)],
    ['certificate', 'certificate', facts.certificate !== null && certificateCounts(facts.certificate, 'iccpr_review', nowMs)],
    ['no-interest', 'not-allowed', interest === null],
    ['drawn', 'not-allowed', facts.drawnPersonId === reviewer.personId],
    ['claim', 'step', holdsClaim(facts.claim, reviewer.personId, nowMs)],
    ['step-up', 'step-up', isStepUpFresh(facts.signIn, facts.realNowMs)],
    ['request-current', 'not-current', current(facts.requestHash)],
    ['screening-current', 'not-current', current(facts.screeningHash)],
    ['four-eyes', 'second-person', isSeparate(reviewer, position, facts.sealed)],
  ];
  return kept.filter(([, , holds]) => !holds).map(([rule, problem]) => ({ rule, problem }));
}
