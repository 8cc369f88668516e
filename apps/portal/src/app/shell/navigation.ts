import { type Role } from '@comity/casework';

/** One entry of the side. Only screens that exist stand here. */
export interface Entry {
  path: string;
  /** Key of its words. */
  text: string;
  roles: readonly Role[];
  /** The list of what waits: `g q` leads there. */
  queue?: true;
}

/** Screens by role, in the order of the side; the first one that a person may see is their home. @source experience.md 3 */
export const ENTRIES: readonly Entry[] = [
  { path: '/referrals', text: 'shell.nav.referrals', roles: ['officer', 'supervisor', 'desk'], queue: true },
  { path: '/requests', text: 'shell.nav.requests', roles: ['officer', 'supervisor', 'desk'] },
];

export const entriesOf = (roles: readonly Role[]): Entry[] => ENTRIES.filter((entry) => entry.roles.some((role) => roles.includes(role)));
export const homeOf = (roles: readonly Role[]): string | undefined => entriesOf(roles)[0]?.path;

/** Where `g` and a second key lead: `h` home, `q` the queue. Undefined where the office has no such screen. @source experience.md 2 */
export function moveOf(key: string, roles: readonly Role[]): string | undefined {
  if (key === 'h') return homeOf(roles);
  return key === 'q' ? (entriesOf(roles).find((entry) => entry.queue)?.path ?? homeOf(roles)) : undefined;
}
