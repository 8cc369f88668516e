import { ACR_LEVELS, isStepUpFresh } from '@comity/casework';
import { fromBase64url, type Json, readJson } from '@comity/transparency-log';
import { jwtVerify } from 'jose';
import { TOKEN_CLAIMS, type Claims } from './claims.js';
import { type KeySet } from './key-set.js';
import { Problem } from './problem.js';

export { type Claims } from './claims.js';

/** What a token is checked against. */
export interface TokenOptions {
  issuer: string;
  audience: string;
  /** The one client whose tokens count. */
  client: string;
  /** In production a sign-in of the stand-in (`amr` has `demo`) never counts. */
  mode: 'demonstration' | 'production';
  /** Real time in milliseconds; tokens know no other. */
  clock?: () => number;
}

const LONGEST = 8_192;
const ALGORITHMS = ['ES256', 'PS256'];
const TYPE = 'at+jwt';
const SKEW_S = 5;
/** Oldest a token may be when it comes. */
const OLDEST_S = 600;
/** 300 s of life and 30 s of slack. @source security.md 4.3 */
const LONGEST_LIFE_S = 330;
const KID = /^[\w.~:+/=-]{1,200}$/;
const JWT_LIMITS = { depth: 4, keys: 40, items: 100 };

/** One refusal for every fault: whoever forges tokens learns nothing from the answer. */
const refused = (): Problem => new Problem('sign-in', { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } });

/**
 * The claims of the bearer token in `rawHeaders`, checked in the order of security.md 4.5, steps 1 to 6. The officer's row is the guard's to check.
 * @param rawHeaders names and values in turn, as they came: Node's parsed form hides a second header.
 * @throws {Problem} `sign-in` for every fault of the token, `closed` when the provider's keys cannot be had.
 */
export async function verifyToken(rawHeaders: readonly string[], keys: KeySet, options: TokenOptions): Promise<Claims> {
  const token = bearerOf(rawHeaders);
  const [head, body] = partsOf(token);
  const kid = kidOf(head);
  const claims = TOKEN_CLAIMS.safeParse(body);
  if (!claims.success) throw refused();
  const key = await keys.find(kid);
  if (!key) throw refused();
  // A token's times are the provider's real time, not business time.
  const nowMs = (options.clock ?? Date.now)();
  try {
    await jwtVerify(token, key, {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: ALGORITHMS,
      typ: TYPE,
      clockTolerance: SKEW_S,
      maxTokenAge: OLDEST_S,
      requiredClaims: ['exp', 'iat', 'sub', 'jti'],
      currentDate: new Date(nowMs),
    });
  } catch {
    // Beside its own errors the library lets those of WebCrypto out, for a key of another type than `alg`.
    throw refused();
  }
  refuseClaims(claims.data, options, nowMs / 1000);
  return claims.data;
}

/** Step 1: exactly one header, scheme Bearer, three parts, at most 8 KiB. */
function bearerOf(rawHeaders: readonly string[]): string {
  const values = rawHeaders.filter((_value, at) => at % 2 === 1 && rawHeaders[at - 1]!.toLowerCase() === 'authorization');
  if (values.length === 0) throw new Problem('sign-in');
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(values[0]!)?.[1];
  if (values.length > 1 || token === undefined || token.length > LONGEST) throw refused();
  return token;
}

/** Steps 2 to 4: each part has one spelling, and header and payload read alike in every strict reader. */
function partsOf(token: string): [Json, Json] {
  try {
    const [head, body] = token.split('.').map((part) => fromBase64url(part)) as [Uint8Array, Uint8Array, Uint8Array];
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return [readJson(decoder.decode(head), JWT_LIMITS), readJson(decoder.decode(body), JWT_LIMITS)];
  } catch {
    throw refused();
  }
}

/** Step 3: the header names algorithm, key and type and nothing else: no key of its own, no address of one, nothing critical. */
function kidOf(head: Json): string {
  if (typeof head !== 'object' || head === null || Array.isArray(head)) throw refused();
  const { alg, kid, typ } = head;
  if (Object.keys(head).length !== 3 || typeof alg !== 'string' || !ALGORITHMS.includes(alg) || typ !== TYPE) throw refused();
  if (typeof kid !== 'string' || !KID.test(kid)) throw refused();
  return kid;
}

/** Step 6: what the library does not look at. */
function refuseClaims(claims: Claims, options: TokenOptions, nowS: number): void {
  const sound =
    claims.iss === options.issuer &&
    claims.aud === options.audience &&
    claims.azp === options.client &&
    claims.exp > claims.iat &&
    claims.exp - claims.iat <= LONGEST_LIFE_S &&
    claims.auth_time <= nowS + SKEW_S &&
    ACR_LEVELS.some((level) => level === claims.acr) &&
    !(options.mode === 'production' && claims.amr?.includes('demo'));
  if (!sound) throw refused();
}

/**
 * Refuses an act that asks for a fresh sign-in with the strong factor.
 * @param now the database's real clock.
 * @throws {Problem} `step-up` with the challenge of RFC 9470.
 * @source security.md 2.6; a refresh keeps a raised level, so the time decides too
 */
export function requireFresh(claims: { acr: string; authTime: Date }, now: Date): void {
  const acr = ACR_LEVELS.find((level) => level === claims.acr);
  if (!acr || !isStepUpFresh({ acr, authTimeMs: claims.authTime.getTime() }, now.getTime())) throw new Problem('step-up');
}
