import { base64, concatBytes, fromBase64, fromHex, hex, sameBytes, utf8 } from './bytes.js';
import { defaultHash, type Hash } from './hashing.js';

/** A verifier key that cannot be read, or whose id is not its own. */
export class VkeyRefused extends Error {
  override readonly name = 'VkeyRefused';
}

/** Kinds of signature that are understood. @source C2SP signed-note v1.0.0 and tlog-cosignature v1.0.1 */
export const SIGNATURE_TYPES = { ed25519: 0x01, cosignature: 0x04 } as const;
const ED25519_BYTES = 32;

/** A key that signatures of notes are checked with. */
export interface Vkey {
  /** Name of the signer; of a log it equals the origin. */
  name: string;
  /** First four bytes of the hash over name, type and key. */
  id: Uint8Array;
  type: number;
  publicKey: Uint8Array;
}

/** Whether a text can name a key: not empty, no space of any kind, no plus. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\s+]/u.test(name);
}

/** Id of a key: four bytes. @source log.md 7.1 */
export function keyId(name: string, type: number, publicKey: Uint8Array, hash: Hash = defaultHash): Uint8Array {
  return hash(concatBytes(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, 4);
}

/** A key with its id. @throws {VkeyRefused} on a name that cannot stand in a note. */
export function makeVkey(name: string, type: number, publicKey: Uint8Array, hash: Hash = defaultHash): Vkey {
  if (!isKeyName(name)) throw new VkeyRefused('name of the key');
  return { name, id: keyId(name, type, publicKey, hash), type, publicKey };
}

/** One line of text for a key: `name+hex(id)+base64(type ‖ key)`. */
export function formatVkey({ name, id, type, publicKey }: Vkey): string {
  return `${name}+${hex(id)}+${base64(concatBytes(Uint8Array.of(type), publicKey))}`;
}

/** Reads a key and recomputes its id. @throws {VkeyRefused} */
export function parseVkey(text: string, hash: Hash = defaultHash): Vkey {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text);
  if (!match) throw new VkeyRefused('form of the key');
  const [, name, id, key] = match as unknown as [string, string, string, string];
  let bytes: Uint8Array;
  try {
    bytes = fromBase64(key);
  } catch {
    throw new VkeyRefused('base64 of the key');
  }
  const type = bytes[0];
  const publicKey = bytes.slice(1);
  if (type === undefined) throw new VkeyRefused('empty key');
  const known: number[] = Object.values(SIGNATURE_TYPES);
  if (known.includes(type) && publicKey.length !== ED25519_BYTES) throw new VkeyRefused('length of the key');
  const vkey = makeVkey(name, type, publicKey, hash);
  if (!sameBytes(vkey.id, fromHex(id))) throw new VkeyRefused('id of another key');
  return vkey;
}
