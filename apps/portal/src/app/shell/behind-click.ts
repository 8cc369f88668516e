import { Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { EntryCourse } from '../shared/entry-course';
import { type LoggedWrite } from '../shared/last-write';
import { LogProof, type Standing } from '../shared/log-proof';
import { Me } from '../shared/me';
import { type Proof } from '../shared/proof-mark';

/** How often the log is asked while no witnessed head holds the entry, and how many times. */
const ASK_MS = 2000;
const ASK_TIMES = 30;
/** Marks that a later question can still change. */
const OPEN: readonly Proof[] = ['claimed', 'unknown', 'signed'];

/**
 * The entry that the newest act of this page left, and how far it has come: written with the act, held by the signed head, signed by witnesses. The public
 * log is asked, not the API that wrote it, until a head holds the entry.
 */
@Component({
  selector: 'cm-behind-click',
  imports: [EntryCourse],
  template: '<cm-entry-course [written]="written()" [standing]="standing()" [reads]="reads()" />',
})
export class BehindClick {
  readonly written = input.required<LoggedWrite>();
  private readonly log = inject(LogProof);
  private readonly me = inject(Me);
  protected readonly standing = linkedSignal<unknown, Standing>({ source: this.written, computation: () => ({ mark: 'claimed' }) });
  /** Auditors read entries; everybody checks them. */
  protected readonly reads = computed(() => this.me.roles().includes('auditor'));

  constructor() {
    effect((onCleanup) => {
      const { leafHash } = this.written().log;
      let left = ASK_TIMES;
      let isGone = false;
      const ask = async (): Promise<void> => {
        const standing = await this.log.of(leafHash);
        if (isGone) return;
        this.standing.set(standing);
        if (OPEN.includes(standing.mark) && (left -= 1) > 0) timer = setTimeout(() => void ask(), ASK_MS);
      };
      let timer = setTimeout(() => void ask());
      onCleanup(() => {
        isGone = true;
        clearTimeout(timer);
      });
    });
  }
}
