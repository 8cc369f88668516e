/**
 * Reasons for which a rule of casework refuses. Each is also a code of the one list of problems in the contract, so that a
 * refusal reaches the person under the same name everywhere.
 * @source outside 5
 */
export const REFUSALS = [
  'not-allowed',
  'not-found',
  'purpose',
  'terms',
  'certificate',
  'second-person',
  'step-up',
  'step',
  'not-current',
  'incomplete',
  'not-granted',
  'log-unavailable',
  'closed',
] as const;
export type Refusal = (typeof REFUSALS)[number];
