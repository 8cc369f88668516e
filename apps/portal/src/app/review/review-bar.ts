import { Component, input } from '@angular/core';
import { type ReviewView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { CaseBar } from '../shared/case-bar';
import { Clock } from '../shared/clock';
import { CodeId } from '../shared/code-id';
import { Icon } from '../shared/icon';
import { StateWord } from '../shared/state-word';

/** Case bar of a review: reference, way, offence, track, state, my part. */
@Component({
  selector: 'cm-review-bar',
  imports: [CaseBar, Clock, CodeId, Icon, StateWord, TranslocoPipe],
  template: `
    <cm-case-bar [state]="view().requestState">
      <cm-id [value]="view().requestRef" [strong]="true" />
      <span class="cm-arrow"
        ><bdi>{{ view().requesting }}</bdi
        ><cm-icon name="i-forward" /><span class="vh">{{ 'review.bar.to' | transloco }}</span
        ><bdi>{{ view().holding }}</bdi></span
      >
      <span class="cap">{{ 'words.offence.' + view().content.offence.category | transloco }}</span>
      @if (view().track !== 'ordinary') {
        <span class="cap">{{ 'words.track.' + view().track | transloco }}</span>
      }
      <span class="end">
        @if (view().clock; as clock) {
          <cm-clock [clock]="clock" />
        }
        @if (outcome(); as word) {
          <span class="cm-word boxed">{{ word | transloco }}</span>
        } @else {
          <cm-state [word]="'words.requestState.' + view().requestState" />
        }
        <span class="part">{{ 'review.position.' + view().position | transloco }}</span>
      </span>
    </cm-case-bar>
  `,
})
export class ReviewBar {
  readonly view = input.required<ReviewView>();
  /** Key of the words that stand for the state where a decision is being signed. */
  readonly outcome = input<string>();
}
