import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Authorisation, type PlatformFacts, type RequestLine, type RequestSubmission, toInput } from '@comity/contract';
import {
  assess,
  type AssessmentInput,
  DATA_CATEGORIES,
  DEMONSTRATION_PROFILES,
  INPUT_FIELDS,
  isAssessmentInput,
  ORIGINS,
  QUALITIES,
  type Quality,
  SENSITIVE_KINDS,
} from '@comity/proportionality';
import * as fc from 'fast-check';
import { inputOfLines } from './input-of-lines.js';
import { jointAssessment } from './joint-assessment.js';
import { assessAll, strictest } from './screening-result.js';

const WALK = JSON.parse(readFileSync(new URL('../../../../samples/walk-submission.json', import.meta.url), 'utf8')) as RequestSubmission;
const PROFILES = [DEMONSTRATION_PROFILES.SE, DEMONSTRATION_PROFILES.KE, DEMONSTRATION_PROFILES.UN];
const PLATFORM: PlatformFacts = {
  requestId: 'a request',
  requestingState: 'KE',
  requestedState: 'SE',
  requestingStateIccpr: 'party',
  priorRequestsSamePerson90d: 0,
  recipientProtection: 'adequate',
  law: Object.fromEntries(QUALITIES.map((quality) => [quality, 'yes'])) as Quality,
};
const severityOf = (input: AssessmentInput): number => assess(input, PROFILES).maxSeverity;

const tri = fc.constantFrom('yes', 'no', 'unknown');
const aDay = fc.integer({ min: 0, max: 200 });
const aPeriod = fc.tuple(aDay, fc.integer({ min: 0, max: 150 })).map(([first, days]) => {
  const at = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day, 12)).toISOString();
  return { from: at(first), to: at(first + days), zone: 'Africa/Nairobi' };
});
/** Any line; its number is given by its place. */
const aLine = fc.record({
  identifier: fc.constantFrom('one', 'two', 'three'),
  category: fc.constantFrom(...DATA_CATEGORIES),
  period: fc.option(aPeriod),
  subject: fc.option(fc.constantFrom('s1', 's2'), { nil: undefined }),
  otherPeople: fc.integer({ min: 0, max: 200 }),
  origin: fc.option(fc.constantFrom(...ORIGINS), { nil: undefined }),
  sensitive: fc.uniqueArray(fc.constantFrom(...SENSITIVE_KINDS), { maxLength: 2 }),
});
const anOrder = fc.record({
  level: fc.constantFrom('police_self', 'senior_officer', 'executive', 'prosecutor', 'independent_admin', 'judge'),
  timing: fc.constantFrom('prior', 'ex_post'),
  covers: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 6 }),
  independent: tri,
  canRefuse: tri,
  verifiesSuspicion: tri,
  standardMet: tri,
  individualReasons: tri,
  fileAccessible: tri,
});
/** Any submission with at least two lines, under answers that vary where lines could hide behind them. */
const aSubmission = fc
  .record({
    lines: fc.array(aLine, { minLength: 2, maxLength: 6 }),
    orders: fc.array(anOrder, { maxLength: 3 }),
    measure: fc.constantFrom('preserve', 'disclose_stored', 'collect_realtime'),
    minimisationPlan: fc.option(tri, { nil: undefined }),
    strictNecessityShown: fc.option(tri, { nil: undefined }),
    periodLinkedToFacts: fc.option(tri, { nil: undefined }),
    retentionDays: fc.option(fc.integer({ min: 1, max: 400 })),
    bystanders: fc.integer({ min: 0, max: 50 }),
    offence: fc.constantFrom('csam_distribution', 'other'),
  })
  .map(({ lines, orders, measure, minimisationPlan, strictNecessityShown, periodLinkedToFacts, retentionDays, bystanders, offence }): RequestSubmission => ({
    ...WALK,
    measure,
    offence: { ...WALK.offence, category: offence, maxPenaltyMonthsRequesting: 40 },
    data: { ...WALK.data, strictNecessityShown, periodLinkedToFacts },
    subjects: { ...WALK.subjects, bystanders },
    safeguards: { ...WALK.safeguards, minimisationPlan, retentionDays },
    authorisations: orders.map((order): Authorisation => ({ ...WALK.authorisations[0]!, ...order })),
    lines: lines.map(({ otherPeople, ...line }, index): RequestLine => ({
      line: index + 1,
      why: 'a test',
      collateral: { otherPeople, children: 0, privileged: 'no', estimatedHow: 'a test' },
      ...line,
    })),
  }));
