import { utf8 } from './bytes.js';
import { canonicalJson } from './canonical-json.js';
import { FORBIDDEN_KEYS, JSON_LIMITS, JsonRefused, readJson, type Json } from './json-reader.js';

/** Bytes that are no entry. `where` names the member at fault, never its value. */
export class EntryRefused extends Error {
  override readonly name = 'EntryRefused';
  constructor(readonly where: string) {
    super(`not an entry: ${where}`);
  }
}

/** Who acted. Exactly one of the shapes of log.md 5.2. */
export type Actor =
  | { agency: string; jurisdiction: string; officer: string; role: string }
  | { agency: string; jurisdiction: string; machine: string; officer?: string; role: 'machine' }
  | { service: string }
  | { unknown: true };

/** One entry of the log. What `data` and `commit` may hold is the kind's own. @source log.md 5.2 */
export interface Entry {
  v: 1;
  id: string;
  nonce: string;
  kind: string;
  at: string;
  actor: Actor;
  on?: { id: string; type: string };
  case?: string;
  parties?: string[];
  why?: { purpose?: string; basis?: string; quick?: string };
  data: { [key: string]: Json };
  commit?: { [name: string]: string };
}

/** Roles that a person can act in. @source exchange.md 0.4 */
export const ACTOR_ROLES = ['officer', 'supervisor', 'desk', 'liaison', 'lead', 'auditor', 'administrator', 'dpo', 'operator'] as const;

/** Bytes that an entry may have. @source log.md 5.1 */
export const ENTRY_BYTES = { least: 2, most: 16_384 } as const;

type Members = { [key: string]: Json };
type Check = (value: Json) => boolean;

const pattern =
  (form: RegExp): Check =>
  (value) =>
    typeof value === 'string' && form.test(value);
const isObject = (value: Json): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

const uuid = pattern(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const uuid7 = pattern(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const jurisdiction = pattern(/^[A-Z]{2}$/);
const code = pattern(/^[a-z0-9][a-z0-9_.:-]{0,63}$/);
/** 16 and 32 bytes in base64url: the bits left over in the last letter are zero, so that one byte string has one spelling. */
const nonce = pattern(/^[A-Za-z0-9_-]{21}[AQgw]$/);
const commitmentText = pattern(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
const time: Check = (value) => {
  if (typeof value !== 'string' || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/.test(value)) return false;
  // A day that the calendar does not have comes back as another one.
  const read = new Date(value);
  return !Number.isNaN(read.getTime()) && read.toISOString() === value;
};

/** Whether an object has these members and, beyond the optional ones, no others. */
function shaped(value: Json, must: Record<string, Check>, may: Record<string, Check> = {}): boolean {
  if (!isObject(value)) return false;
  const known = { ...must, ...may };
  return (
    Object.keys(must).every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, member]) => Object.hasOwn(known, key) && known[key]!(member))
  );
}

const personRole: Check = (value) => ACTOR_ROLES.some((role) => role === value);
const actor: Check = (value) =>
  shaped(value, { agency: uuid, jurisdiction, officer: commitmentText, role: personRole }) ||
  shaped(value, { agency: uuid, jurisdiction, machine: uuid, role: (role) => role === 'machine' }, { officer: commitmentText }) ||
  shaped(value, { service: pattern(/^[a-z][a-z_]{1,31}$/) }) ||
  shaped(value, { unknown: (known) => known === true });
const parties: Check = (value) =>
  Array.isArray(value) && value.length > 0 && value.every(jurisdiction) && value.every((party, at) => at === 0 || value[at - 1]! < party!);
const why: Check = (value) => isObject(value) && Object.keys(value).length > 0 && shaped(value, {}, { purpose: code, basis: code, quick: code });
const commits: Check = (value) => isObject(value) && Object.keys(value).length > 0 && Object.values(value).every(commitmentText);

