import { Component, computed, inject, input, output, signal } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { REJECT_CODES, type RejectCode } from '@comity/casework';
import { type ReferralView } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act, type Act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { Me } from '../shared/me';
import { offered } from './offered-acts';
import { ReferralsClient, type Seen } from './referrals-client';

/** Acts that the state of a referral offers to the roles held. Others are not shown; what is shown and refused says why. */
@Component({ selector: 'cm-referral-acts', imports: [Button, Failed, Field, FieldInput, FormField, TranslocoPipe], templateUrl: './referral-acts.html' })
export class ReferralActs {
  readonly view = input.required<ReferralView>();
  readonly done = output();
  private readonly client = inject(ReferralsClient);
  private readonly me = inject(Me);
  private readonly transloco = inject(TranslocoService);
  protected readonly rejectCodes = REJECT_CODES;
  protected readonly model = signal({ reason: '', code: 'not_competent' });
  protected readonly fields = form(this.model);
  private readonly person = computed(() => (this.me.person.hasValue() ? this.me.person.value() : undefined));
  protected readonly offers = computed(() => offered(this.view().state, this.me.roles(), this.person()?.agency === this.view().agency));
  protected readonly reasonMissing = computed(() => (this.model().reason.trim() ? '' : this.transloco.translate('referrals.acts.reasonMissing')));

  protected readonly complete = this.of((seen) => this.client.complete(seen));
  protected readonly discard = this.of((seen) => this.client.discard(seen));
  protected readonly giveBack = this.of((seen) => this.client.giveBack(seen, this.model().reason));
  protected readonly send = this.of((seen) =>
    this.client.send(seen, { recipient: this.view().content.recipients?.[0]?.agency ?? '', channel: 'police_to_police' }),
  );
  protected readonly retrieve = this.of((seen) => this.client.retrieve(seen, this.view().deliveries[0]?.packageHash ?? ''));
  protected readonly accept = this.of((seen) => this.client.accept(seen));
  protected readonly reject = this.of((seen) => this.client.reject(seen, { code: this.model().code as RejectCode, reason: this.model().reason }));
  private readonly all: readonly Act[] = [this.complete, this.discard, this.giveBack, this.send, this.retrieve, this.accept, this.reject];
  protected readonly problem = computed(() => this.all.map((one) => one.problem()).find((problem) => problem));

  private of(work: (seen: Seen) => Promise<unknown>): Act {
    return act(async (intent) => {
      const { id, version } = this.view();
      await work({ id, version, intent });
      this.done.emit();
    });
  }
}
