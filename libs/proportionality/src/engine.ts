/**
 * What runs the checks, by a door of its own: a page that only needs lists takes them from `.`, and the checks come when somebody assesses. Everything
 * here stands behind the first door too.
 */
export { alternatives } from './alternatives.js';
export { assess } from './assess.js';
export { daysCovered } from './combine-lines.js';
export { SCHEMA_VERSION } from './fields/input-fields.js';
export { ENGLISH_MESSAGES } from './messages.js';
export { lawOf } from './profiles/law-of.js';
