import { type Route } from '@comity/proportionality';
import { ASSESSMENT_ROUTES } from '@comity/proportionality/lists';
import { type Outcome } from './lists.js';

export { type Route };
/** What an assessment says about who must decide, mildest first. It never says what they decide. */
export const ROUTES = ASSESSMENT_ROUTES;

/** Work that Comity does not do yet for a route. Such a request stays visibly where it is; nothing passes it on by a shorter way. */
export const MISSING_WORK: Readonly<Record<Route, string | null>> = {
  SINGLE_REVIEW: null,
  DOUBLE_LOCK: 'second-review',
  AUTHORISATION_REQUIRED: 'order',
  RETURN_FOR_COMPLETION: 'return-and-resubmit',
  REFUSE_RECOMMENDED: null,
};

/**
 * Work that a decision needs on its route and that Comity does not do yet, or null. A grant against a recommended refusal takes two reviewers before the
 * lead; a refusal or a return takes the lead alone.
 */
export const missingForOutcome = (route: Route, outcome: Outcome): string | null =>
  MISSING_WORK[route] ?? (route === 'REFUSE_RECOMMENDED' && (outcome === 'grant' || outcome === 'grant_in_part') ? 'departure' : null);
