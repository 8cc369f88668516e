import { Component, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Icon } from '../shared/icon';
import { ReferralsClient } from './referrals-client';

/** Most causes that one refusal names. @source outside.md 5 */
const CAUSES_MAX = 20;

/** Takes a provider's report as a file. It becomes a draft, or it is refused whole with every place that stands against it. */
@Component({
  selector: 'cm-report-import',
  imports: [Button, Failed, Icon, TranslocoPipe],
  templateUrl: './report-import.html',
})
export class ReportImport {
  private readonly client = inject(ReferralsClient);
  private readonly router = inject(Router);
  protected readonly file = signal<File | undefined>(undefined);

  protected readonly importing = act(async (intent) => {
    const file = this.file();
    if (!file) return;
    const written = await this.client.importReport(file, intent);
    await this.router.navigate(['/referrals', written.id], { state: { warnings: written.warnings, unknown: written.unknownElements } });
  });
  protected readonly causes = computed(() => this.importing.problem()?.errors ?? []);
  protected readonly isFull = computed(() => this.causes().length >= CAUSES_MAX);
  /** A picture in the file: said kindly, because nobody who sends one means harm by it. */
  protected readonly hasMedia = computed(() => ['media', 'opaque-blob'].includes(this.importing.problem()?.code ?? ''));

  protected choose(event: Event): void {
    this.file.set((event.target as HTMLInputElement).files?.[0]);
  }
}
