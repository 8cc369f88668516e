import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { cosignature, cosignatureMessage, formatVkey, makeVkey, signatureLine, SIGNATURE_TYPES } from '@comity/transparency-log';
import { syncFolder } from './durable-file.js';
import { rawPublicKey, sha256 } from './platform.js';

/** The key of this witness. */
export interface WitnessKey {
  /** The key in one line, as policies name it. */
  vkey: string;
  /** Line over the text of a checkpoint, which ends with a newline. @param time in seconds since 1970 */
  cosign(text: string, time: number): string;
}

/** There is no key file, it is open to others, or it holds no Ed25519 key. */
export class KeyUnusable extends Error {
  override readonly name = 'KeyUnusable';
}

/** Permission bits of everybody but the owner. */
const OTHERS = 0o077;

/**
 * Opens the key of a witness, and makes it when it is missing and may be.
 * @param make whether this witness never signed, so that a new key cannot take the place of a lost one.
 * @throws {KeyUnusable}
 */
export function openWitnessKey(path: string, name: string, make: boolean): WitnessKey {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status && !make) throw new KeyUnusable('missing, although this witness has signed before');
  if (status && (status.mode & OTHERS) !== 0) throw new KeyUnusable('open to others');
  return witnessKeyOf(status ? readKey(path) : makeKey(path), name);
}

/** @param name of the witness, as it stands in its lines. */
export function witnessKeyOf(key: KeyObject, name: string): WitnessKey {
  const vkey = makeVkey(name, SIGNATURE_TYPES.cosignature, rawPublicKey(key), sha256);
  return {
    vkey: formatVkey(vkey),
    cosign: (text, time) => signatureLine({ name, id: vkey.id, signature: cosignature(time, sign(null, cosignatureMessage(text, time), key)) }),
  };
}

function readKey(path: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(readFileSync(path));
  } catch {
    throw new KeyUnusable('not a key');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new KeyUnusable('not an Ed25519 key');
  return key;
}

function makeKey(path: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  // wx: two witnesses that start together cannot both believe in their key.
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, String(privateKey.export({ format: 'pem', type: 'pkcs8' })));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(dirname(path));
  return privateKey;
}
