import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Agencies } from '../shared/agencies';
import { Button } from '../shared/button';
import { Empty } from '../shared/empty';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { Me } from '../shared/me';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { RequestsClient } from './requests-client';

/** U4 begins here: from which referral, and whom to ask. What follows from the two is filled in by the server. */
@Component({ selector: 'cm-request-start', imports: [Button, Empty, Failed, Field, FieldInput, TranslocoPipe, Waiting], templateUrl: './request-start.html' })
export class RequestStart {
  /** Of the address: the referral that the person comes from. */
  readonly referral = input<string>();
  private readonly client = inject(RequestsClient);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);
  private readonly me = inject(Me);
  private readonly agencies = inject(Agencies);
  protected readonly rows = this.client.referrals();
  protected readonly from = linkedSignal(() => this.referral() ?? '');
  protected readonly holding = linkedSignal(() => '');
  protected readonly others = computed(() => {
    const own = this.me.person.hasValue() ? this.me.person.value().agency : undefined;
    return this.agencies.all().filter(({ id, kind }) => kind === 'national_unit' && id !== own);
  });
  protected readonly closed = computed(() => {
    this.texts.language();
    return this.from() && this.holding() ? '' : this.transloco.translate('requests.start.chooseBoth');
  });
  protected readonly creating = act(async (intent) => {
    const { id } = await this.client.create({ referral: this.from(), holdingAgency: this.holding() }, intent);
    await this.router.navigate(['/requests', id, 'draft']);
  });
}
