import { Component, inject, linkedSignal, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { CodeId } from '../shared/code-id';
import { LastWrite } from '../shared/last-write';
import { type Proof, ProofMark } from '../shared/proof-mark';
import { type Found, LogLook } from './log-look';

/** Says that this is the demonstration, and what happened behind the newest click: the entry of the audit log and whether the log's head holds it. */
@Component({ selector: 'cm-demonstration-strip', imports: [CodeId, ProofMark, TranslocoPipe], templateUrl: './demonstration-strip.html' })
export class DemonstrationStrip {
  protected readonly last = inject(LastWrite);
  private readonly look = inject(LogLook);
  protected readonly found = linkedSignal<unknown, Found | undefined>({ source: this.last.written, computation: () => undefined });
  /** Nothing is claimed before somebody asked the log. */
  protected readonly proof = linkedSignal<unknown, Proof>({ source: this.last.written, computation: () => 'claimed' });
  protected readonly isAsking = signal(false);

  protected async ask(leafHash: string): Promise<void> {
    this.isAsking.set(true);
    try {
      const found = await this.look.find(leafHash);
      this.found.set(found);
      this.proof.set(found ? 'signed' : 'unknown');
    } catch {
      this.proof.set('unknown');
    } finally {
      this.isAsking.set(false);
    }
  }
}
