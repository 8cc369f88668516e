import { type Role } from '@comity/casework';

/** Offices that have a colour of their own. @source visual-language.md 2.1 */
export const OFFICES = ['officer', 'liaison', 'auditor', 'admin'] as const;
export type Office = (typeof OFFICES)[number];

const OFFICE_OF: Readonly<Record<Role, Office>> = {
  officer: 'officer',
  supervisor: 'officer',
  desk: 'officer',
  liaison: 'liaison',
  lead: 'liaison',
  administrator: 'admin',
  auditor: 'auditor',
  dpo: 'auditor',
  operator: 'admin',
};

/** Office of the first role held; undefined while the roles are not known. */
export const officeOf = (roles: readonly Role[]): Office | undefined => (roles[0] ? OFFICE_OF[roles[0]] : undefined);
