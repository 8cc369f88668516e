import { type Role } from '@comity/casework';

/** Numbers of records for people; a search takes them in either case. */
const REFERENCE = /^(rf|dq)-\d{4}-[a-z]{2}-\d{6}$/i;
const SEEKERS: readonly Role[] = ['officer', 'supervisor', 'desk', 'liaison', 'lead'];
const KEEPERS: readonly Role[] = ['officer', 'supervisor', 'desk'];

/** Something that the search can do. `command` names an entry of the side or an act of the frame. */
export type Option =
  | { kind: 'reference'; reference: string }
  | { kind: 'entry'; index: number }
  | { kind: 'command'; words: string; path?: string; run?: () => void }
  | { kind: 'identifier'; raw: string };

/**
 * What the typed words offer: an exact number first, then commands whose words hold them, then a search for an identifier where the office keeps any.
 * @param commands all commands of this person, in the order of the side
 */
export function optionsOf(typed: string, roles: readonly Role[], commands: readonly Extract<Option, { kind: 'command' }>[]): Option[] {
  const words = typed.trim();
  const holds = (list: readonly Role[]): boolean => roles.some((role) => list.includes(role));
  const options: Option[] = [];
  if (REFERENCE.test(words) && holds(SEEKERS)) options.push({ kind: 'reference', reference: words.toUpperCase() });
  if (/^\d{1,15}$/.test(words) && roles.includes('auditor')) options.push({ kind: 'entry', index: Number(words) });
  options.push(...commands.filter((command) => command.words.toLocaleLowerCase().includes(words.toLocaleLowerCase())));
  if (words.length > 2 && !REFERENCE.test(words) && holds(KEEPERS)) options.push({ kind: 'identifier', raw: words });
  return options;
}
