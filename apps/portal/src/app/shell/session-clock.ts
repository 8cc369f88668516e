/** Times of a sign-in, in milliseconds. @source security.md 4.2 */
export const IDLE_MS = 15 * 60_000;
export const WARNING_MS = 2 * 60_000;
/** A sign-in in use is renewed when the provider has not heard of it for this long. */
const RENEW_MS = 5 * 60_000;

export type SessionStep = 'wait' | 'renew' | 'warn' | 'end';

/**
 * What a sign-in needs now: nothing, a renewal because its person works without calls, a warning, or its end.
 * @param activeAt last press or key @param renewedAt last renewal at the provider, whose own idle time counts from there
 */
export function sessionStep(now: number, activeAt: number, renewedAt: number): SessionStep {
  const endsAt = Math.max(activeAt, renewedAt) + IDLE_MS;
  if (now >= endsAt) return 'end';
  if (now >= endsAt - WARNING_MS) return 'warn';
  return activeAt > renewedAt && now - renewedAt >= RENEW_MS ? 'renew' : 'wait';
}
