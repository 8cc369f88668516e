import type { IdentifierType } from '@comity/casework';
import { looksLikeAnother } from './confusable.js';
import { type Check, unrecognised } from './identifier-types.js';

/** Services at which large and small letters tell two accounts apart, or two names of them. Every other service folds names and keeps numbers. */
const CASE_KEPT: Readonly<Record<string, readonly IdentifierType[]>> = { 'example-photos': ['username', 'account_id', 'group_id'] };
const CASE_FOLDED: Readonly<Record<string, readonly IdentifierType[]>> = { 'example-chat': ['username', 'account_id', 'group_id'] };

function caseOf(type: IdentifierType, service: string, text: string): string {
  if (CASE_KEPT[service]?.includes(type)) return text;
  if (CASE_FOLDED[service]?.includes(type)) return text.toLowerCase();
  return type === 'username' ? text.toLowerCase() : text;
}

const bound =
  (type: 'account_id' | 'group_id'): Check =>
  (raw, context) => {
    if (context.service === undefined) return unrecognised('service_unknown');
    const normal = caseOf(type, context.service, raw.trim());
    return { type, normal, index: `${context.service}|${normal}`, warnings: [] };
  };

/** Number of an account at a named service. */
export const accountId = bound('account_id');
/** Number or name of a group at a named service. */
export const groupId = bound('group_id');

/** Name that a person chose at a named service: compatibility forms are folded, so that one name has one index. */
export const username: Check = (raw, context) => {
  if (context.service === undefined) return unrecognised('service_unknown');
  const plain = raw.normalize('NFKC').trim();
  const normal = caseOf('username', context.service, plain);
  return { type: 'username', normal, index: `${context.service}|${normal}`, warnings: looksLikeAnother(plain) ? ['confusable'] : [] };
};

/** Name that a service shows: free text of the person, so it is never indexed and never matched. */
export const displayName: Check = (raw) => ({ type: 'display_name', normal: raw.normalize('NFC').trim(), index: null, warnings: [] });
/** Name of a person: never indexed and never matched. */
export const personName: Check = (raw) => ({ type: 'person_name', normal: raw.normalize('NFC').trim(), index: null, warnings: [] });
