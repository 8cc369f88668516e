import { createHash } from 'node:crypto';
import { domainToASCII, domainToUnicode } from 'node:url';
import { parse } from 'tldts';
import { looksLikeAnother } from './confusable.js';
import { type Check, type IdentifierWarning, type Normalised, unrecognised } from './identifier-types.js';

/** Names set apart for examples and tests. @source RFC 2606; RFC 6761; RFC 6762; RFC 8375; RFC 9476 */
const RESERVED_DOMAINS = ['example', 'example.com', 'example.net', 'example.org', 'test', 'invalid', 'localhost', 'local', 'alt', 'home.arpa', 'internal'];
const isReserved = (domain: string): boolean => RESERVED_DOMAINS.some((name) => domain === name || domain.endsWith(`.${name}`));

interface Domain {
  ascii: string;
  registrable: string | null;
  warnings: IdentifierWarning[];
}

/**
 * Reads a domain name: labels of 1 to 63, 253 in all, two labels at least, the last not a number. Null when it is none.
 * @source RFC 1035, 2.3.4; RFC 5890
 */
function readDomain(text: string): Domain | null {
  const bare = text.endsWith('.') ? text.slice(0, -1) : text;
  const ascii = domainToASCII(bare).toLowerCase();
  const labels = ascii.split('.');
  if (ascii === '' || ascii.length > 253 || labels.length < 2 || /^\d+$/.test(labels.at(-1) ?? '')) return null;
  if (!labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label))) return null;
  const warnings: IdentifierWarning[] = [];
  if (isReserved(ascii)) warnings.push('reserved');
  if (domainToUnicode(ascii).split('.').some(looksLikeAnother)) warnings.push('confusable');
  return { ascii, registrable: parse(ascii, { validateHostname: false }).domain, warnings };
}

/** Domain: the A-label, with the registrable part beside it. */
export const domain: Check = (raw) => {
  const read = readDomain(raw.trim());
  if (!read) return unrecognised('domain_invalid');
  return {
    type: 'domain',
    normal: read.ascii,
    index: read.ascii,
    ...(read.registrable === null ? {} : { registrable: read.registrable }),
    warnings: read.warnings,
  };
};

/** Providers at which other spellings of the local part reach the same box. `dots` are ignored, what follows `+` is a label. */
const ALIAS_RULES: Readonly<Record<string, { dots: boolean; plus: boolean }>> = {
  'gmail.com': { dots: true, plus: true },
  'googlemail.com': { dots: true, plus: true },
  'outlook.com': { dots: false, plus: true },
  'hotmail.com': { dots: false, plus: true },
  'live.com': { dots: false, plus: true },
  'icloud.com': { dots: false, plus: true },
  'fastmail.com': { dots: false, plus: true },
  'proton.me': { dots: false, plus: true },
  'protonmail.com': { dots: false, plus: true },
};

function aliasOf(local: string, host: string): string | null {
  const rule = ALIAS_RULES[host];
  if (!rule) return null;
  let box = rule.plus ? local.replace(/\+.*$/s, '') : local;
  if (rule.dots) box = box.replaceAll('.', '');
  return box !== local && box !== '' ? `${box}@${host}` : null;
}

/** E-mail address: one @, a local part of 64 bytes at most, a valid domain. The local part keeps its case; the index folds it. */
export const email: Check = (raw) => {
  const text = raw.normalize('NFC').trim();
  const parts = text.split('@');
  const [local = '', host = ''] = parts;
  if (parts.length !== 2 || local === '') return unrecognised('email_form');
  if (/[\s"(),:;<>[\\\]]/u.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..') || Buffer.byteLength(local) > 64)
    return unrecognised('email_local_part');
  const read = readDomain(host);
  if (!read) return unrecognised('domain_invalid');
  const warnings = [...read.warnings];
  if (looksLikeAnother(local) && !warnings.includes('confusable')) warnings.push('confusable');
  const variant = aliasOf(local.toLowerCase(), read.ascii);
  return {
    type: 'email',
    normal: `${local}@${read.ascii}`,
    index: `${local.toLowerCase()}@${read.ascii}`,
    ...(variant === null ? {} : { variants: [variant] }),
    warnings,
  };
};

/** Web address: http or https. The host in lower case as A-label, the default port removed, the path as it is; the index leaves out the fragment. */
export const url: Check = (raw) => {
  const text = raw.trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return unrecognised('url_form');
  const read = new URL(text);
  const warnings: IdentifierWarning[] = [];
  const host = readDomain(read.hostname);
  if (host) warnings.push(...host.warnings);
  if (read.username !== '' || read.password !== '') warnings.push('credentials_in_url');
  const normal = read.href;
  read.hash = '';
  return { type: 'url', normal, index: read.href, warnings };
};

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text) {
    value = (value << 5) | BASE32.indexOf(letter);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 0xff);
      value &= (1 << bits) - 1;
    }
  }
  return Buffer.from(bytes);
}

/** Onion address of version 3: key, checksum and version in 56 letters of base32. @source Tor rend-spec-v3, 6 [ONIONADDRESS] */
export const onion: Check = (raw): Normalised => {
  const name = raw
    .trim()
    .toLowerCase()
    .replace(/\.onion$/, '');
  if (!/^[a-z2-7]{56}$/.test(name)) return unrecognised('onion_form');
  const bytes = fromBase32(name);
  const digest = createHash('sha3-256').update('.onion checksum').update(bytes.subarray(0, 32)).update(bytes.subarray(34, 35)).digest();
  if (bytes[34] !== 3 || !digest.subarray(0, 2).equals(bytes.subarray(32, 34))) return unrecognised('checksum');
  return { type: 'onion', normal: `${name}.onion`, index: `${name}.onion`, warnings: [] };
};
