import { Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { CodeId } from '../shared/code-id';
import { type LoggedWrite } from '../shared/last-write';
import { Me } from '../shared/me';
import { type Proof, ProofMark } from '../shared/proof-mark';
import { type Found, LogLook } from './log-look';

/** How often the log is asked until its published head holds the entry, and for how long. */
const ASK_MS = 2000;
const ASK_TIMES = 45;

/**
 * The entry that the newest act of this page left: what it says, and whether the log's published head holds it. It is asked in the public tiles, not at
 * the API that wrote it; `claimed` until it is found, `signed` from then on. Whether it is proved, the page of proofs says.
 */
@Component({ selector: 'cm-behind-click', imports: [CodeId, ProofMark, RouterLink, TranslocoPipe], templateUrl: './behind-click.html' })
export class BehindClick {
  readonly written = input.required<LoggedWrite>();
  private readonly look = inject(LogLook);
  private readonly me = inject(Me);
  protected readonly found = linkedSignal<unknown, Found | undefined>({ source: this.written, computation: () => undefined });
  protected readonly isSilent = linkedSignal<unknown, boolean>({ source: this.written, computation: () => false });
  protected readonly proof = computed<Proof>(() => (this.found() ? 'signed' : this.isSilent() ? 'unknown' : 'claimed'));
  protected readonly reads = computed(() => this.me.roles().includes('auditor'));

  constructor() {
    effect((onCleanup) => {
      const { leafHash } = this.written().log;
      let left = ASK_TIMES;
      const asking = setInterval(() => {
        if ((left -= 1) < 0) clearInterval(asking);
        else void this.ask(leafHash, () => clearInterval(asking));
      }, ASK_MS);
      void this.ask(leafHash, () => clearInterval(asking));
      onCleanup(() => clearInterval(asking));
    });
  }

  private async ask(leafHash: string, stop: () => void): Promise<void> {
    try {
      const found = await this.look.find(leafHash);
      if (leafHash !== this.written().log.leafHash) return;
      this.isSilent.set(false);
      this.found.set(found);
      if (found) stop();
    } catch {
      this.isSilent.set(true);
    }
  }
}