const MUST: Record<string, Check> = {
  v: (value) => value === 1,
  id: uuid7,
  nonce,
  kind: pattern(/^[a-z][a-z_]*\.[a-z][a-z_]*$/),
  at: time,
  actor,
  data: isObject,
};
const MAY: Record<string, Check> = {
  on: (value) => shaped(value, { id: (id) => uuid(id) || commitmentText(id), type: pattern(/^[a-z][a-z_]*$/) }),
  case: uuid,
  parties,
  why,
  commit: commits,
};

/** Refuses what no entry may hold at any depth: null, numbers that are not integers, keys and texts outside the profile. */
function checkProfile(value: Json, where: string): void {
  if (value === null) throw new EntryRefused(`${where}: null`);
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new EntryRefused(`${where}: number`);
  if (typeof value === 'string' && !/^[ -~]*$/.test(value)) throw new EntryRefused(`${where}: text`);
  if (Array.isArray(value)) value.forEach((item) => checkProfile(item, where));
  else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (!/^[a-z][a-z0-9_]*$/.test(key)) throw new EntryRefused(`${where}: key`);
      checkProfile(member, `${where}/${key}`);
    }
  }
}

function checkEntry(value: Json): asserts value is Members {
  checkProfile(value, '');
  if (!isObject(value)) throw new EntryRefused('no object');
  for (const key of Object.keys(MUST)) if (!Object.hasOwn(value, key)) throw new EntryRefused(`no ${key}`);
  for (const [key, member] of Object.entries(value)) {
    const check = MUST[key] ?? MAY[key];
    if (!check || !check(member)) throw new EntryRefused(key);
  }
}

/**
 * Bytes of an entry, as they are hashed and stored.
 * @throws {EntryRefused} when it breaks profile or envelope.
 * @source log.md 5.1, 5.2
 */
export function writeEntry(entry: Entry): Uint8Array {
  checkEntry(entry as unknown as Json);
  const written = utf8(canonicalJson(entry as unknown as Json));
  if (written.length > ENTRY_BYTES.most) throw new EntryRefused('length');
  return written;
}

/** For texts that are not canonical: the first fault that the strict reader, the envelope or the spelling has. @throws {EntryRefused} always */
function readStrictly(text: string): never {
  let value: Json;
  try {
    value = readJson(text);
  } catch (error) {
    if (error instanceof JsonRefused) throw new EntryRefused(error.code);
    throw error;
  }
  checkEntry(value);
  throw new EntryRefused('not canonical');
}

/** The value of a text that is exactly its canonical form, within the limits of the reader; else undefined. Many times faster than `readJson`: a full check reads millions. */
function canonicalValue(text: string): Json | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  return isOrdered(value, JSON_LIMITS.depth) && JSON.stringify(value) === text ? value : undefined;
}

/** Whether the keys of every object are sorted and allowed, and nothing is larger than the reader takes. */
function isOrdered(value: Json, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.length <= JSON_LIMITS.items && value.every((item) => isOrdered(item, depth - 1));
  const keys = Object.keys(value);
  return (
    keys.length <= JSON_LIMITS.keys &&
    keys.every((key, at) => (at === 0 || keys[at - 1]! < key) && !FORBIDDEN_KEYS.has(key) && isOrdered(value[key]!, depth - 1))
  );
}

/**
 * Reads the bytes of an entry and refuses every spelling but the one that `writeEntry` gives.
 * @throws {EntryRefused}
 * @source log.md 5.1, 5.2
 */
export function readEntry(body: Uint8Array): Entry {
  if (body.length < ENTRY_BYTES.least || body.length > ENTRY_BYTES.most) throw new EntryRefused('length');
  for (const byte of body) if (byte < 0x20 || byte > 0x7e) throw new EntryRefused('byte outside the profile');
  const text = String.fromCharCode.apply(null, body as unknown as number[]);
  // A text that is its own canonical form has one reading, so the engine's parser may give it; every other text is refused by the reader that names the fault.
  const value = canonicalValue(text) ?? readStrictly(text);
  checkEntry(value);
  return value as unknown as Entry;
}
