import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Problem } from './problem.js';

/** Public keys of the identity provider by key id. */
export interface KeySet {
  /**
   * The key of that id, or undefined when the provider has none.
   * @throws {Problem} `closed` when no good set is at hand: without keys nobody can be told from anybody.
   */
  find(kid: string): Promise<KeyObject | undefined>;
}

/** Limits of the fetch. Tests shorten the times; `clock` is milliseconds of a steady clock. */
export interface KeySetOptions {
  timeoutMs?: number;
  clock?: () => number;
}

const MOST_BYTES = 65_536;
const TIMEOUT_MS = 3_000;
/** A stranger's key id must not turn into a stampede on the provider. */
const PAUSE_MS = 10_000;
/** After this the set is asked for again, so that a withdrawn key goes. */
const FRESH_MS = 300_000;
/** How long the last good set counts while the provider answers badly. */
const KEPT_MS = 3_600_000;
const SMALLEST_RSA = 2048;
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * Keeps the provider's keys, fetched from one address: no redirects, 64 KiB, 3 s, at most once in 10 s.
 * @source security.md 4.5
 */
export function openKeySet(url: string, options: KeySetOptions = {}): KeySet {
  const clock = options.clock ?? (() => performance.now());
  let keys = new Map<string, KeyObject>();
  let goodAt = -Infinity;
  let triedAt = -Infinity;
  let running: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    triedAt = clock();
    try {
      const found = readKeySet(await fetchText(url, options.timeoutMs ?? TIMEOUT_MS));
      if (found.size === 0) return;
      keys = found;
      goodAt = clock();
    } catch {
      // Whatever went wrong, the last good set stays until its hour is over; the empty map below then closes the door.
    }
  }
  const refreshOnce = (): Promise<void> => {
    if (clock() - triedAt >= PAUSE_MS) running = refresh();
    return running ?? Promise.resolve();
  };

  return {
    async find(kid) {
      if (!keys.has(kid) || clock() - goodAt > FRESH_MS) await refreshOnce();
      if (clock() - goodAt > KEPT_MS) throw new Problem('closed', { headers: { 'retry-after': '10' } });
      return keys.get(kid);
    },
  };
}

async function fetchText(url: string, timeoutMs: number): Promise<string> {
  const answer = await fetch(url, { redirect: 'error', headers: { accept: 'application/json' }, signal: AbortSignal.timeout(timeoutMs) });
  if (answer.status !== 200 || !answer.body) throw new Error('key set: no answer');
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > MOST_BYTES) throw new Error('key set: too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/**
 * Keys of a key set that may verify. Dropped: without id, with an id that another key has too, with a private part, for another use, RSA below 2,048
 * bits, other types and curves.
 * @throws {SyntaxError} when it is not JSON.
 */
export function readKeySet(text: string): Map<string, KeyObject> {
  const listed: unknown = (JSON.parse(text) as { keys?: unknown } | null)?.keys;
  const all = Array.isArray(listed)
    ? (listed as unknown[]).filter((key): key is JsonWebKey & Record<string, unknown> => typeof key === 'object' && key !== null)
    : [];
  const ids = all.map((key) => key.kid);
  const found = new Map<string, KeyObject>();
  for (const key of all) {
    const id = key.kid;
    if (typeof id !== 'string' || id === '' || ids.filter((other) => other === id).length > 1 || !mayVerify(key)) continue;
    const made = publicKeyOf(key);
    if (made) found.set(id, made);
  }
  return found;
}

function mayVerify(key: JsonWebKey & Record<string, unknown>): boolean {
  if (PRIVATE.some((part) => part in key)) return false;
  if (key.use !== undefined && key.use !== 'sig') return false;
  return key.key_ops === undefined || (Array.isArray(key.key_ops) && key.key_ops.includes('verify'));
}

function publicKeyOf(key: JsonWebKey): KeyObject | undefined {
  if (key.kty !== 'RSA' && !(key.kty === 'EC' && key.crv === 'P-256')) return undefined;
  try {
    const made = createPublicKey({ key, format: 'jwk' });
    return key.kty === 'RSA' && (made.asymmetricKeyDetails?.modulusLength ?? 0) < SMALLEST_RSA ? undefined : made;
  } catch {
    return undefined;
  }
}
