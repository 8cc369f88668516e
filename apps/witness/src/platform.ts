import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto';
import { type Hash, type Verify } from '@comity/transparency-log';

/** SHA-256 of the platform. */
export const sha256: Hash = (bytes) => hash('sha256', bytes, 'buffer');

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The raw 32 bytes of the public half of an Ed25519 key. */
export const rawPublicKey = (key: KeyObject): Uint8Array => Uint8Array.from(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length));

/** Checks an Ed25519 signature over a raw key of 32 bytes. */
export const verifyEd25519: Verify = (publicKey, message, signature) =>
  verify(null, message, createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' }), signature);
