import { type Check, type IdentifierWarning, unrecognised } from './identifier-types.js';

/** True when the last digit is the check digit of those before it. @source ISO/IEC 7812-1, annex B */
export function luhn(digits: string): boolean {
  return luhnSum(digits) % 10 === 0;
}

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, letter, index) => {
    const digit = Number(letter) * (index % 2 === 0 ? 1 : 2);
    return sum + (digit > 9 ? digit - 9 : digit);
  }, 0);
}

const digitsOf = (raw: string): string => raw.trim().replace(/[\s./-]/g, '');

/** Handset number: 15 digits with a right check digit; 14 get theirs, of 16 the software version is cut. @source 3GPP TS 23.003, 6.2 */
export const imei: Check = (raw) => {
  const digits = digitsOf(raw);
  if (!/^\d{14,16}$/.test(digits)) return unrecognised('imei_form');
  const warnings: IdentifierWarning[] = [];
  if (digits.length === 15 && !luhn(digits)) return unrecognised('checksum');
  if (digits.length === 14) warnings.push('check_digit_added');
  if (digits.length === 16) warnings.push('software_version_cut');
  if (digits.startsWith('00')) warnings.push('reserved');
  const body = digits.slice(0, 14);
  const normal = `${body}${(10 - (luhnSum(`${body}0`) % 10)) % 10}`;
  return { type: 'imei', normal, index: normal, warnings };
};

/** Subscriber number of a SIM: 14 or 15 digits; network 001-01 is the test network. @source ITU-T E.212 */
export const imsi: Check = (raw) => {
  const digits = digitsOf(raw);
  if (!/^\d{14,15}$/.test(digits)) return unrecognised('imsi_form');
  return { type: 'imsi', normal: digits, index: digits, warnings: digits.startsWith('00101') ? ['reserved'] : [] };
};

/** Serial number of a SIM: 18 to 22 digits that begin with 89, check digit right. @source ITU-T E.118 */
export const iccid: Check = (raw) => {
  const digits = digitsOf(raw);
  if (!/^89\d{16,20}$/.test(digits)) return unrecognised('iccid_form');
  return luhn(digits) ? { type: 'iccid', normal: digits, index: digits, warnings: [] } : unrecognised('checksum');
};

/** Advertising number of a handset: a UUID; one of zeros says that the person switched it off. */
export const advertisingId: Check = (raw) => {
  const normal = raw.trim().toLowerCase();
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(normal)) return unrecognised('uuid_form');
  return /^[0-]+$/.test(normal) ? unrecognised('switched_off') : { type: 'advertising_id', normal, index: normal, warnings: [] };
};

/** Any other number of a device; it means something only together with the service that made it. */
export const deviceOther: Check = (raw, context) => {
  const normal = raw.trim();
  return context.service === undefined
    ? unrecognised('service_unknown')
    : { type: 'device_other', normal, index: `${context.service}|${normal}`, warnings: [] };
};

/** Length in hex digits of the number that each peer-to-peer client gives itself. */
const GUID_LENGTH: Readonly<Record<string, number>> = { gnutella: 32, phex: 32, emule: 32, edonkey: 32, ares: 32, freenet: 64, bittorrent: 40 };

/** Number of a peer-to-peer client, of the length that this client uses. */
export const p2pGuid: Check = (raw, context) => {
  const normal = raw.trim().toLowerCase();
  const length = context.service === undefined ? undefined : GUID_LENGTH[context.service];
  if (length === undefined) return unrecognised('client_unknown');
  return normal.length === length && /^[0-9a-f]+$/.test(normal) ? { type: 'p2p_guid', normal, index: normal, warnings: [] } : unrecognised('guid_length');
};

/** Cell of a mobile network, `MCC-MNC-LAC-CI`; the last two as numbers, the codes with their zeros. @source 3GPP TS 23.003, 4 and 19.6 */
export const cellId: Check = (raw) => {
  const read = /^(\d{3})[-:\s](\d{2,3})[-:\s](\d{1,8})[-:\s](\d{1,11})$/.exec(raw.trim());
  if (!read) return unrecognised('cell_form');
  const [, country = '', network = '', area = '', cell = ''] = read;
  // 24 bits for the tracking area of the newest networks, 36 bits for their cells.
  if (Number(area) > 0xff_ffff || Number(cell) > 2 ** 36 - 1) return unrecognised('cell_range');
  const normal = `${country}-${network}-${Number(area)}-${Number(cell)}`;
  return { type: 'cell_id', normal, index: normal, warnings: country === '001' ? ['reserved'] : [] };
};
