import { Service, signal } from '@angular/core';
import { type Written, WrittenView } from '@comity/contract';

/** The newest write of this page, for "what happened behind this click". It is forgotten when the page is closed. */
@Service()
export class LastWrite {
  private readonly kept = signal<Written | undefined>(undefined);
  readonly written = this.kept.asReadonly();

  /** Keeps the answer of a write that left an entry in the log; a draft's save leaves none. */
  keep(body: unknown): void {
    const written = WrittenView.safeParse(body);
    if (written.success && written.data.log) this.kept.set(written.data);
  }
}
