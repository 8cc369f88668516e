import { type Outcome } from './lists.js';
import { changeWord, type LineDecision, type Scope, widenings } from './scope.js';
import { type Finding, unansweredFields, worksheetGaps } from './worksheet.js';

/** A result of the engine, as far as a decision looks at it. Severity 0 to 6. */
export type Result = { readonly id: string; readonly severity: number; readonly absolute: boolean };

/** All that decides which of the four acts stand open. */
export type OutcomeFacts = {
  readonly asked: readonly Scope[];
  readonly decisions: readonly LineDecision[];
  /** The findings that stand: one for each row and line, the latest. */
  readonly findings: readonly Finding[];
  /** Paths of the reviewer's fields that this person answered. */
  readonly answeredFields: readonly string[];
  /** Assessment of exactly the granted lines; of the whole request where nothing is granted. */
  readonly results: readonly Result[];
  /** Results at S2 and S3 that the reasons answer. */
  readonly flagsAnswered: readonly string[];
  readonly reasonsGiven: boolean;
  readonly questions: number;
  /** The assessment of the whole request shows a defect that the requester can cure. */
  readonly curableDefect: boolean;
  readonly variantsAttached: boolean;
  readonly childAtRisk: boolean;
  readonly readBySet: boolean;
  /** Reasons for going against a recommendation that is not absolute; the lead's approval is a seal of its own. */
  readonly departureReasoned: boolean;
  /** Lines that rest on an order which was attached because one was missing: a person says that they read it. */
  readonly orderedLines: readonly number[];
};

const ofLines = (facts: OutcomeFacts): readonly string[] => {
  const closed = facts.asked
    .filter((asked) => facts.decisions.filter((one) => one.line === asked.line).length !== 1)
    .map((asked) => `line-undecided:${asked.line}`);
  for (const decision of facts.decisions) {
    const asked = facts.asked.find((one) => one.line === decision.line);
    if (!asked) closed.push(`line-unknown:${decision.line}`);
    else if (decision.granted) closed.push(...widenings(asked, decision.granted).map((one) => `wider-${one}:${decision.line}`));
    else if (decision.ground === null) closed.push(`ground:${decision.line}`);
  }
  return closed;
};

/** Guards 1 to 4 of a grant; how many people must agree is a matter of the steps. */
const ofGrant = (facts: OutcomeFacts): readonly string[] => {
  const granted = facts.decisions.filter((one) => one.granted).map((one) => one.line);
  const unmet = facts.findings
    .filter((one) => (one.line === null || granted.includes(one.line)) && one.finding !== 'met' && one.finding !== 'met_with_condition')
    .map((one) => `finding:${one.row}${one.line === null ? '' : `:${one.line}`}`);
  const bars = facts.results.flatMap(({ id, severity, absolute }) => {
    if ((severity === 2 || severity === 3) && !facts.flagsAnswered.includes(id)) return [`flag:${id}`];
    if (severity === 4 || severity === 5) return [`severity:${id}`];
    if (severity === 6 && absolute) return [`absolute:${id}`];
    return severity === 6 && !facts.departureReasoned ? [`departure:${id}`] : [];
  });
  const unread = facts.orderedLines
    .filter((line) => granted.includes(line) && !facts.findings.some((one) => one.row === 'W1' && one.line === line && one.supports.includes('order')))
    .map((line) => `order-unchecked:${line}`);
  return [...unmet, ...bars, ...unread];
};

const words = (facts: OutcomeFacts): readonly string[] =>
  facts.decisions.flatMap((decision) => {
    const asked = facts.asked.find((one) => one.line === decision.line);
    return asked ? [changeWord(asked, decision)] : [];
  });

const OWN: Readonly<Record<Outcome, (facts: OutcomeFacts) => readonly string[]>> = {
  grant: (facts) => [...ofLines(facts), ...ofGrant(facts), ...(words(facts).some((word) => word === 'narrowed' || word === 'refused') ? ['not-as-asked'] : [])],
  grant_in_part: (facts) => [
    ...ofLines(facts),
    ...ofGrant(facts),
    ...(facts.decisions.some((one) => one.granted) ? [] : ['nothing-granted']),
    ...(words(facts).some((word) => word === 'narrowed' || word === 'refused') ? [] : ['as-asked']),
  ],
  return: (facts) => [
    ...(facts.curableDefect || facts.findings.some((one) => one.finding === 'cannot_tell') ? [] : ['nothing-to-ask']),
    ...(facts.questions > 0 ? [] : ['questions']),
    ...(facts.decisions.some((one) => one.granted) ? ['line-granted'] : []),
  ],
  refuse: (facts) => [
    ...ofLines(facts),
    ...(facts.decisions.some((one) => one.granted) ? ['line-granted'] : []),
    ...(facts.variantsAttached ? [] : ['variants']),
    ...(facts.childAtRisk && !facts.readBySet ? ['read-by'] : []),
  ],
};

/**
 * Why an outcome is closed, as codes like `finding:W4:4` or `flag:NEC-02`; empty if it stands open. The interface says each of
 * them in a sentence, the seal refuses while one is left.
 * @source exchange 1.17
 */
export function closedBecause(outcome: Outcome, facts: OutcomeFacts): readonly string[] {
  return [
    ...worksheetGaps(
      facts.findings,
      facts.asked.map((one) => one.line),
    ).map((one) => `worksheet:${one}`),
    ...unansweredFields(facts.answeredFields).map((path) => `reviewer-field:${path}`),
    ...(facts.reasonsGiven ? [] : ['reasons']),
    ...OWN[outcome](facts),
  ];
}
