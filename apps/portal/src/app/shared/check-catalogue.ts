// A chunk of its own: the words of the checks come where somebody reads checks.
export { ENGLISH_MESSAGES as messages } from '@comity/proportionality/engine';
