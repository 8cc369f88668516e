import { effectiveCategories, isVolunteered, RANK, TIMED_CATEGORIES } from '../facts.js';
import { type AssessmentInput } from '../fields/input-fields.js';
import { type Grade } from '../severity.js';
import { type GradedCategory } from '../value-lists.js';
import { RUNGS } from './rungs.js';
import { clamp, step, type Step, sumOf } from './step.js';

function baseOf(input: AssessmentInput): Grade {
  const base = clamp(Math.max(...effectiveCategories(input).map((category) => RUNGS[category])), 0, 8);
  return isVolunteered(input) && base > 1 ? 1 : base;
}

function periodPoints(input: AssessmentInput): number {
  const categories = effectiveCategories(input);
  const isTimed = (category: GradedCategory): boolean => TIMED_CATEGORIES.includes(category);
  if (isVolunteered(input) || !categories.some(isTimed)) return 0;
  const { periodDays } = input.data;
  // The relief of a single day holds only while nothing else is asked for beside it: a second category must never lower the grade.
  if (periodDays <= 1) return categories.every((category) => isTimed(category) || category === 'subscriber') ? -1 : 0;
  if (periodDays <= 30) return 0;
  return periodDays <= 180 ? 1 : 2;
}

function privilegePoints({ data, safeguards }: AssessmentInput): number {
  if (data.privilege === 'targeted') return 3;
  if (safeguards.privilegeProtocol === 'yes') return 0;
  return { none: 0, possible: 1, likely: 2 }[data.privilege];
}

function rolePoints({ subjects }: AssessmentInput): number {
  if (subjects.role === 'third_party' || subjects.role === 'witness') return 1;
  return subjects.role === 'victim' && subjects.subjectConsent !== 'yes' ? 1 : 0;
}

/** One point for each limit that a number is above. */
const above = (value: number, limits: readonly number[]): number => limits.filter((limit) => value > limit).length;

function modifiersOf(input: AssessmentInput): Step[] {
  const { data, subjects, safeguards } = input;
  const isMosaic = effectiveCategories(input).filter((category) => RUNGS[category] >= 2).length >= 3;
  const targeting = { identified_person: 0, identified_identifier: 0, associates: 0, criteria_based: 1, area_based: 1, general_indiscriminate: 4 };
  const encryption = { none: 0, target_key: 0, provider_decrypt_target: 1, general_weakening: 8, general_scanning: 8 };
  const isSecret = safeguards.notification === 'never' && safeguards.remedy !== 'yes';
  return [
    ...step(input, 'MOSAIC', isMosaic ? 1 : 0, 'data.categories'),
    ...step(input, 'PERIOD', periodPoints(input), 'data.periodDays'),
    ...step(input, 'PERSONS', above(subjects.count, [3, 10, 100, 1000]), 'subjects.count'),
    ...step(input, 'BYSTANDERS', above(subjects.bystanders, [10, 100, 1000]), 'subjects.bystanders'),
    ...step(input, 'TARGETING', targeting[subjects.targeting], 'subjects.targeting'),
    ...step(input, 'CHILD_DATA', subjects.childDataSubject ? 1 : 0, 'subjects.childDataSubject'),
    ...step(input, 'PRIVILEGE', privilegePoints(input), 'data.privilege'),
    ...step(input, 'SENSITIVE', data.sensitive.length > 0 ? 1 : 0, 'data.sensitive'),
    ...step(input, 'ENCRYPTION', encryption[data.encryption], 'data.encryption'),
    ...step(input, 'ROLE', rolePoints(input), 'subjects.role'),
    ...step(input, 'RETENTION', safeguards.retentionDays === null ? 2 : safeguards.retentionDays > 365 ? 1 : 0, 'safeguards.retentionDays'),
    ...step(input, 'SECRECY', isSecret ? 1 : 0, 'safeguards.notification'),
  ];
}

function creditsOf(input: AssessmentInput): Step[] {
  const { authorisation, safeguards, necessity } = input;
  const isJudicialPrior =
    RANK[authorisation.level] >= 4 &&
    authorisation.timing === 'prior' &&
    authorisation.independent === 'yes' &&
    authorisation.canRefuse !== 'no' &&
    authorisation.verifiesSuspicion !== 'no';
  const isMinimised = safeguards.minimisationPlan === 'yes' && necessity.scopeMinimised === 'yes';
  const isShort = safeguards.retentionDays !== null && safeguards.retentionDays <= 90 && safeguards.deletionConfirmed === 'yes';
  const isTold = (safeguards.notification === 'prior' || safeguards.notification === 'deferred') && safeguards.remedy === 'yes';
  return [
    ...step(input, 'JUDICIAL_PRIOR', isJudicialPrior ? -1 : 0, 'authorisation.level'),
    ...step(input, 'MINIMISATION', isMinimised ? -1 : 0, 'safeguards.minimisationPlan'),
    ...step(input, 'SHORT_RETENTION', isShort ? -1 : 0, 'safeguards.retentionDays'),
    ...step(input, 'NOTICE_REMEDY', isTold ? -1 : 0, 'safeguards.notification'),
    ...step(input, 'OVERSIGHT', safeguards.independentOversight === 'yes' ? -1 : 0, 'safeguards.independentOversight'),
  ];
}

/** How much a right is touched: where it starts, what raises it, and what safeguards take off again. */
export interface RightGrade<Credit extends number> {
  readonly base: Grade;
  readonly modifiers: readonly Step[];
  readonly credits: readonly Step[];
  readonly creditApplied: Credit;
  readonly grade: Grade;
}

/**
 * How deep the request reaches into private life. Credits are taken off the full sum, so that safeguards cannot buy back a mass request.
 * @source proportionality 8, "Privacy"
 */
export function privacyGrade(input: AssessmentInput): RightGrade<0 | 1 | 2 | 3> {
  const base = baseOf(input);
  const modifiers = modifiersOf(input);
  const credits = creditsOf(input);
  const creditApplied = Math.min(3, credits.length) as 0 | 1 | 2 | 3;
  return { base, modifiers, credits, creditApplied, grade: clamp(base + sumOf(modifiers) - creditApplied, Math.max(0, base - 2), 8) };
}
