import { inject, signal, type Signal } from '@angular/core';
import { keepDraft, takeDraft } from './kept-draft';
import { type ProblemFacts, type Refusal, refusalOf } from './refusal';
import { SignIn } from './sign-in';

/** One act of a screen: what its button and its problem display show. */
export interface Act {
  readonly busy: Signal<boolean>;
  /** Why the last try did not go through; undefined before the first try and after success. */
  readonly problem: Signal<ProblemFacts | undefined>;
  /** Tries once. Answers true when the server confirmed. */
  run(): Promise<boolean>;
}

export interface ActOptions {
  /** Name of the act, `decision.seal`: the draft that is kept over a fresh sign-in carries it and the address of the page. */
  name: string;
  /** What was typed for the act, and how it is put back after a fresh sign-in. Without it nothing is kept. */
  draft?: { read: () => unknown; write: (draft: unknown) => void };
}

/**
 * Makes an act of a screen; call it where `inject` works. One intention keeps one Idempotency-Key until it succeeded or was refused, so that a
 * lost answer is not a second act. A refusal for want of a fresh sign-in leads to the provider and back to this page.
 * @param work does the call; `intent` goes into `how({ intent })`
 */
export function act(work: (intent: string) => Promise<unknown>, options?: ActOptions): Act {
  const signIn = inject(SignIn);
  const busy = signal(false);
  const problem = signal<ProblemFacts | undefined>(undefined);
  let intent: string | undefined;
  const { name, draft } = options ?? {};
  if (name && draft) {
    void takeDraft(name).then((kept) => {
      if (kept !== undefined) draft.write(kept);
    });
  }
  async function refused(refusal: Refusal): Promise<void> {
    if (refusal.problem.status !== 0 && refusal.problem.status < 500) intent = undefined;
    if (refusal.problem.code !== 'step-up') return problem.set(refusal.problem);
    if (name && draft) await keepDraft(name, draft.read());
    await signIn.stepUp();
  }
  return {
    busy: busy.asReadonly(),
    problem: problem.asReadonly(),
    async run() {
      if (busy()) return false;
      busy.set(true);
      problem.set(undefined);
      try {
        await work((intent ??= crypto.randomUUID()));
        intent = undefined;
        return true;
      } catch (error) {
        await refused(refusalOf(error));
        return false;
      } finally {
        busy.set(false);
      }
    },
  };
}
