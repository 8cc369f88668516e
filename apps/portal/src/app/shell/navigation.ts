import { type Role } from '@comity/casework';

/** One entry of the side, or an act that the search offers. Only screens that exist stand here. */
export interface Entry {
  path: string;
  /** Key of its words. */
  text: string;
  roles: readonly Role[];
  query?: Readonly<Record<string, string>>;
}

const NATIONAL: readonly Role[] = ['officer', 'supervisor', 'desk'];

/** Screens by role, in the order of the side; the first one that a person may see is their home. @source experience.md 3 */
export const ENTRIES: readonly Entry[] = [
  { path: '/work', text: 'shell.nav.work', roles: NATIONAL },
  { path: '/referrals', text: 'shell.nav.referrals', roles: NATIONAL },
  { path: '/requests', text: 'shell.nav.requests', roles: NATIONAL },
  { path: '/oversight', text: 'shell.nav.oversight', roles: ['auditor'] },
  { path: '/entries', text: 'shell.nav.entries', roles: ['auditor'] },
  { path: '/verify', text: 'shell.nav.verify', roles: ['auditor'] },
  { path: '/answers', text: 'shell.nav.answers', roles: NATIONAL },
  { path: '/desk', text: 'shell.nav.desk', roles: ['liaison', 'lead'] },
  { path: '/law', text: 'shell.nav.law', roles: ['officer', 'supervisor', 'liaison', 'lead', 'auditor', 'administrator', 'dpo'] },
  { path: '/training', text: 'shell.nav.training', roles: ['officer', 'supervisor', 'desk', 'liaison', 'lead', 'auditor'] },
];

/** What can be begun from anywhere. */
const BEGINNINGS: readonly Entry[] = [
  { path: '/referrals/new', text: 'frame.do.newReferral', roles: NATIONAL },
  { path: '/referrals/new', query: { way: 'import' }, text: 'frame.do.importReport', roles: NATIONAL },
  { path: '/requests/new', text: 'frame.do.newRequest', roles: ['officer'] },
  { path: '/verify', text: 'frame.do.verify', roles: ['officer', 'supervisor', 'desk', 'liaison', 'lead'] },
];

const ofRoles = (entries: readonly Entry[], roles: readonly Role[]): Entry[] => entries.filter((entry) => entry.roles.some((role) => roles.includes(role)));
export const entriesOf = (roles: readonly Role[]): Entry[] => ofRoles(ENTRIES, roles);
export const beginningsOf = (roles: readonly Role[]): Entry[] => ofRoles(BEGINNINGS, roles);
export const homeOf = (roles: readonly Role[]): string | undefined => entriesOf(roles)[0]?.path;

/** Where `g` and a second key lead, by office; `h` is home for everybody. The list that waits, and the drafts. @source experience.md 2 */
export const MOVES: readonly (Entry & { key: string })[] = [
  { key: 'q', path: '/work', text: 'frame.keys.queue', roles: NATIONAL },
  { key: 'q', path: '/desk', text: 'frame.keys.queue', roles: ['liaison', 'lead'] },
  { key: 'q', path: '/entries', text: 'frame.keys.queue', roles: ['auditor'] },
  { key: 'd', path: '/referrals', query: { side: 'own', state: 'draft' }, text: 'frame.keys.drafts', roles: NATIONAL },
];

/** The move of a key, one an office; undefined where the office has no such screen. */
export const moveOf = (key: string, roles: readonly Role[]): Pick<Entry, 'path' | 'query'> | undefined => {
  const home = homeOf(roles);
  if (key === 'h') return home === undefined ? undefined : { path: home };
  return MOVES.find((move) => move.key === key && move.roles.some((role) => roles.includes(role)));
};
