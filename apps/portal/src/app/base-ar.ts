// Texts that every page needs, in one file: the first page asks once instead of three times.
export { default as shared } from './shared/i18n/ar.json';
export { default as words } from './shared/words/ar.json';
export { default as shell } from './shell/i18n/ar.json';
