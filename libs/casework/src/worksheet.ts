import {
  DEATH_PENALTY_RISK,
  ESSENTIAL_INTERESTS,
  FAIR_TRIAL_RISK,
  NE_BIS_IN_IDEM,
  PERSECUTION_RISK,
  POLITICAL_OFFENCE,
  TORTURE_RISK,
  ULTERIOR_INDICATORS,
} from '@comity/proportionality/lists';
import { type FindingValue } from './lists.js';

export const WORKSHEET_ROWS = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9', 'W10'] as const;
export type WorksheetRow = (typeof WORKSHEET_ROWS)[number];

/** What can stand beside a finding to carry it. */
export const SUPPORTS = ['ground', 'order', 'narrowing', 'means', 'condition', 'filter', 'notification_duty', 'question'] as const;
export type Support = (typeof SUPPORTS)[number];

type RowRule = {
  /** Groups of checks that the row answers; the names are those of the proportionality engine. */
  readonly limbs: readonly string[];
  /** A row of `line` has one finding for each line, a row of `request` one for the whole. */
  readonly per: 'line' | 'request';
  /** Any of these carries a finding that is met only with a condition; a condition always does. */
  readonly carriedBy: readonly Support[];
  /** What *not met* needs beside a ground of refusal. */
  readonly notMetNeeds: readonly Support[];
};

/**
 * The ten rows of the worksheet, the three limbs and what surrounds them, in the order in which they are thought through.
 * @source exchange 1.16
 */
export const WORKSHEET: Readonly<Record<WorksheetRow, RowRule>> = {
  W1: { limbs: ['legality'], per: 'line', carriedBy: ['order', 'condition'], notMetNeeds: ['ground'] },
  W2: { limbs: ['legitimate_aim'], per: 'request', carriedBy: ['condition'], notMetNeeds: ['ground'] },
  W3: { limbs: ['necessity'], per: 'line', carriedBy: ['narrowing', 'condition'], notMetNeeds: ['ground'] },
  W4: { limbs: ['necessity'], per: 'line', carriedBy: ['means', 'condition'], notMetNeeds: ['ground', 'means'] },
  W5: { limbs: ['proportionality'], per: 'line', carriedBy: ['narrowing', 'condition'], notMetNeeds: ['ground'] },
  W6: { limbs: ['proportionality'], per: 'line', carriedBy: ['filter', 'condition'], notMetNeeds: ['ground'] },
  W7: { limbs: ['non_discrimination'], per: 'request', carriedBy: ['condition'], notMetNeeds: ['ground'] },
  W8: { limbs: ['safeguards', 'transfer'], per: 'request', carriedBy: ['condition'], notMetNeeds: ['ground'] },
  W9: { limbs: ['safeguards'], per: 'request', carriedBy: ['notification_duty', 'condition'], notMetNeeds: ['ground'] },
  W10: { limbs: ['children'], per: 'request', carriedBy: ['condition'], notMetNeeds: ['ground'] },
};

/** A finding as far as the rules look at it: whether a reason stands there and what carries it, not the words. */
export type Finding = {
  readonly row: WorksheetRow;
  /** Number of the line; null in a row that is about the whole request. */
  readonly line: number | null;
  readonly finding: FindingValue;
  readonly reasonGiven: boolean;
  readonly supports: readonly Support[];
};

/** What a finding lacks, as codes; empty if it can be recorded. */
export function findingLacks(finding: Finding): readonly string[] {
  const rule = WORKSHEET[finding.row];
  const has = (support: Support): boolean => finding.supports.includes(support);
  const lacks: string[] = [];
  if (!finding.reasonGiven) lacks.push('reason');
  if (rule.per === 'line' && finding.line === null) lacks.push('line');
  if (rule.per === 'request' && finding.line !== null) lacks.push('whole-request');
  if (finding.finding === 'met_with_condition' && !rule.carriedBy.some(has)) lacks.push('condition');
  if (finding.finding === 'not_met') lacks.push(...rule.notMetNeeds.filter((support) => !has(support)));
  if (finding.finding === 'cannot_tell' && !has('question')) lacks.push('question');
  return lacks;
}

const place = (row: WorksheetRow, line: number | null): string => (line === null ? row : `${row}:${line}`);

/** Places of the worksheet that no complete finding covers, like `W3:2` for row W3 and line 2. */
export function worksheetGaps(findings: readonly Finding[], lines: readonly number[]): readonly string[] {
  const covered = new Set(findings.filter((one) => findingLacks(one).length === 0).map((one) => place(one.row, one.line)));
  const places = WORKSHEET_ROWS.flatMap((row) => (WORKSHEET[row].per === 'line' ? lines.map((line) => place(row, line)) : [place(row, null)]));
  return places.filter((one) => !covered.has(one));
}

/**
 * The nine answers that only a reviewer gives, where each is asked, and the mildest value that it holds until somebody did.
 * @source proportionality 3, "Who fills what"
 */
export const REVIEWER_FIELDS = [
  { path: 'aim.ulteriorIndicators', row: 'W2', mildest: 'none', values: ULTERIOR_INDICATORS },
  { path: 'selection.proxyRisk', row: 'W7', mildest: 'no', values: ['no', 'unknown', 'yes'] },
  { path: 'transfer.deathPenaltyRisk', row: 'W8', mildest: 'none', values: DEATH_PENALTY_RISK },
  { path: 'transfer.tortureRisk', row: 'W8', mildest: 'none', values: TORTURE_RISK },
  { path: 'transfer.persecutionRisk', row: 'W8', mildest: 'none', values: PERSECUTION_RISK },
  { path: 'transfer.politicalOffence', row: 'W8', mildest: 'no', values: POLITICAL_OFFENCE },
  { path: 'transfer.fairTrialRisk', row: 'W8', mildest: 'none', values: FAIR_TRIAL_RISK },
  { path: 'transfer.neBisInIdem', row: 'W8', mildest: 'no', values: NE_BIS_IN_IDEM },
  { path: 'transfer.essentialInterests', row: 'W8', mildest: 'no', values: ESSENTIAL_INTERESTS },
] as const satisfies readonly { path: string; row: WorksheetRow; mildest: string; values: readonly string[] }[];
export type ReviewerField = (typeof REVIEWER_FIELDS)[number]['path'];
export const REVIEWER_FIELD_PATHS = REVIEWER_FIELDS.map((field) => field.path) as [ReviewerField, ...ReviewerField[]];

/** Reviewer's questions that this person has not answered. */
export const unansweredFields = (answered: readonly string[]): readonly ReviewerField[] => REVIEWER_FIELD_PATHS.filter((path) => !answered.includes(path));
