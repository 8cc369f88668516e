import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { type Check, unrecognised } from './identifier-types.js';

/**
 * Ranges set apart for drama and tests, as E.164 prefixes.
 * @source North American Numbering Plan, 555-0100 to 555-0199; Ofcom, numbers for drama; ACMA, numbers for creative works
 */
const FICTIONAL = [/^\+1\d{3}55501\d\d$/, /^\+441632960\d{3}$/, /^\+447700900\d{3}$/, /^\+61[2378](?:5550|7010)\d{4}$/, /^\+61491570\d{3}$/];

/** Telephone number: E.164, the extension apart. Without a country prefix the region must be stated beside it; it is never guessed. */
export const phone: Check = (raw, context) => {
  const text = raw.trim();
  const region = context.country;
  if (!text.startsWith('+') && region === undefined) return unrecognised('region_not_stated');
  if (region !== undefined && !isSupportedCountry(region)) return unrecognised('region_unknown');
  const read = parsePhoneNumberFromString(text, { extract: false, ...(region === undefined ? {} : { defaultCountry: region }) });
  if (!read) return unrecognised('phone_form');
  if (!read.isPossible()) return unrecognised('phone_length');
  return {
    type: 'phone',
    normal: read.number,
    index: read.number,
    ...(read.ext === undefined ? {} : { extension: read.ext }),
    warnings: FICTIONAL.some((range) => range.test(read.number)) ? ['reserved'] : [],
  };
};
