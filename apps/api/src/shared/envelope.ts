import { createCipheriv, createDecipheriv, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';

/** Bytes of the nonce and of the tag of AES-256-GCM. */
const NONCE = 12;
const TAG = 16;

/** The sealed bytes do not open: another key, another row, or changed bytes. */
export class DoesNotOpen extends Error {
  constructor(readonly where: string) {
    super(`What is sealed at ${where} does not open.`);
  }
}

/**
 * AES-256-GCM with a random 96-bit nonce: nonce, ciphertext, tag.
 * @param bound additional data: names the place, so that bytes moved to another row, agency or class do not open.
 * @source security.md 8.2
 */
export function encrypt(key: Buffer, plain: Buffer, bound: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws {DoesNotOpen} */
export function decrypt(key: Buffer, sealed: Buffer, bound: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(bound));
    decipher.setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    throw new DoesNotOpen(bound);
  }
}

/**
 * Seals to an X25519 public key: ephemeral public key (DER), then the value under HKDF-SHA-256 of the shared secret. Who seals cannot open again.
 * @source security.md 8.3
 */
export function encryptTo(recipient: KeyObject, plain: Buffer, bound: string): Buffer {
  const ephemeral = generateKeyPairSync('x25519');
  const own = ephemeral.publicKey.export({ type: 'spki', format: 'der' });
  const key = sharedKey(ephemeral.privateKey, recipient, own);
  return Buffer.concat([own, encrypt(key, plain, bound)]);
}

/** Length of an X25519 public key in SubjectPublicKeyInfo form. */
const SPKI = 44;

/** @throws {DoesNotOpen} */
export function decryptWith(recipient: KeyObject, sealed: Buffer, bound: string): Buffer {
  const own = sealed.subarray(0, SPKI);
  try {
    return decrypt(sharedKey(recipient, createPublicKey({ key: own, type: 'spki', format: 'der' }), own), sealed.subarray(SPKI), bound);
  } catch {
    throw new DoesNotOpen(bound);
  }
}

function sharedKey(privateKey: KeyObject, publicKey: KeyObject, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), salt, 'comity/victims/v1', 32));
}
