import { type Broken, type Certificate, closedBecause, decisionRule, type Outcome, type OutcomeFacts, type Sealed } from '@comity/casework';
import { type DecisionSeal } from '@comity/contract';
import { assess, type EngineProfile } from '@comity/proportionality';
import { inputOfLines } from '../screening/input-of-lines.js';
import { strictest } from '../screening/screening-result.js';
import { type ScreeningRow } from '../screening/screening-row.js';
import { isAbsolute } from '../screening/stored-assessment.js';
import { type Officer } from '../shared/officer.js';
import { type Seal } from '../shared/seal.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { currentProfiles } from '../units/law.js';
import { decidedScope, type DecidedScope } from './decided-scope.js';
import { type Held } from './hold-review.js';
import { openCopy } from './review-copy.js';
import { answeredFields, reviewerFacts, standingFindings } from './reviewer-facts.js';
import { openScreening, type OpenedScreening } from './screening-copy.js';

/** A decision as far as it is written. */
export type Considered = Partial<Omit<DecisionSeal, 'lines'>> & Pick<DecisionSeal, 'lines' | 'requestHash' | 'screeningHash'>;

/** How a decision stands against the rules of casework, at this moment. */
export interface Weighed {
  scope: DecidedScope;
  broken: readonly Broken[];
  /** Why an outcome is closed, in the codes of `closedBecause`. */
  closed: (outcome: Outcome) => readonly string[];
  /** Whether it grants at severity 6, against the recommendation. */
  departs: boolean;
  /** Highest severity of the assessment of the granted lines, or of the whole where nothing is granted. */
  severity: number;
  certificate: Certificate | null;
  sealed: readonly Sealed[];
}

/**
 * Assesses exactly the granted lines and asks every rule about the decision. What the worksheet shows and what the seal refuses come from here.
 * @param withResults false while the checks are not yet visible to the reviewer: then they close nothing
 * @source security.md 2.4; exchange.md 1.17
 */
export async function weigh(tx: Tx, seal: Seal, officer: Officer, held: Held, screening: ScreeningRow, body: Considered, withResults = true): Promise<Weighed> {
  const { request, review } = held;
  const { submission, attachedOrders } = await openCopy(tx, seal, review);
  const opened = await openScreening(tx, seal, officer.agencyId, screening);
  const scope = decidedScope(submission.lines, body);
  const profiles = (await currentProfiles(tx, [request.holdingJurisdiction!, request.requestingJurisdiction, 'UN'])).map(
    (profile) => profile.body as EngineProfile,
  );
  const assessed = assess(scope.grantedLines.length > 0 ? inputOfLines(opened.input, submission, scope.grantedLines) : opened.input, profiles);
  const facts = await reviewerFacts(tx, officer, held);
  const { at, now } = momentOf(tx);
  const isCurrent =
    screening.requestVersion === request.frozenVersion && assessed.engineVersion === screening.engine && same(assessed.profiles, screening.profiles);
  const broken = decisionRule({
    ...facts,
    state: request.state,
    position: review.position,
    signIn: { acr: officer.acr, authTimeMs: officer.authTime.getTime() },
    nowMs: now.getTime(),
    realNowMs: at.getTime(),
    requestHash: { named: body.requestHash, current: review.requestHash === request.contentHash ? (request.contentHash ?? '') : '' },
    screeningHash: { named: body.screeningHash, current: isCurrent ? screening.resultHash : '' },
  });
  const outcomeFacts: OutcomeFacts = {
    asked: scope.asked,
    decisions: scope.decisions,
    findings: await standingFindings(tx, review),
    answeredFields: await answeredFields(tx, review),
    results: withResults ? [...assessed.results, ...absolutes(opened).filter(({ id }) => !assessed.results.some((one) => one.id === id && one.absolute))] : [],
    flagsAnswered: (body.flagsAnswered ?? []).map((flag) => flag.check),
    reasonsGiven: (body.reasonsShareable ?? '').trim() !== '' && (body.reasonsInternal ?? '').trim() !== '',
    questions: (body.questions ?? []).length,
    ...ofWhole(opened),
    variantsAttached: (body.variants ?? []).length > 0 || opened.result.alternatives.length === 0,
    readBySet: body.readBy !== undefined,
    departureReasoned: body.departure !== undefined,
    orderedLines: submission.authorisations.flatMap(({ reference, covers }) => (attachedOrders.includes(reference) ? covers : [])),
  };
  return {
    scope,
    broken,
    closed: (outcome) => closedBecause(outcome, outcomeFacts),
    departs: scope.grantedLines.length > 0 && assessed.maxSeverity === 6,
    severity: assessed.maxSeverity,
    certificate: facts.certificate,
    sealed: facts.sealed,
  };
}

const same = (a: readonly string[], b: readonly string[]): boolean => [...new Set(a)].sort().join() === [...new Set(b)].sort().join();

/** Absolute grounds of the request, its lines and the open requests of its case: no narrowing takes them away, only a corrected answer does. */
const absolutes = ({ result }: OpenedScreening): OutcomeFacts['results'] =>
  strictest(result)
    .results.filter(isAbsolute)
    .map(({ id, severity }) => ({ id, severity, absolute: true }));

/** What of the whole request's assessment a return or a refusal depends on. */
function ofWhole({ input, result }: OpenedScreening): Pick<OutcomeFacts, 'curableDefect' | 'childAtRisk'> {
  const { victimAge } = input.subjects;
  const { harmStatus } = input.aim;
  return {
    curableDefect: result.whole.results.some(({ severity }) => severity === 5),
    // An unknown age counts as a child's.
    childAtRisk: (victimAge === 'child' || victimAge === 'unknown') && (harmStatus === 'ongoing' || harmStatus === 'imminent'),
  };
}
