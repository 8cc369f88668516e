import { penaltyMonths } from '../facts.js';
import { type AssessmentInput } from '../fields/input-fields.js';
import { type Grade } from '../severity.js';
import { type OffenceCategory } from '../value-lists.js';
import { clamp, step, type Step, sumOf } from './step.js';

const START: Readonly<Record<Exclude<OffenceCategory, 'other'>, Grade>> = {
  csam_production: 7,
  contact_abuse: 7,
  live_stream: 7,
  trafficking_sexual: 7,
  grooming: 6,
  sextortion: 6,
  csam_distribution: 6,
  csam_possession: 5,
  csam_access: 5,
  speech_offence: 1,
  political_offence: 0,
  protected_conduct: 0,
  none: 0,
};

function startOf(input: AssessmentInput): Grade {
  if (input.offence.category !== 'other') return START[input.offence.category];
  const months = penaltyMonths(input);
  if (months >= 120) return 6;
  if (months >= 60) return 5;
  if (months >= 36) return 4;
  if (months >= 12) return 3;
  return months > 0 ? 1 : 0;
}

function harmStep(input: AssessmentInput, start: Grade): Step[] {
  if (start === 0) return [];
  if (input.aim.harmStatus === 'imminent' && input.urgency.substantiated === 'yes') return step(input, 'IMMINENT', 8 - start, 'aim.harmStatus');
  return input.aim.harmStatus === 'ongoing' && start < 7 ? step(input, 'ONGOING', 1, 'aim.harmStatus') : [];
}

/**
 * How much the security of the child weighs in this case, with the steps that lead there.
 * @source proportionality 8, "Aim"
 */
export function aimGrade(input: AssessmentInput): { grade: Grade; steps: Step[] } {
  const start = startOf(input);
  const raised = [...step(input, 'OFFENCE', start, 'offence.category'), ...harmStep(input, start)];
  const isLow = sumOf(raised) > 0 && input.necessity.benefit === 'low';
  const steps = [...raised, ...step(input, 'LOW_BENEFIT', isLow ? -1 : 0, 'necessity.benefit')];
  return { grade: clamp(sumOf(steps), 0, 8), steps };
}
