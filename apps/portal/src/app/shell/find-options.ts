import { type Role } from '@comity/casework';
import { guessType } from './guess-type';
import { type Entry } from './navigation';

/** Numbers of records for people; a search takes them in either case. */
const REFERENCE = /^(rf|dq)-\d{4}-[a-z]{2}-\d{6}$/i;
/** A number of another system holds a figure, and looks like no address. */
const isNumber = (words: string): boolean => /\d/.test(words) && ['username', 'phone'].includes(guessType(words));
const SHORTEST = 3;
const SEEKERS: readonly Role[] = ['officer', 'supervisor', 'desk', 'liaison', 'lead'];
const KEEPERS: readonly Role[] = ['officer', 'supervisor', 'desk'];

/** Something that the search can do. `command` names a screen or an act of the frame. */
export type Option =
  | { kind: 'reference'; reference: string }
  | { kind: 'entry'; index: number }
  | { kind: 'command'; words: string; to?: Pick<Entry, 'path' | 'query'>; icon: string; run?: () => void }
  | { kind: 'number'; number: string }
  | { kind: 'identifier'; raw: string };
export type Command = Extract<Option, { kind: 'command' }>;

/**
 * What the typed words offer: an exact number first, then commands whose words hold them, then the two searches of an office that keeps referrals, by
 * case number and by identifier.
 * @param commands all commands of this person, in the order of the side
 */
export function optionsOf(typed: string, roles: readonly Role[], commands: readonly Command[]): Option[] {
  const words = typed.trim().replace(/\s+/g, ' ');
  const holds = (list: readonly Role[]): boolean => roles.some((role) => list.includes(role));
  const isReference = REFERENCE.test(words);
  const options: Option[] = [];
  if (isReference && holds(SEEKERS)) options.push({ kind: 'reference', reference: words.toUpperCase() });
  if (/^\d{1,15}$/.test(words) && roles.includes('auditor')) options.push({ kind: 'entry', index: Number(words) });
  options.push(...commands.filter((command) => command.words.toLocaleLowerCase().includes(words.toLocaleLowerCase())));
  if (words.length < SHORTEST || isReference || !holds(KEEPERS)) return options;
  if (isNumber(words)) options.push({ kind: 'number', number: words });
  options.push({ kind: 'identifier', raw: words });
  return options;
}
