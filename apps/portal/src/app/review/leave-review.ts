import { Component, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { RECUSAL_CODES } from '@comity/casework';
import { type Recusal } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { ReviewClient } from './review-client';
import { type Workbench } from './workbench';

/** Giving the case back for a while, and stepping back from it for good. Neither is counted against anybody. @source experience.md 1.4, 1.14 */
@Component({ selector: 'cm-leave-review', imports: [Button, Failed, Field, FieldInput, TranslocoPipe], templateUrl: './leave-review.html' })
export class LeaveReview {
  readonly bench = input.required<Workbench>();
  private readonly client = inject(ReviewClient);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  protected readonly codes = RECUSAL_CODES;
  protected readonly code = signal('');
  protected readonly reason = signal('');

  protected readonly release = act(async (intent) => {
    await this.bench().act((seen) => this.client.release(seen), intent);
    await this.router.navigate(['/desk']);
  });
  protected readonly recuse = act(async (intent) => {
    const reason = this.reason().trim();
    const body = { code: this.code(), ...(reason ? { reason } : {}) } as Recusal;
    await this.bench().act((seen) => this.client.recuse(seen, body), intent);
    await this.router.navigate(['/desk']);
  });

  protected notHeld(): string {
    return this.bench().isHeld() ? '' : this.transloco.translate('review.leave.notHeld');
  }

  protected codeMissing(): string {
    return this.code() ? '' : this.transloco.translate('review.leave.codeMissing');
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }
}
