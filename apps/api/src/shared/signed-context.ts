import { createHmac } from 'node:crypto';

/** Agency of a context in which Comity itself acts. No officer has it. */
export const NIL_AGENCY = '00000000-0000-0000-0000-000000000000';

/** For whom a transaction runs: what row-level security compares rows with. `personId` is absent where no person owes the work. */
export interface Principal {
  agencyId: string;
  personId?: string | undefined;
}

/** Seconds a context is valid; longer than any handler may run. */
const VALID_S = 30;

/**
 * The signed text that `sec.context()` accepts: version, key id, agency, person, expiry in Unix seconds, backend process id, HMAC-SHA-256 in hex.
 * An injected `set_config` cannot widen it without the key.
 * @param key `kid:hex` of the secret file `context-key`.
 * @param at real clock of the database in this transaction.
 * @source security.md 3.2
 */
export function signContext(key: string, who: Principal, backend: number, at: Date): string {
  const [kid, secret] = key.split(':') as [string, string];
  const text = ['v1', kid, who.agencyId, who.personId ?? '', Math.floor(at.getTime() / 1000) + VALID_S, backend].join('.');
  return `${text}.${createHmac('sha256', Buffer.from(secret, 'hex')).update(text).digest('hex')}`;
}
