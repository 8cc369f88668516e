import { HttpErrorResponse } from '@angular/common/http';
import { type ProblemView } from '@comity/contract';

export type ProblemFacts = Omit<ProblemView, 'type' | 'instance' | 'code' | 'status'> & {
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
  const body: unknown = typeof error.error === 'string' ? jsonOf(error.error) : error.error;
  if (isProblem(body)) return new Refusal(body);
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

/** By hand, so that a page can say why it has nothing before any schema is loaded; the contract's own tests hold the shape. */
function isProblem(body: unknown): body is ProblemView {
  const { type, code, status } = (body ?? {}) as Partial<Record<keyof ProblemView, unknown>>;
  return typeof type === 'string' && type.startsWith('urn:comity:problem:') && typeof code === 'string' && typeof status === 'number';
}
