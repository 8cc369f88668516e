import { createHash } from 'node:crypto';
import { bytesToHex } from '@noble/hashes/utils.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { type Check, type IdentifierWarning, type Normalised, unrecognised } from './identifier-types.js';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Bytes of a Base58Check text without its four check bytes; null when it is none. */
function fromBase58Check(text: string): Buffer | null {
  let value = 0n;
  for (const letter of text) {
    const digit = BASE58.indexOf(letter);
    if (digit < 0) return null;
    value = value * 58n + BigInt(digit);
  }
  const hex = value === 0n ? '' : value.toString(16);
  const zeros = /^1*/.exec(text)?.[0].length ?? 0;
  const bytes = Buffer.concat([Buffer.alloc(zeros), Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')]);
  if (bytes.length < 5) return null;
  const body = bytes.subarray(0, -4);
  return sha256(sha256(body)).subarray(0, 4).equals(bytes.subarray(-4)) ? body : null;
}

/** First byte of an address of 21 bytes → network; `-test` marks the networks without value. */
const BASE58_NETWORKS: Readonly<Record<number, string>> = {
  0x00: 'bitcoin',
  0x05: 'bitcoin',
  0x6f: 'bitcoin-test',
  0xc4: 'bitcoin-test',
  0x30: 'litecoin',
  0x32: 'litecoin',
  0x1e: 'dogecoin',
  0x41: 'tron',
};
const BECH32_NETWORKS: Readonly<Record<string, string>> = { bc: 'bitcoin', tb: 'bitcoin-test', bcrt: 'bitcoin-test', ltc: 'litecoin', tltc: 'litecoin-test' };
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** Checksum residue: 1 for Bech32, 0x2bc830a3 for Bech32m. @source BIP 173; BIP 350 */
function polymod(values: readonly number[]): number {
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    generators.forEach((generator, bit) => {
      if ((top >>> bit) & 1) check ^= generator;
    });
  }
  return check >>> 0;
}

/** Network of a segwit address whose checksum fits its version; null when it is none. */
function bech32Network(text: string): string | null {
  const lower = text.toLowerCase();
  const split = lower.lastIndexOf('1');
  if ((text !== lower && text !== text.toUpperCase()) || split < 1 || lower.length > 90) return null;
  const prefix = lower.slice(0, split);
  const values = [...lower.slice(split + 1)].map((letter) => BECH32.indexOf(letter));
  if (values.length < 7 || values.includes(-1)) return null;
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  const residue = polymod([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values]);
  return residue === (values[0] === 0 ? 1 : 0x2bc830a3) ? (BECH32_NETWORKS[prefix] ?? null) : null;
}

/** An address in mixed case carries a checksum in its case; one case alone carries none. @source EIP-55 */
function ethereum(hex: string): Normalised {
  const lower = hex.toLowerCase();
  const oneCase = hex === lower || hex === hex.toUpperCase();
  const digest = bytesToHex(keccak_256(Buffer.from(lower)));
  const mixed = [...lower].map((letter, index) => (Number.parseInt(digest[index] ?? '0', 16) >= 8 ? letter.toUpperCase() : letter)).join('');
  if (!oneCase && mixed !== hex) return unrecognised('checksum');
  return { type: 'crypto_address', normal: `ethereum:0x${mixed}`, index: `ethereum:0x${lower}`, warnings: oneCase ? ['no_checksum'] : [] };
}

/** Address of a payment network: checksum right; the normal form is network and address. */
export const cryptoAddress: Check = (raw): Normalised => {
  const text = raw.trim();
  const hex = /^0x([0-9a-f]{40})$/i.exec(text)?.[1];
  if (hex !== undefined) return ethereum(hex);
  const segwit = bech32Network(text);
  const body = segwit === null ? fromBase58Check(text) : null;
  const network = segwit ?? (body?.length === 21 ? BASE58_NETWORKS[body[0] ?? -1] : undefined);
  if (network === undefined) return unrecognised('checksum');
  const normal = `${network}:${segwit === null ? text : text.toLowerCase()}`;
  const warnings: IdentifierWarning[] = network.endsWith('-test') ? ['reserved'] : [];
  return { type: 'crypto_address', normal, index: normal, warnings };
};

/** Bank account number: 15 to 34 characters, remainder 1 modulo 97. Lengths by country are not looked up. @source ISO 13616-1; ISO/IEC 7064 */
export const iban: Check = (raw) => {
  const normal = raw.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(normal)) return unrecognised('iban_form');
  const digits = [...normal.slice(4), ...normal.slice(0, 4)].map((letter) => Number.parseInt(letter, 36)).join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1 ? { type: 'iban', normal, index: normal, warnings: [] } : unrecognised('checksum');
};

/** Part of a card number: the first six and the last four. A whole number is refused, so that none is ever stored. @source PCI DSS 3.4 */
export const cardPart: Check = (raw): Normalised => {
  const digits = raw.replace(/\D/g, '');
  if (digits.length > 10) return { refused: 'full_card_number' };
  if (!/^\d{4}\s?\d{2}[\s\d*xX•.+-]*?\d{4}$/.test(raw.trim()) || digits.length !== 10) return unrecognised('card_part_form');
  return { type: 'card_part', normal: `${digits.slice(0, 6)}+${digits.slice(6)}`, index: digits, warnings: [] };
};

/** Number plate: it means something only together with its country. */
export const vehiclePlate: Check = (raw, context) => {
  if (context.country === undefined) return unrecognised('country_not_stated');
  const normal = raw
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return normal === '' || normal.length > 16
    ? unrecognised('plate_form')
    : { type: 'vehicle_plate', normal, index: `${context.country}|${normal}`, warnings: [] };
};
