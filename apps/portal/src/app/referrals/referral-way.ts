import { Component, computed, inject, input } from '@angular/core';
import { type ReferralView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Agencies } from '../shared/agencies';
import { CodeId } from '../shared/code-id';
import { Moment } from '../shared/moment';
import { ProofMark } from '../shared/proof-mark';
import { wayOf } from './way-steps';

/** The way of a referral to its recipients, newest first, with the evidence that each stage left. */
@Component({
  selector: 'cm-referral-way',
  imports: [CodeId, Moment, ProofMark, TranslocoPipe],
  template: `
    <section class="cm-sec" aria-labelledby="way">
      <h2 id="way">{{ 'referrals.way.title' | transloco }}</h2>
      <p class="note">{{ 'referrals.way.what' | transloco }}</p>
      <ol class="cm-timeline">
        @for (step of steps(); track $index) {
          <li>
            <span class="when"><cm-time [at]="step.at" /></span>
            <span class="dot" aria-hidden="true" [class.sys]="step.what === 'relayed' || step.what === 'delivered'"></span>
            <div>
              <b>{{ 'referrals.way.' + step.what | transloco }}{{ step.recipient ? ' ' : '' }}</b>
              @if (step.recipient; as recipient) {
                <bdi>{{ agencies.nameOf(recipient) }}</bdi>
              }
              @if (step.hash) {
                <span class="sub cap">{{ (step.isSame ? 'referrals.way.same' : 'referrals.way.other') | transloco }}</span>
              }
            </div>
            <span class="log">
              @if (step.hash; as hash) {
                <cm-proof mark="claimed"><cm-id [value]="hash" /></cm-proof>
              }
            </span>
          </li>
        }
      </ol>
    </section>
  `,
})
export class ReferralWay {
  readonly view = input.required<ReferralView>();
  protected readonly agencies = inject(Agencies);
  protected readonly steps = computed(() => wayOf(this.view()));
}
