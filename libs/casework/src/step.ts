import { type Refusal } from './refusals.js';
import { type CaseObject, type StateOf } from './lifecycle-states.js';
import { type Role } from './roles.js';
import { type StepFacts } from './step-facts.js';
import { STEPS } from './steps.js';

export type StepAct = keyof StepFacts;
export type Who = Role | 'system';

/** A condition of a step. An empty list of causes means that it holds; each cause is a code, or a JSON pointer that begins with `#`, never a value. */
export type Guard<F> = { readonly id: string; readonly problem: Refusal | ((facts: F) => Refusal); readonly causes: (facts: F) => readonly string[] };

/** One row of the table of steps. `from` is null where the step makes the object. */
export type StepRow<O extends CaseObject = CaseObject, A extends StepAct = StepAct> = {
  readonly object: O;
  readonly act: A;
  /** Tells rows of one act apart: the first of two seals, the seal of a lead. */
  readonly variant?: string;
  readonly from: readonly (StateOf<O> | null)[];
  readonly to: StateOf<O> | ((facts: StepFacts[A], state: StateOf<O>) => StateOf<O>);
  readonly who: readonly Who[];
  /** True if this row is meant; only where several rows of an act start from the same state. */
  readonly when?: (facts: StepFacts[A]) => boolean;
  readonly guards: readonly Guard<StepFacts[A]>[];
  /** Kinds of the audit entries that every such step writes. */
  readonly emits: readonly string[];
  /** Kinds that it also writes, where the facts call for them. */
  readonly alsoEmits?: readonly { readonly kind: string; readonly when: (facts: StepFacts[A]) => boolean }[];
};

export type Step<O extends CaseObject> = {
  readonly from: StateOf<O> | null;
  readonly to: StateOf<O>;
  readonly variant: string | null;
  readonly emits: readonly string[];
};
export type Failed = { readonly guard: string; readonly problem: Refusal; readonly causes: readonly string[] };

/** A step that the lifecycle does not have from this state, or that a guard refuses. `failed` lists every guard that refuses, not only the first. */
export class StepNotAllowed extends Error {
  override readonly name = 'StepNotAllowed';
  constructor(
    readonly object: CaseObject,
    readonly act: string,
    readonly from: string | null,
    readonly failed: readonly [Failed, ...Failed[]],
  ) {
    super(`${act} is not allowed from ${from ?? 'nothing'}: ${failed.map((one) => one.guard).join(', ')}`);
  }
  get guard(): string {
    return this.failed[0].guard;
  }
  get problem(): Refusal {
    return this.failed[0].problem;
  }
}

/**
 * Decides a step of a lifecycle. Nothing else moves a state.
 * @param state the state of the locked row; null for an object that does not exist yet
 * @returns the next state, and the kinds of entry that the transaction must append
 * @throws StepNotAllowed if no row fits (guard `state`) or guards refuse
 * @source exchange 2
 */
export function step<O extends CaseObject, A extends StepAct>(object: O, state: StateOf<O> | null, act: A, facts: StepFacts[A]): Step<O> {
  const row = (STEPS as readonly unknown[] as readonly StepRow<O, A>[]).find(
    (one) => one.object === object && one.act === act && one.from.includes(state) && (one.when?.(facts) ?? true),
  );
  if (!row) throw new StepNotAllowed(object, act, state, [{ guard: 'state', problem: 'step', causes: [] }]);
  const [first, ...rest] = row.guards
    .map(({ id, problem, causes }) => ({ guard: id, problem: typeof problem === 'function' ? problem(facts) : problem, causes: causes(facts) }))
    .filter((one) => one.causes.length > 0);
  if (first) throw new StepNotAllowed(object, act, state, [first, ...rest]);
  const to = typeof row.to === 'function' ? row.to(facts, state as StateOf<O>) : row.to;
  const also = (row.alsoEmits ?? []).filter((one) => one.when(facts)).map((one) => one.kind);
  return { from: state, to, variant: row.variant ?? null, emits: [...row.emits, ...also] };
}
