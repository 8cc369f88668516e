import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type Written } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { ReferralForm } from './referral-form';
import { ReportImport } from './report-import';

/** U3: a new referral, by hand in five parts or from a provider's report. */
@Component({ selector: 'cm-new-referral', imports: [ReferralForm, ReportImport, RouterLink, TranslocoPipe], templateUrl: './new-referral.html' })
export class NewReferral {
  /** `import` in the address opens the import. */
  readonly way = input<string>();
  private readonly router = inject(Router);
  protected readonly isImport = computed(() => this.way() === 'import');

  protected open({ id }: Written): void {
    void this.router.navigate(['/referrals', id]);
  }
}
