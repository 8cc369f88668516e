import { HttpContext, HttpContextToken } from '@angular/common/http';

/** Version that the person saw, for `If-Match`; undefined where nothing is changed. */
export const VERSION = new HttpContextToken<number | undefined>(() => undefined);
/** Key of one intention, for `Idempotency-Key`. A retry of the same intention carries the same key. */
export const INTENT = new HttpContextToken<string | undefined>(() => undefined);
/** Purpose of a read of content, for `Comity-Purpose`. */
export const PURPOSE = new HttpContextToken<string | undefined>(() => undefined);

/** What a call says beside its body. Hand it to HttpClient as `{ context: how({ version, intent }) }`. */
export function how(options: { version?: number; intent?: string; purpose?: string }): HttpContext {
  return new HttpContext().set(VERSION, options.version).set(INTENT, options.intent).set(PURPOSE, options.purpose);
}
