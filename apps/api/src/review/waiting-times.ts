import { DIFFERENCE_MINUTES, RECALL_MINUTES, scopesDiffer, type Track } from '@comity/casework';
import { type StandingDecision } from '../requests/standing-decisions.js';
import { type Config } from '../shared/config.js';

/** Seconds of business time for which a grant waits in a demonstration, so that the walk goes on. A house rule. @source exchange.md 2.2 */
const DEMONSTRATION_S = 10;

/** Whether two people granted, and not the same. */
export const differ = ([first, second]: readonly Pick<StandingDecision, 'lines'>[]): boolean =>
  first !== undefined && second !== undefined && scopesDiffer(first.lines, second.lines);

/**
 * Seconds of business time between the last seal and the dispatch, in which a decision can be recalled or a difference referred. What is urgent does not wait.
 * @param decisions those that count. @source exchange.md 2.2, row "dispatch"
 */
export function waitS(mode: Config['mode'], track: Track, decisions: readonly StandingDecision[]): number {
  if (track !== 'ordinary') return 0;
  if (mode === 'demonstration') return DEMONSTRATION_S;
  return 60 * (differ(decisions) ? Math.max(RECALL_MINUTES, DIFFERENCE_MINUTES) : RECALL_MINUTES);
}

/** When the last of them was sealed, in milliseconds since 1970. */
export const sealedAtMs = (decisions: readonly StandingDecision[]): number => Math.max(...decisions.map(({ sealedAt }) => sealedAt.getTime()));
