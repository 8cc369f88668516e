import { IDENTIFIER_TYPES, type IdentifierType } from '@comity/casework';
import { normalise } from './identifier.js';

/** Forms that name their type by themselves, in the order in which they are tried. A form fits before the value does: `192.0.2.999` is a wrong address and no name. */
const FORMS: readonly (readonly [IdentifierType, RegExp])[] = [
  ['url', /^https?:\/\//i],
  ['onion', /\.onion$/i],
  ['email', /^[^\s@/]+@[^\s@]+\.[^\s@]+$/],
  ['ipv4', /^\d{1,3}(?:\.\d{1,3}){3}$/],
  ['mac', /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i],
  ['ipv6', /^(?=(?:.*:){2})[0-9a-f:.]+(?:\/\d{1,3})?$/i],
  ['phone', /^\+[\d\s().-]{6,}$/],
];
/** Forms that other things share; one of these is said only where the checksum or the name holds. */
const PROVED: readonly IdentifierType[] = ['iban', 'crypto_address', 'imei'];

/** Type of a value by its form, or null: a user name looks like everything else, so somebody has to say it. */
export function guessType(value: string): IdentifierType | null {
  const [form] = FORMS.find(([, looks]) => looks.test(value)) ?? [];
  if (form) return form;
  const proved = PROVED.find((type) => 'normal' in normalise(type, value));
  if (proved) return proved;
  return /^[^\s@/]+\.[a-z][a-z0-9-]*[a-z0-9]$/i.test(value) && 'normal' in normalise('domain', value) ? 'domain' : null;
}

export const isType = (text: string): text is IdentifierType => (IDENTIFIER_TYPES as readonly string[]).includes(text);
