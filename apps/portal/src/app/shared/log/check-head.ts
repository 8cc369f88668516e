import { CheckpointRefused, NoteRefused, openCheckpoint, parseVkey, readCheckpoint, type Verify, VkeyRefused } from '@comity/transparency-log';

/** Why a head is not taken. `ed25519`: this browser cannot check such a signature. */
export type HeadFault = 'format' | 'key' | 'signature' | 'unsigned' | 'origin' | 'ed25519';

/** What a signed note says, and whether one of the keys signed it. */
export interface CheckedHead {
  origin: string;
  size: number;
  root: Uint8Array;
  fault?: HeadFault;
}

/** This browser cannot check signatures of Ed25519, or the page came over a connection that is not safe. */
export class CannotCheck extends Error {}

/** Checks by Web Crypto. @throws {CannotCheck} */
export const verifyEd25519: Verify = async (publicKey, message, signature) => {
  const subtle = (globalThis.crypto as { subtle?: SubtleCrypto }).subtle;
  if (!subtle) throw new CannotCheck();
  const key = await subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify']).catch(() => {
    throw new CannotCheck();
  });
  return subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(message));
};

/**
 * Reads a signed note and checks it under the keys, one a line. It runs in the page: the script of the worker is sandboxed, and such a worker has no
 * Web Crypto. @param nowS seconds since 1970 @source C2SP signed-note, tlog-checkpoint
 */
export async function checkHead(note: string, vkeys: string, nowS: number): Promise<CheckedHead> {
  let said: CheckedHead = { origin: '', size: 0, root: new Uint8Array(32) };
  try {
    const { origin, size, root } = readCheckpoint(note);
    said = { origin, size, root };
    const keys = vkeys
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => parseVkey(line));
    await openCheckpoint(note, keys, { verify: verifyEd25519, nowS });
    return keys.some(({ name }) => name === origin) ? said : { ...said, fault: 'origin' };
  } catch (error) {
    if (error instanceof VkeyRefused) return { ...said, fault: 'key' };
    if (error instanceof CheckpointRefused) return { ...said, fault: 'format' };
    if (error instanceof NoteRefused) return { ...said, fault: error.code === 'cosignature' ? 'signature' : error.code };
    if (error instanceof CannotCheck) return { ...said, fault: 'ed25519' };
    throw error;
  }
}
