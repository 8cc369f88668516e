import { describe, expect, it } from 'vitest';
import { closedBecause, type OutcomeFacts } from './outcome.js';
import { peopleNeeded } from './people.js';
import { type Scope } from './scope.js';
import { type Finding, findingLacks, REVIEWER_FIELD_PATHS, REVIEWER_FIELDS, WORKSHEET, WORKSHEET_ROWS, worksheetGaps } from './worksheet.js';

const line = (no: number): Scope => ({ line: no, identifier: `i${no}`, category: 'traffic', period: { fromMs: 0, toMs: 89 * 86_400_000 } });
const asked = [line(1), line(2)];
const met = (row: Finding['row'], no: number | null): Finding => ({ row, line: no, finding: 'met', reasonGiven: true, supports: [] });
const findings = WORKSHEET_ROWS.flatMap((row) => (WORKSHEET[row].per === 'line' ? [met(row, 1), met(row, 2)] : [met(row, null)]));
const granted = { line: 1, granted: line(1), conditions: [], ground: null };
const refused = { line: 2, granted: null, conditions: [], ground: 'NOT_NECESSARY' };
const facts: OutcomeFacts = {
  asked,
  decisions: [granted, { ...granted, line: 2, granted: line(2) }],
  findings,
  answeredFields: REVIEWER_FIELD_PATHS,
  results: [],
  flagsAnswered: [],
  reasonsGiven: true,
  questions: 0,
  curableDefect: false,
  variantsAttached: false,
  childAtRisk: false,
  readBySet: false,
  departureReasoned: false,
  orderedLines: [],
};
const inPart: OutcomeFacts = { ...facts, decisions: [granted, refused] };
const none: OutcomeFacts = { ...facts, decisions: [{ ...refused, line: 1 }, refused], variantsAttached: true };
const back: OutcomeFacts = { ...facts, decisions: [], curableDefect: true, questions: 1 };
const replaced = (row: Finding['row'], no: number | null, change: Partial<Finding>) =>
  findings.map((one) => (one.row === row && one.line === no ? { ...one, ...change } : one));

describe('a line that rests on an order which was attached', () => {
  const ordered: OutcomeFacts = { ...inPart, orderedLines: [1, 2] };
  it('is granted only by somebody who named the order they read', () => {
    expect(closedBecause('grant_in_part', ordered)).toEqual(['order-unchecked:1']);
    expect(closedBecause('grant_in_part', { ...ordered, findings: replaced('W1', 1, { supports: ['order'] }) })).toEqual([]);
  });
  it('is refused and returned without that', () => {
    expect([closedBecause('refuse', { ...none, orderedLines: [1] }), closedBecause('return', { ...back, orderedLines: [1] })]).toEqual([[], []]);
  });
});