const without = (submission: RequestSubmission, index: number): RequestSubmission => ({
  ...submission,
  lines: submission.lines.filter((_, at) => at !== index),
});

describe('the input of a submission', () => {
  it('of the walk fits the engine, has the days of its lines, and leads to a single review', () => {
    const input = toInput(WALK, PLATFORM);
    expect([isAssessmentInput(input), input.data.categories, input.data.periodDays, input.subjects.count, input.authorisation.level]).toEqual([
      true,
      ['identification_ip', 'subscriber', 'traffic'],
      90,
      2,
      'judge',
    ]);
    expect(assess(input, PROFILES).route).toBe('SINGLE_REVIEW');
  });

  it('always fits the engine, whatever the lines', () => {
    fc.assert(fc.property(aSubmission, (submission) => isAssessmentInput(toInput(submission, PLATFORM))));
  });

  it('never becomes milder by one more line', () => {
    fc.assert(
      fc.property(aSubmission, fc.nat(), (submission, at) => {
        const fewer = without(submission, at % submission.lines.length);
        expect(severityOf(toInput(submission, PLATFORM))).toBeGreaterThanOrEqual(severityOf(toInput(fewer, PLATFORM)));
      }),
      { numRuns: 300 },
    );
  });

  it('of one line alone is never stricter than that of all', () => {
    fc.assert(
      fc.property(aSubmission, (submission) => {
        const result = assessAll(toInput(submission, PLATFORM), submission, PROFILES);
        expect(strictest(result).maxSeverity).toBe(result.whole.maxSeverity);
      }),
    );
  });

  it('is not made milder by splitting a request in two', () => {
    fc.assert(
      fc.property(aSubmission, (submission) => {
        const [first, ...rest] = submission.lines;
        const half = (lines: RequestLine[]): RequestSubmission => ({ ...submission, lines });
        const joint = jointAssessment([half([first!]), half(rest)], PLATFORM, PROFILES);
        expect(joint!.assessment.maxSeverity).toBeGreaterThanOrEqual(severityOf(toInput(submission, PLATFORM)));
      }),
    );
  });

  it('has no order where one line is covered by none', () => {
    const uncovered = { ...WALK, authorisations: [{ ...WALK.authorisations[0]!, covers: [1, 3] }] };
    expect(toInput(uncovered, PLATFORM).authorisation).toMatchObject({ level: 'none', timing: 'none', individualReasons: 'unknown' });
    expect(assess(toInput(uncovered, PLATFORM), PROFILES).route).toBe('AUTHORISATION_REQUIRED');
  });

  it('counts the days of the calendar in the zone of the line', () => {
    const late = (zone: string): RequestSubmission => ({
      ...WALK,
      lines: [{ ...WALK.lines[1]!, line: 1, period: { from: '2026-03-01T20:30:00Z', to: '2026-03-01T21:30:00Z', zone } }],
    });
    expect([toInput(late('UTC'), PLATFORM).data.periodDays, toInput(late('Africa/Nairobi'), PLATFORM).data.periodDays]).toEqual([1, 2]);
  });

  it('holds the nine answers of a reviewer at their mildest, and hands an emergency on as urgent', () => {
    const mild = {
      'aim.ulteriorIndicators': 'none',
      'selection.proxyRisk': 'no',
      'transfer.deathPenaltyRisk': 'none',
      'transfer.tortureRisk': 'none',
      'transfer.persecutionRisk': 'none',
    };
    const rest = { 'transfer.politicalOffence': 'no', 'transfer.fairTrialRisk': 'none', 'transfer.neBisInIdem': 'no', 'transfer.essentialInterests': 'no' };
    const input = toInput({ ...WALK, track: 'emergency' }, PLATFORM) as unknown as Record<string, Record<string, unknown>>;
    const reviewers = INPUT_FIELDS.filter(({ by }) => by === 'reviewer').map(({ path }) => path);
    expect(Object.fromEntries(reviewers.map((path) => [path, input[path.split('.')[0]!]![path.split('.')[1]!]]))).toEqual({ ...mild, ...rest });
    expect(input['request']!['track']).toBe('urgent');
  });

  it('keeps the second answer of a reviewer in the input of a line alone', () => {
    const input = toInput(WALK, PLATFORM);
    const corrected = { ...input, transfer: { ...input.transfer, tortureRisk: 'real' as const } };
    const line = inputOfLines(corrected, WALK, [WALK.lines[0]!]);
    expect([line.transfer.tortureRisk, line.data.categories, line.data.periodDays]).toEqual(['real', ['subscriber'], 0]);
  });
});
