import { type StepNotAllowed } from '@comity/casework';
import { type RefusedStep } from './note-refusal.js';
import { Problem } from './problem.js';

/** A refused step as a problem: each guard that refuses is a rule, each cause a pointer or a code. Carries the facts of its entry. */
export class StepProblem extends Problem {
  readonly step: RefusedStep;

  constructor(refused: StepNotAllowed) {
    super(refused.problem, {
      rules: refused.failed.map((failed) => failed.guard),
      errors: refused.failed.flatMap(({ guard, causes }) =>
        causes.map((cause) => ({ pointer: cause.startsWith('#') ? cause : '#', code: cause.startsWith('#') ? guard : cause, detail: guard })),
      ),
    });
    this.step = { from: refused.from ?? 'none', guard: refused.guard };
  }
}
