import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { formatVkey, makeVkey, signatureLine, SIGNATURE_TYPES, utf8, type Vkey } from '@comity/transparency-log';
import { rawPublicKey, sha256 } from '../shared/platform.js';

/** A key that signs for the log. Behind it stands a file here, and a hardware module later. */
export interface LogKey {
  vkey: Vkey;
  /** The key in one line, as auditors pin it. */
  text: string;
  /** Signature line for a text that ends with a newline. Ed25519 gives the same line each time. */
  sign(text: string): Promise<string>;
}

/** There is no key file, it is open to others, or it holds no Ed25519 key. */
export class KeyUnusable extends Error {
  override readonly name = 'KeyUnusable';
}

/** Permission bits of everybody but the owner. */
const OTHERS = 0o077;

/**
 * Opens the log's key in the folder of secrets, and makes it when it is missing and may be.
 * @param make whether nothing was ever signed for this log, so that a new key cannot take the place of a lost one.
 * @throws {KeyUnusable}
 */
export function openLogKey(folder: string, origin: string, make: boolean): LogKey {
  return openKey(folder, 'log-key', origin, make);
}

/**
 * Opens every key that signs for the log: the first one, and while it is being changed the one that takes over (`log-key-next`), which somebody has
 * put there. Both sign then, so that whoever knows one of them goes on verifying. @throws {KeyUnusable} @source log.md 7.3
 */
export function openLogKeys(folder: string, origin: string, make: boolean): LogKey[] {
  const first = openLogKey(folder, origin, make);
  return existsSync(join(folder, 'log-key-next')) ? [first, openKey(folder, 'log-key-next', origin, false)] : [first];
}

/** Opens the key that signs receipts and nothing else, as `openLogKey` does. @throws {KeyUnusable} */
export function openReceiptKey(folder: string, origin: string, make: boolean): LogKey {
  return openKey(folder, 'receipt-key', `${origin}/receipt`, make);
}

function openKey(folder: string, file: string, name: string, make: boolean): LogKey {
  const path = join(folder, file);
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status && !make) throw new KeyUnusable(`secret ${file}: missing`);
  if (status && (status.mode & OTHERS) !== 0) throw new KeyUnusable(`secret ${file}: open to others`);
  return keyOf(status ? readKey(path, file) : makeKey(path), name);
}

function readKey(path: string, file: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(readFileSync(path));
  } catch {
    throw new KeyUnusable(`secret ${file}: not a key`);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new KeyUnusable(`secret ${file}: not an Ed25519 key`);
  return key;
}

function makeKey(path: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  // wx: two signers that start together cannot both believe in their key.
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, String(privateKey.export({ format: 'pem', type: 'pkcs8' })));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return privateKey;
}

function keyOf(key: KeyObject, name: string): LogKey {
  const vkey = makeVkey(name, SIGNATURE_TYPES.ed25519, rawPublicKey(key), sha256);
  return {
    vkey,
    text: formatVkey(vkey),
    sign: (text) => Promise.resolve(signatureLine({ name, id: vkey.id, signature: sign(null, utf8(text), key) })),
  };
}
