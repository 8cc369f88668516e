import { Component, computed, inject, input, output, signal } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { REJECT_CODES, type RejectCode } from '@comity/casework';
import { CHANNELS, type ReferralView } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act, type Act } from '../shared/act';
import { Agencies } from '../shared/agencies';
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
  /** The form of the draft holds what is not saved; completing would leave it out. */
  readonly unsaved = input(false);
  readonly done = output();
  private readonly client = inject(ReferralsClient);
  private readonly me = inject(Me);
  private readonly transloco = inject(TranslocoService);
  protected readonly agencies = inject(Agencies);
  protected readonly rejectCodes = REJECT_CODES;
  protected readonly channels = CHANNELS;
  protected readonly model = signal({ reason: '', code: '', channel: '' });
  protected readonly fields = form(this.model);
  private readonly person = computed(() => (this.me.person.hasValue() ? this.me.person.value() : undefined));
  protected readonly offers = computed(() => offered(this.view().state, this.me.roles(), this.person()?.agency === this.view().agency));
  protected readonly notSaved = computed(() => this.sentence(this.unsaved() && 'referrals.acts.notSaved'));
  protected readonly recipient = computed(() => this.view().content.recipients?.[0]?.agency ?? '');
  protected readonly reasonMissing = computed(() => this.sentence(this.model().reason.trim() === '' && 'referrals.acts.reasonMissing'));
  protected readonly rejectMissing = computed(() => this.sentence(this.model().code === '' && 'referrals.acts.codeMissing') || this.reasonMissing());
  protected readonly sendMissing = computed(
    () =>
      this.sentence(this.recipient() === '' && 'referrals.acts.recipientMissing') ||
      this.sentence(this.model().channel === '' && 'referrals.acts.channelMissing'),
  );
  protected readonly asksReason = computed(() => this.offers().some((offer) => ['return', 'reject', 'withdraw'].includes(offer)));

  protected readonly complete = this.of((seen) => this.client.complete(seen));
  protected readonly discard = this.of((seen) => this.client.discard(seen));
  protected readonly giveBack = this.of((seen) => this.client.giveBack(seen, this.model().reason));
  protected readonly send = this.of((seen) => this.client.send(seen, { recipient: this.recipient(), channel: this.model().channel }));
  protected readonly retrieve = this.of((seen) => this.client.retrieve(seen, this.view().deliveries[0]?.packageHash ?? ''));
  protected readonly accept = this.of((seen) => this.client.accept(seen));
  protected readonly reject = this.of((seen) => this.client.reject(seen, { code: this.model().code as RejectCode, reason: this.model().reason }));
  protected readonly withdraw = this.of((seen) => this.client.withdraw(seen, this.model().reason));
  private readonly all: readonly Act[] = [this.complete, this.discard, this.giveBack, this.send, this.retrieve, this.accept, this.reject, this.withdraw];
  protected readonly problem = computed(() => this.all.map((one) => one.problem()).find((problem) => problem));

  private sentence(key: string | false): string {
    return key ? this.transloco.translate<string>(key) : '';
  }

  private of(work: (seen: Seen) => Promise<unknown>): Act {
    return act(async (intent) => {
      const { id, version } = this.view();
      await work({ id, version, intent });
      this.done.emit();
    });
  }
}
