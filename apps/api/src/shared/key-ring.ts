import { createPublicKey, type KeyObject } from 'node:crypto';

/** A secret file has the wrong form. Names the file, never its content. */
export class KeyMalformed extends Error {
  constructor(readonly file: string) {
    super(`Secret file ${file} does not hold a key of its kind.`);
  }
}

/** Keys of the agencies, read from the folder of secrets when first needed. Printing a ring shows no key. */
export class KeyRing {
  readonly #bytes = new Map<string, Buffer>();
  readonly #read: (name: string) => string;

  /** @param read gives the text of a secret file, or throws naming it. */
  constructor(read: (name: string) => string) {
    this.#read = read;
  }

  /** Wrapping key of an agency, 32 bytes: it wraps the record keys of classes C1, C2, C4 and C5. */
  wrapping(agencyId: string): Buffer {
    return this.#hex(`wrap-${agencyId}`);
  }

  /** Key of the agency's search index, 32 bytes. */
  index(agencyId: string): Buffer {
    return this.#hex(`index-${agencyId}`);
  }

  /** Key of the permutation of reference numbers, 32 bytes. */
  references(): Buffer {
    return this.#hex('ref-key');
  }

  /** Key that seals cursors of lists, 32 bytes. */
  cursors(): Buffer {
    return this.#hex('cursor-key');
  }

  /** Public half of the agency's X25519 pair for victims' values. The private half is the worker's alone and nothing reads it yet. */
  victimsPublic(agencyId: string): KeyObject {
    const file = `victims-${agencyId}.pub`;
    const text = this.#read(file);
    try {
      return createPublicKey(text);
    } catch {
      throw new KeyMalformed(file);
    }
  }

  #hex(file: string): Buffer {
    const known = this.#bytes.get(file);
    if (known) return known;
    const text = this.#read(file);
    if (!/^[0-9a-f]{64}$/.test(text)) throw new KeyMalformed(file);
    const bytes = Buffer.from(text, 'hex');
    this.#bytes.set(file, bytes);
    return bytes;
  }
}
