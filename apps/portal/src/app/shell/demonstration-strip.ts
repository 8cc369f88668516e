import { Component, inject, linkedSignal, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { CodeId } from '../shared/code-id';
import { LastWrite } from '../shared/last-write';
import { LogProof, type Standing } from '../shared/log-proof';
import { ProofMark } from '../shared/proof-mark';

/** Says that this is the demonstration, and what happened behind the newest click: the entry of the audit log and whether the log's head holds it. */
@Component({ selector: 'cm-demonstration-strip', imports: [CodeId, ProofMark, TranslocoPipe], templateUrl: './demonstration-strip.html' })
export class DemonstrationStrip {
  protected readonly last = inject(LastWrite);
  private readonly log = inject(LogProof);
  /** Nothing is claimed before somebody asked the log. */
  protected readonly standing = linkedSignal<unknown, Standing>({ source: this.last.written, computation: () => ({ mark: 'claimed' }) });
  protected readonly isAsking = signal(false);

  protected async ask(leafHash: string): Promise<void> {
    this.isAsking.set(true);
    this.standing.set(await this.log.of(leafHash));
    this.isAsking.set(false);
  }
}
