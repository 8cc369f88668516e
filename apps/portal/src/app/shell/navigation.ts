import { type Role } from '@comity/casework';

/** One entry of the side. Only screens that exist stand here. */
export interface Entry {
  path: string;
  /** Key of its words. */
  text: string;
  roles: readonly Role[];
}

/** Screens by role, in the order of the side; the first one that a person may see is their home. @source experience.md 3 */
export const ENTRIES: readonly Entry[] = [
  { path: '/work', text: 'shell.nav.work', roles: ['officer', 'supervisor', 'desk'] },
  { path: '/referrals', text: 'shell.nav.referrals', roles: ['officer', 'supervisor', 'desk'] },
  { path: '/requests', text: 'shell.nav.requests', roles: ['officer', 'supervisor', 'desk'] },
  { path: '/oversight', text: 'shell.nav.oversight', roles: ['auditor'] },
  { path: '/entries', text: 'shell.nav.entries', roles: ['auditor'] },
  { path: '/verify', text: 'shell.nav.verify', roles: ['auditor'] },
  { path: '/answers', text: 'shell.nav.answers', roles: ['officer', 'supervisor', 'desk'] },
  { path: '/desk', text: 'shell.nav.desk', roles: ['liaison', 'lead'] },
];

export const entriesOf = (roles: readonly Role[]): Entry[] => ENTRIES.filter((entry) => entry.roles.some((role) => roles.includes(role)));
export const homeOf = (roles: readonly Role[]): string | undefined => entriesOf(roles)[0]?.path;
