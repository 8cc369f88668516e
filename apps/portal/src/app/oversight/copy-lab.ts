import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { parseCount, readCheckpoint } from '@comity/transparency-log';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { PublishedLog } from '../shared/log/published-log';
import { Me } from '../shared/me';
import { type Refusal, refusalOf } from '../shared/refusal';
import { type ChangedCopy, changedCopy, type Depth, DEPTHS } from './changed-copy';
import { CheckSteps } from './check-steps';
import { EntryCheck } from './entry-check';
import { EntryVerdict } from './entry-verdict';
import { type Findings } from './steps';
import { WholeLog } from './whole-log';

/** Demonstration: takes the log into memory, changes one old entry of this copy, and shows where its checks break. */
@Component({
  selector: 'cm-copy-lab',
  imports: [Button, CheckSteps, EntryVerdict, Failed, Field, FieldInput, FormField, TranslocoPipe, WholeLog],
  templateUrl: './copy-lab.html',
})
export class CopyLab {
  private readonly log = inject(PublishedLog);
  private readonly check = inject(EntryCheck);
  private readonly me = inject(Me);
  protected readonly depths = DEPTHS;
  protected readonly mayOpen = computed(() => this.me.roles().includes('auditor'));
  private readonly startDepth = computed((): string => (this.mayOpen() ? 'entry' : 'leaf'));
  protected readonly model = linkedSignal(() => ({ index: '', depth: this.startDepth() }));
  protected readonly fields = form(this.model);
  protected readonly copy = signal<ChangedCopy | undefined>(undefined);
  protected readonly findings = signal<Findings | undefined>(undefined);
  protected readonly isBusy = signal(false);
  protected readonly refusal = signal<Refusal | undefined>(undefined);
  /** Without the right to open entries their bytes cannot be copied, so the change begins at the hash. */
  protected readonly isClosed = (depth: Depth): boolean => depth === 'entry' && !this.mayOpen();

  protected async change(): Promise<void> {
    this.isBusy.set(true);
    this.refusal.set(undefined);
    this.copy.set(undefined);
    this.findings.set(undefined);
    try {
      const { size } = readCheckpoint(await this.log.note());
      const index = Math.min(parseCount(this.model().index) ?? Math.floor(size / 3), size - 1);
      const copy = await changedCopy(this.log, index, this.model().depth as Depth, this.mayOpen());
      this.copy.set(copy);
      const changed = copy.change?.body;
      const body = changed && (() => Promise.resolve(changed));
      await this.check.run({ source: copy, index, remember: false, ...(body ? { body } : {}) }, (findings) => this.findings.set(findings));
    } catch (error) {
      this.refusal.set(refusalOf(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
