import { type CaseObject } from './lifecycle-states.js';
import { type StepAct, type StepRow } from './step.js';

/** Types a row by its act, so that its guards see the facts of that act. */
export const row = <O extends CaseObject, A extends StepAct>(object: O, act: A, rest: Omit<StepRow<O, A>, 'object' | 'act'>): StepRow<O, A> => ({
  object,
  act,
  ...rest,
});
