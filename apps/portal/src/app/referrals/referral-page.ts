import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Agencies } from '../shared/agencies';
import { CaseBar } from '../shared/case-bar';
import { CodeId } from '../shared/code-id';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { Moment } from '../shared/moment';
import { ProofMark } from '../shared/proof-mark';
import { StateWord } from '../shared/state-word';
import { Waiting } from '../shared/waiting';
import { ReferralActs } from './referral-acts';
import { ReferralForm } from './referral-form';
import { ReferralsClient } from './referrals-client';

/** U3: one referral, as its own agency or its recipient sees it; a draft can be completed here. */
@Component({
  selector: 'cm-referral-page',
  imports: [CaseBar, CodeId, Icon, Moment, ProofMark, ReferralActs, ReferralForm, StateWord, TranslocoPipe, Waiting],
  templateUrl: './referral-page.html',
})
export class ReferralPage {
  /** Of the address. */
  readonly id = input.required<string>();
  private readonly me = inject(Me);
  protected readonly agencies = inject(Agencies);
  protected readonly referral = inject(ReferralsClient).one(this.id);
  protected readonly isEditable = computed(() => this.referral.hasValue() && this.referral.value().state === 'draft' && this.me.roles().includes('officer'));
  protected readonly warnings = (history.state as { warnings?: string[] } | null)?.warnings ?? [];
}
