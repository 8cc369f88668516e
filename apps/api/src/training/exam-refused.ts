import { type RefusedStep } from '../shared/note-refusal.js';
import { Problem } from '../shared/problem.js';

/** Rules that stand against a step of an examination, a certificate or a question. */
export type TrainingRule =
  'one-attempt' | 'waiting-time' | 'bank-covers-topics' | 'running' | 'in-time' | 'item' | 'state' | 'other-proposal' | 'proposal' | 'something-changes';

/** A step that cannot be taken now, with the rule that says so; its entry tells the state it started from. */
export class TrainingRefused extends Problem {
  readonly step: RefusedStep;

  constructor(from: string, rule: TrainingRule) {
    super('step', { rules: [rule] });
    this.step = { from, guard: rule };
  }
}
