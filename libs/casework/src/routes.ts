/**
 * What an assessment says about who must decide, mildest first. It never says what they decide.
 * @source proportionality 2
 */
export const ROUTES = ['SINGLE_REVIEW', 'DOUBLE_LOCK', 'AUTHORISATION_REQUIRED', 'RETURN_FOR_COMPLETION', 'REFUSE_RECOMMENDED'] as const;
export type Route = (typeof ROUTES)[number];

/** Work that Comity does not do yet for a route. Such a request stays visibly where it is; nothing passes it on by a shorter way. */
export const MISSING_WORK: Readonly<Record<Route, string | null>> = {
  SINGLE_REVIEW: null,
  DOUBLE_LOCK: 'second-review',
  AUTHORISATION_REQUIRED: 'order',
  RETURN_FOR_COMPLETION: 'return-and-resubmit',
  REFUSE_RECOMMENDED: 'lead-review',
};
