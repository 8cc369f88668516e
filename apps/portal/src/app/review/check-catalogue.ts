// A chunk of its own: the words of the checks come with the checks, and those are shown only after the finding on necessity.
export { ENGLISH_MESSAGES } from '@comity/proportionality';
