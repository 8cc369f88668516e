import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Agencies } from '../shared/agencies';
import { CaseBar } from '../shared/case-bar';
import { CodeId } from '../shared/code-id';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { Moment } from '../shared/moment';
import { StateWord } from '../shared/state-word';
import { Waiting } from '../shared/waiting';
import { ReferralActs } from './referral-acts';
import { ReferralForm } from './referral-form';
import { ReferralFacts } from './referral-facts';
import { ReferralWay } from './referral-way';
import { ReferralsClient } from './referrals-client';

/** C4 of a referral, as its own agency or its recipient sees it. A draft that the person may write is open in its five parts (U3). */
@Component({
  selector: 'cm-referral-page',
  imports: [CaseBar, CodeId, Icon, Moment, ReferralActs, ReferralFacts, ReferralForm, ReferralWay, RouterLink, StateWord, TranslocoPipe, Waiting],
  templateUrl: './referral-page.html',
})
export class ReferralPage {
  /** Of the address. */
  readonly id = input.required<string>();
  private readonly me = inject(Me);
  protected readonly agencies = inject(Agencies);
  protected readonly referral = inject(ReferralsClient).one(this.id);
  protected readonly isEditable = computed(() => this.referral.hasValue() && this.referral.value().state === 'draft' && this.me.roles().includes('officer'));
  protected readonly isOfficer = computed(() => this.me.roles().includes('officer'));
  protected readonly isOwn = computed(
    () => this.me.person.hasValue() && this.referral.hasValue() && this.me.person.value().agency === this.referral.value().agency,
  );
  /** Of the import that made it, handed over by the page before. */
  private readonly imported = history.state as { warnings?: string[]; unknown?: { count: number; names: string[] } } | null;
  protected readonly warnings = this.imported?.warnings ?? [];
  protected readonly unknown = this.imported?.unknown?.names ?? [];
}
