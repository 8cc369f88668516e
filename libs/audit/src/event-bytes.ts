import { createHash } from 'node:crypto';
import { AUDIT_EVENTS, type AuditEvent } from '@comity/contract';
import { base64url, writeEntry, leafHash as hashOfLeaf, type Entry, type Hash } from '@comity/transparency-log';
import { eventId } from './event-id.js';
import { randomBytesOf } from './random.js';

/** An event that its kind's schema does not take. It names members, never their values. */
export class EventRefused extends Error {
  override readonly name = 'EventRefused';
  constructor(
    readonly kind: string,
    readonly members: string[],
  ) {
    super(`${kind}: ${members.join(', ')}`);
  }
}

/** Clocks of the act's transaction, both from the database: `at` is real time, `now` is business time, which a demonstration can move. */
export interface Moment {
  at: Date;
  now?: Date;
}

/** An event ready to be stored. */
export interface EventBytes {
  id: string;
  body: Uint8Array;
  /** 32 bytes. */
  leaf: Uint8Array;
}

const NONCE_BYTES = 16;
/** Both clocks are read in one statement; what differs more than this was moved, in milliseconds. */
const MOVED_MS = 1000;
const nodeHash: Hash = (bytes) => createHash('sha256').update(bytes).digest();

/**
 * Bytes of an event with version, id, nonce and time, and with the business time where it was moved.
 * @throws {EventRefused} on an unknown kind or a member its schema does not take.
 * @throws {EntryRefused} when the bytes would leave the profile of the log.
 * @source log.md 3.1, 5
 */
export function eventBytes(event: AuditEvent, { at, now }: Moment): EventBytes {
  const moved = now !== undefined && Math.abs(now.getTime() - at.getTime()) > MOVED_MS;
  const timed = moved ? { ...event, data: { time: now.toISOString(), ...event.data } } : event;
  if (!Object.hasOwn(AUDIT_EVENTS, event.kind)) throw new EventRefused(event.kind, ['kind']);
  const parsed = AUDIT_EVENTS[event.kind].safeParse(timed);
  if (!parsed.success) throw new EventRefused(event.kind, [...new Set(parsed.error.issues.map(({ code, path }) => `${path.join('/') || 'event'} (${code})`))]);
  const id = eventId(at);
  const entry = { v: 1, id, nonce: base64url(randomBytesOf(NONCE_BYTES)), at: at.toISOString(), ...withoutAbsent(parsed.data) };
  const body = writeEntry(entry as unknown as Entry);
  return { id, body, leaf: hashOfLeaf(body, nodeHash) };
}

/** Members that are given as `undefined` are absent: canonical JSON has no word for them. */
function withoutAbsent(event: object): object {
  const present = (value: object): object => Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
  const whole = present(event) as Record<string, unknown>;
  for (const name of ['data', 'commit', 'why', 'actor', 'on']) {
    const member = whole[name];
    if (typeof member === 'object' && member !== null) whole[name] = present(member);
  }
  return whole;
}
