import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Agencies } from '../shared/agencies';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { Empty } from '../shared/empty';
import { Failed } from '../shared/failed';
import { Me } from '../shared/me';
import { Moment } from '../shared/moment';
import { StateWord } from '../shared/state-word';
import { Waiting } from '../shared/waiting';
import { ReferralsClient } from './referrals-client';

/** U2: referrals in sight, newest first, and the import of a provider's report. */
@Component({
  selector: 'cm-referral-list',
  imports: [Button, CodeId, Empty, Failed, Moment, RouterLink, StateWord, TranslocoPipe, Waiting],
  templateUrl: './referral-list.html',
})
export class ReferralList {
  private readonly client = inject(ReferralsClient);
  private readonly router = inject(Router);
  private readonly me = inject(Me);
  protected readonly agencies = inject(Agencies);
  protected readonly cursor = signal<string | undefined>(undefined);
  protected readonly rows = this.client.list(this.cursor);
  protected readonly file = signal<File | undefined>(undefined);
  protected readonly mayImport = computed(() => this.me.roles().some((role) => role === 'officer' || role === 'supervisor' || role === 'desk'));

  protected readonly importing = act(async (intent) => {
    const file = this.file();
    if (!file) return;
    const written = await this.client.importReport(file, intent);
    await this.router.navigate(['/referrals', written.id], { state: { warnings: written.warnings, unknown: written.unknownElements } });
  });

  protected choose(event: Event): void {
    this.file.set((event.target as HTMLInputElement).files?.[0]);
  }
}
