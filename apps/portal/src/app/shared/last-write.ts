import { Service, signal } from '@angular/core';
import { type Written } from '@comity/contract';
import { actOf } from './act-of';

/** A write of this page and the act that it was, `referral.send`. */
export type LoggedWrite = Written & { log: NonNullable<Written['log']>; act: string };

/** The newest write of this page, for "what happened behind this click". It is forgotten when the page is closed. */
@Service()
export class LastWrite {
  private readonly kept = signal<LoggedWrite | undefined>(undefined);
  readonly written = this.kept.asReadonly();

  /** Keeps the answer of a write that left an entry in the log; a draft's save leaves none. */
  keep(body: unknown, method: string, url: string): void {
    const written = body as Partial<Written> | null;
    if (written?.log?.leafHash && written.ref) this.kept.set({ ...(written as Written & { log: LoggedWrite['log'] }), act: actOf(method, url) });
  }
}