describe('every outcome', () => {
  it('stands open when its own conditions are met', () => {
    expect([closedBecause('grant', facts), closedBecause('grant_in_part', inPart), closedBecause('return', back), closedBecause('refuse', none)]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it('needs a complete worksheet, the nine answers and reasons', () => {
    expect(closedBecause('refuse', { ...none, findings: findings.filter((one) => one.row !== 'W10') })).toEqual(['worksheet:W10']);
    expect(closedBecause('refuse', { ...none, findings: findings.filter((one) => one.row !== 'W4' || one.line !== 2) })).toEqual(['worksheet:W4:2']);
    expect(closedBecause('refuse', { ...none, answeredFields: REVIEWER_FIELD_PATHS.slice(1) })).toEqual(['reviewer-field:aim.ulteriorIndicators']);
    expect(closedBecause('refuse', { ...none, reasonsGiven: false })).toEqual(['reasons']);
  });
});

describe('a grant', () => {
  it('is closed by a finding on a granted line or on the whole request, not by one on a refused line', () => {
    expect(closedBecause('grant', { ...facts, findings: replaced('W4', 1, { finding: 'not_met', supports: ['ground', 'means'] }) })).toEqual(['finding:W4:1']);
    expect(closedBecause('grant', { ...facts, findings: replaced('W2', null, { finding: 'cannot_tell', supports: ['question'] }) })).toEqual(['finding:W2']);
    expect(closedBecause('grant_in_part', { ...inPart, findings: replaced('W4', 2, { finding: 'not_met', supports: ['ground', 'means'] }) })).toEqual([]);
    expect(closedBecause('grant', { ...facts, findings: replaced('W5', 1, { finding: 'met_with_condition', supports: ['condition'] }) })).toEqual([]);
  });

  it.each([
    [2, false, 'flag:X'],
    [3, false, 'flag:X'],
    [4, false, 'severity:X'],
    [5, false, 'severity:X'],
    [6, false, 'departure:X'],
    [6, true, 'absolute:X'],
  ])('is closed by a result at S%i (absolute: %s)', (severity, absolute, code) => {
    expect(closedBecause('grant', { ...facts, results: [{ id: 'X', severity, absolute }] })).toEqual([code]);
    expect(closedBecause('grant_in_part', { ...inPart, results: [{ id: 'X', severity, absolute }] })).toEqual([code]);
  });

  it('opens when flags are answered or a departure is reasoned, never at an absolute ground', () => {
    const at = (severity: number, absolute = false) =>
      closedBecause('grant', { ...facts, results: [{ id: 'X', severity, absolute }], flagsAnswered: ['X'], departureReasoned: true });
    expect([0, 1, 2, 3, 6].map((severity) => at(severity))).toEqual([[], [], [], [], []]);
    expect(at(6, true)).toEqual(['absolute:X']);
    expect(at(5)).toEqual(['severity:X']);
  });

  it('decides every line once and none beyond', () => {
    expect(closedBecause('grant', { ...facts, decisions: [granted] })).toEqual(['line-undecided:2']);
    expect(closedBecause('grant', { ...facts, decisions: [...facts.decisions, granted] })).toEqual(['line-undecided:1']);
    expect(closedBecause('grant', { ...facts, decisions: [...facts.decisions, { ...granted, line: 3 }] })).toEqual(['line-unknown:3']);
  });

  it('is never wider than asked', () => {
    const wider = { ...granted, granted: { ...line(1), period: { fromMs: -1, toMs: 0 } } };
    expect(closedBecause('grant_in_part', { ...inPart, decisions: [wider, refused] })).toEqual(['wider-period:1']);
  });

  it('is whole or in part by what became of the lines', () => {
    expect(closedBecause('grant', inPart)).toEqual(['not-as-asked']);
    expect(closedBecause('grant_in_part', facts)).toEqual(['as-asked']);
    expect(closedBecause('grant_in_part', none)).toEqual(['nothing-granted']);
  });
});

describe('a return', () => {
  it('needs something to ask and a question, and grants nothing', () => {
    expect(closedBecause('return', { ...back, curableDefect: false })).toEqual(['nothing-to-ask']);
    expect(closedBecause('return', { ...back, questions: 0 })).toEqual(['questions']);
    expect(closedBecause('return', { ...back, decisions: [granted] })).toEqual(['line-granted']);
    expect(closedBecause('return', { ...back, curableDefect: false, findings: replaced('W3', 1, { finding: 'cannot_tell', supports: ['question'] }) })).toEqual(
      [],
    );
  });
});

describe('a refusal', () => {
  it('grants no line, names a ground for each, carries variants, and a time where a child is at risk', () => {
    expect(closedBecause('refuse', { ...none, decisions: [granted, refused] })).toEqual(['line-granted']);
    expect(closedBecause('refuse', { ...none, decisions: [{ ...refused, line: 1, ground: null }, refused] })).toEqual(['ground:1']);
    expect(closedBecause('refuse', { ...none, variantsAttached: false })).toEqual(['variants']);
    expect(closedBecause('refuse', { ...none, childAtRisk: true })).toEqual(['read-by']);
    expect(closedBecause('refuse', { ...none, childAtRisk: true, readBySet: true })).toEqual([]);
  });
});

describe('findings', () => {
  it('need a reason, and a line exactly where the row is thought through line by line', () => {
    expect(findingLacks({ ...met('W1', 1), reasonGiven: false })).toEqual(['reason']);
    expect(findingLacks(met('W1', null))).toEqual(['line']);
    expect(findingLacks(met('W2', 1))).toEqual(['whole-request']);
  });

  it.each(WORKSHEET_ROWS.map((row) => [row]))('on %s need what the row asks when not simply met', (row) => {
    const no = WORKSHEET[row].per === 'line' ? 1 : null;
    const lacks = (finding: Finding['finding'], supports: Finding['supports'] = []) => findingLacks({ ...met(row, no), finding, supports });
    expect(lacks('met')).toEqual([]);
    expect(lacks('met_with_condition')).toEqual(['condition']);
    for (const support of WORKSHEET[row].carriedBy) expect(lacks('met_with_condition', [support])).toEqual([]);
    expect(lacks('not_met')).toEqual(WORKSHEET[row].notMetNeeds);
    expect(lacks('not_met', WORKSHEET[row].notMetNeeds)).toEqual([]);
    expect(lacks('cannot_tell')).toEqual(['question']);
    expect(lacks('cannot_tell', ['question'])).toEqual([]);
  });

  it('that lack something do not fill their place', () => {
    expect(worksheetGaps(replaced('W7', null, { finding: 'not_met' }), [1, 2])).toEqual(['W7']);
    expect(worksheetGaps(findings, [1, 2, 3])).toEqual(['W1:3', 'W3:3', 'W4:3', 'W5:3', 'W6:3']);
  });
});

describe('answers of the reviewer', () => {
  it('are nine, each mildest first in its list and at a row of the worksheet', () => {
    expect(REVIEWER_FIELDS).toHaveLength(9);
    for (const field of REVIEWER_FIELDS) {
      expect(field.values[0]).toBe(field.mildest);
      expect(WORKSHEET[field.row]).toBeDefined();
    }
  });
});

describe('people', () => {
  it.each([
    ['SINGLE_REVIEW', 'grant', 1, false],
    ['SINGLE_REVIEW', 'refuse', 1, false],
    ['RETURN_FOR_COMPLETION', 'return', 1, false],
    ['RETURN_FOR_COMPLETION', 'grant', 2, false],
    ['DOUBLE_LOCK', 'refuse', 2, false],
    ['AUTHORISATION_REQUIRED', 'return', 2, false],
    ['REFUSE_RECOMMENDED', 'refuse', 1, true],
    ['REFUSE_RECOMMENDED', 'grant_in_part', 2, true],
  ] as const)('on %s for %s are %i, with a lead: %s', (route, outcome, liaisons, lead) => {
    expect(peopleNeeded(route, outcome)).toEqual({ liaisons, lead });
  });
});
