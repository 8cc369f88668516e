import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { formatTlogProof, utf8 } from '@comity/transparency-log';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { PublishedLog } from '../shared/log/published-log';
import { Me } from '../shared/me';
import { type Refusal, refusalOf } from '../shared/refusal';
import { AuditClient } from './audit-client';
import { CheckSteps } from './check-steps';
import { EntryCheck } from './entry-check';
import { EntryVerdict } from './entry-verdict';
import { EvidenceButton } from './evidence-button';
import { save } from './save-file';
import { type Findings, NOTHING_FOUND } from './steps';

/** Checks one entry of the published log in this browser, and writes out every step. */
@Component({
  selector: 'cm-entry-proof',
  imports: [Button, CheckSteps, EntryVerdict, EvidenceButton, Failed, TranslocoPipe],
  templateUrl: './entry-proof.html',
})
export class EntryProof {
  readonly index = input.required<number>();
  private readonly audit = inject(AuditClient);
  private readonly log = inject(PublishedLog);
  private readonly check = inject(EntryCheck);
  private readonly me = inject(Me);
  protected readonly findings = signal<Findings>(NOTHING_FOUND);
  protected readonly isRunning = signal(false);
  protected readonly refusal = signal<Refusal | undefined>(undefined);

  /** Bundles hold the bytes of entries, which auditors open. */
  protected readonly mayOpen = computed(() => this.me.roles().includes('auditor'));

  constructor() {
    effect(() => {
      const index = this.index();
      if (!this.me.person.isLoading()) untracked(() => void this.run(index));
    });
  }

  protected async run(index: number): Promise<void> {
    if (this.isRunning()) return;
    this.isRunning.set(true);
    this.refusal.set(undefined);
    try {
      const body = this.mayOpen() ? async (at: number) => utf8((await this.audit.open(at)).body) : undefined;
      await this.check.run({ source: this.log, index, remember: true, ...(body ? { body } : {}) }, (findings) => this.findings.set(findings));
    } catch (error) {
      this.refusal.set(refusalOf(error));
    } finally {
      this.isRunning.set(false);
    }
  }

  /** The proof as other programs read it: entry, neighbours and signed head in one file. @source C2SP tlog-proof@v1 */
  protected keepProof(): void {
    const { entry, way, head } = this.findings();
    if (!way || !head) return;
    const hashes = way.rungs.map(({ neighbour }) => neighbour);
    const text = formatTlogProof({ ...(entry?.body ? { extra: entry.body } : {}), index: this.index(), hashes, checkpoint: head.note });
    save(`entry-${this.index()}.tlog-proof`, text);
  }
}
