import type { IdentifierType } from '@comity/casework';
import { accountId, displayName, groupId, personName, username } from './identifier-accounts.js';
import { domain, email, onion, url } from './identifier-addresses.js';
import { advertisingId, cellId, deviceOther, iccid, imei, imsi, p2pGuid } from './identifier-devices.js';
import { ipv4, ipv6, mac } from './identifier-network.js';
import { cardPart, cryptoAddress, iban, vehiclePlate } from './identifier-payments.js';
import { phone } from './identifier-phone.js';
import { type Check, type IdentifierContext, type Normalised, type Refused } from './identifier-types.js';

/** Longest value that is kept, in characters. @source exchange.md 1.9 */
const RAW_MAX = 2048;

/** One check a type. @source exchange.md 1.9 */
const CHECKS: Readonly<Record<IdentifierType, Check>> = {
  email,
  phone,
  ipv4,
  ipv6,
  url,
  onion,
  domain,
  imei,
  imsi,
  iccid,
  mac,
  iban,
  account_id: accountId,
  username,
  group_id: groupId,
  display_name: displayName,
  advertising_id: advertisingId,
  device_other: deviceOther,
  p2p_guid: p2pGuid,
  crypto_address: cryptoAddress,
  card_part: cardPart,
  vehicle_plate: vehiclePlate,
  cell_id: cellId,
  person_name: personName,
};

/** First character that nobody can see or that turns the reading direction; it would make two values look alike. */
function unseen(raw: string): Refused | null {
  let position = 0;
  for (const letter of raw) {
    if (/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(letter)) return { refused: 'format_character', position };
    if (/\p{Cc}/u.test(letter)) return { refused: 'control_character', position };
    position += 1;
  }
  return null;
}

/**
 * Checks one value as received and gives its normal form. Pure: the same value and context give the same answer on every machine; letters are
 * folded without regard to the server's language. A refused value must not be stored; an unrecognised one is kept with the reason.
 * @source exchange.md 1.9; security.md 5.5
 */
export function normalise(type: IdentifierType, raw: string, context: IdentifierContext = {}): Normalised {
  if (raw.trim() === '') return { refused: 'empty' };
  if (raw.length > RAW_MAX) return { refused: 'too_long' };
  return unseen(raw) ?? CHECKS[type](raw, context);
}
