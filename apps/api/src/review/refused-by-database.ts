import { Problem } from '../shared/problem.js';

/** SQLSTATE of a decision that the database refuses; the message ends with the rule. */
export const DECISION_REFUSED = 'CM024';

/** The refusal of the database's own wall as a problem, or undefined for any other error. Reached only where something changed while the use case looked. */
export function refusedByDatabase(error: unknown): Problem | undefined {
  const inner = (error as { driverError?: { code?: unknown; message?: unknown } } | null)?.driverError;
  if (inner?.code !== DECISION_REFUSED) return undefined;
  const rule = /decision refused: ([a-z-]+)/.exec(String(inner.message))?.[1] ?? 'decision-rule';
  return new Problem(rule === 'certificate' ? 'certificate' : rule.endsWith('current') ? 'not-current' : 'not-allowed', { rules: [rule] });
}
