import { Service, signal } from '@angular/core';
import { type Written } from '@comity/contract';

/** The newest write of this page, for "what happened behind this click". It is forgotten when the page is closed. */
@Service()
export class LastWrite {
  private readonly kept = signal<Written | undefined>(undefined);
  readonly written = this.kept.asReadonly();

  /** Keeps the answer of a write that left an entry in the log; a draft's save leaves none. */
  keep(body: unknown): void {
    const written = body as Partial<Written> | null;
    if (written?.log?.leafHash && written.ref) this.kept.set(written as Written);
  }
}
