/** The value lists alone, by a door of their own: a page that shows a list does not load the checks. Everything here stands behind the first door too. */
export { RUNGS } from './grades/rungs.js';
export { DUAL_CRIMINALITY_RULES, PURPOSE_SCOPES, QUALITIES } from './profiles/profile.js';
export { ASSESSMENT_ROUTES } from './severity.js';
export * from './value-lists.js';
