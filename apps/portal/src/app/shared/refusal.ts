import { HttpErrorResponse } from '@angular/common/http';
import { ProblemView } from '@comity/contract';

export type ProblemFacts = Omit<ReturnType<typeof ProblemView.parse>, 'type' | 'instance' | 'code' | 'status'> & {
  /** A code of the contract, or `offline`, `unreadable-answer`: what happened on this side. */
  code: string;
  status: number;
  instance?: string;
};

/** Why a call did not do what was asked, in one shape for every screen. Status 0 means that no answer came. */
export class Refusal extends Error {
  constructor(readonly problem: ProblemFacts) {
    super(problem.code);
    this.name = 'Refusal';
  }
}

/** Reads what came back. An answer that does not fit the contract is said to be so, never shown as an empty success. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof HttpErrorResponse)) return new Refusal({ code: 'unreadable-answer', status: 0, title: 'unreadable-answer', detail: '' });
  const parsed = ProblemView.safeParse(typeof error.error === 'string' ? jsonOf(error.error) : error.error);
  if (parsed.success) return new Refusal(parsed.data);
  const code = error.status === 0 ? 'offline' : 'unreadable-answer';
  return new Refusal({ code, status: error.status, title: code, detail: '' });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
