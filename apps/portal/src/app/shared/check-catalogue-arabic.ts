// A chunk of its own, for whoever reads Arabic.
export { ARABIC_MESSAGES as messages } from '@comity/proportionality/arabic';
