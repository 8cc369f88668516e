import { type Guard } from './step.js';
import { type Refusal } from './refusals.js';

/** A guard that holds or not. Its own name is the cause. */
export const needs = <F>(id: string, holds: (facts: F) => boolean, problem: Refusal = 'step'): Guard<F> => ({
  id,
  problem,
  causes: (facts) => (holds(facts) ? [] : [id]),
});

/** A guard that lists what stands against the step. */
export const free = <F>(id: string, causes: (facts: F) => readonly string[], problem: Guard<F>['problem'] = 'step'): Guard<F> => ({ id, problem, causes });

export const reason = needs<{ readonly reasonGiven: boolean }>('reason', (facts) => facts.reasonGiven, 'incomplete');
export const hashEqual = needs<{ readonly sentHash: string; readonly seenHash: string }>(
  'hash-equal',
  (facts) => facts.sentHash !== '' && facts.sentHash === facts.seenHash,
  'not-current',
);
export const corridorCurrent = needs<{ readonly corridorCurrent: boolean }>('corridor-current', (facts) => facts.corridorCurrent);
export const consentH2 = needs<{ readonly h2: boolean; readonly h2Consent: boolean }>('consent-h2', (facts) => !facts.h2 || facts.h2Consent);
export const claimHeld = needs<{ readonly claimHeld: boolean }>('claim-held', (facts) => facts.claimHeld);
