// A chunk of its own: the first page is drawn before the schemas of the contract are there.
export { MeView } from '@comity/contract';
