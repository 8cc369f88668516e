import { type Route } from '@comity/proportionality';
import { ASSESSMENT_ROUTES } from '@comity/proportionality/lists';

export { type Route };
/** What an assessment says about who must decide, mildest first. It never says what they decide. */
export const ROUTES = ASSESSMENT_ROUTES;
