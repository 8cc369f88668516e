import { Component, input } from '@angular/core';
import { type DecisionView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Moment } from '../shared/moment';

/** L8: what was sealed before the lead, side by side, with the reasons that only they read. None is recommended. @source experience.md 3.3 */
@Component({
  selector: 'cm-proposals',
  imports: [Moment, TranslocoPipe],
  template: `
    <section class="cm-sec" aria-labelledby="proposals">
      <h2 id="proposals">{{ 'review.proposals.title' | transloco }}</h2>
      <p class="second">{{ 'review.proposals.what' | transloco }}</p>
      <div class="cm-letters">
        @for (one of decisions(); track one.id) {
          <article class="cm-sheet cm-proposal" [attr.aria-label]="'review.proposals.by.' + one.position | transloco">
            <h3>{{ 'review.proposals.by.' + one.position | transloco }}: {{ 'words.outcome.' + one.outcome | transloco }}</h3>
            <p>{{ one.summary }}</p>
            @for (line of one.lines; track line.line) {
              <p class="note">
                {{ 'review.line.name' | transloco: { line: line.line } }}: {{ 'words.change.' + line.change | transloco }}
                @if (line.ground; as ground) {
                  · {{ 'words.ground.' + ground | transloco }}
                }
              </p>
              @if (line.why) {
                <p class="cm-words" dir="auto">{{ line.why }}</p>
              }
            }
            <p class="note">{{ 'review.reasons.shareable' | transloco }}</p>
            <p class="cm-words" dir="auto">{{ one.reasonsShareable }}</p>
            @if (one.reasonsInternal; as internal) {
              <p class="note">{{ 'review.reasons.internal' | transloco }}</p>
              <p class="cm-words" dir="auto">{{ internal }}</p>
            }
            @if (one.departure; as departure) {
              <p class="note">{{ 'review.reasons.departure' | transloco }}</p>
              <p class="cm-words" dir="auto">{{ departure }}</p>
            }
            <p class="note">{{ 'review.proposals.sealed' | transloco }} <cm-time [at]="one.sealedAt" /></p>
          </article>
        }
      </div>
    </section>
  `,
})
export class Proposals {
  readonly decisions = input.required<readonly DecisionView[]>();
}
