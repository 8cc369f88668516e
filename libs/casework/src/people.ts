import { type Outcome } from './lists.js';
import { type Route } from './routes.js';

/** How many liaison officers must seal, and whether a lead must confirm. */
export type People = { readonly liaisons: 1 | 2; readonly lead: boolean };

/**
 * People that a decision needs, by the route of the latest screening of the whole request. Narrowing never lowers it.
 * @source exchange 1.17
 */
export function peopleNeeded(route: Route, outcome: Outcome): People {
  const grant = outcome === 'grant' || outcome === 'grant_in_part';
  switch (route) {
    case 'SINGLE_REVIEW':
      return { liaisons: 1, lead: false };
    case 'RETURN_FOR_COMPLETION':
      return { liaisons: outcome === 'return' ? 1 : 2, lead: false };
    case 'DOUBLE_LOCK':
    case 'AUTHORISATION_REQUIRED':
      return { liaisons: 2, lead: false };
    case 'REFUSE_RECOMMENDED':
      return { liaisons: grant ? 2 : 1, lead: true };
  }
}
