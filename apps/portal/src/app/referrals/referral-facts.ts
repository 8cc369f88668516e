import { Component, inject, input } from '@angular/core';
import { type ReferralView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Agencies } from '../shared/agencies';
import { CodeId } from '../shared/code-id';
import { Moment } from '../shared/moment';

/** What a referral says: the words of its author, its facts, its identifiers, and longer texts folded. */
@Component({ selector: 'cm-referral-facts', imports: [CodeId, Moment, TranslocoPipe], templateUrl: './referral-facts.html' })
export class ReferralFacts {
  readonly view = input.required<ReferralView>();
  protected readonly agencies = inject(Agencies);
}
