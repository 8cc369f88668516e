import { createPublicKey, hash, verify } from 'node:crypto';
import { type Hash, type Verify } from '@comity/transparency-log';

/** SHA-256 of the platform. */
export const sha256: Hash = (bytes) => hash('sha256', bytes, 'buffer');

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Checks an Ed25519 signature over a raw key of 32 bytes. */
export const verifyEd25519: Verify = (publicKey, message, signature) =>
  verify(null, message, createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' }), signature);
