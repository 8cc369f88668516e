import { Component, computed, inject, input } from '@angular/core';
import { type CheckResultView, type ReviewView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { CheckWords } from '../shared/check-words';

/** What screening says, in questions; visible after the reviewer's own finding on necessity. No score and no recommendation. @source experience.md 1.2 */
@Component({
  selector: 'cm-checks',
  imports: [TranslocoPipe],
  template: `
    @if (view().screening; as screening) {
      <details class="cm-checks">
        <summary>{{ 'review.checks.summary' | transloco: { count: results().length } }}</summary>
        <p class="note">{{ 'review.checks.since' | transloco }}</p>
        @if (results().length === 0) {
          <p>{{ 'review.checks.none' | transloco }}</p>
        }
        <ul>
          @for (result of results(); track result.check) {
            <li>
              <bdi class="cm-code" dir="ltr">{{ result.check }}</bdi> {{ 'review.checks.status.' + result.status | transloco }}
              @if (result.absolute) {
                <b>{{ 'review.checks.absolute' | transloco }}</b>
              }
              <p>{{ result.words }}</p>
              <p class="note">{{ 'review.checks.cure' | transloco: { words: result.cureWords } }}</p>
              <p class="note">
                {{ 'review.checks.sources' | transloco }} <bdi lang="en">{{ result.sources.join('; ') }}</bdi>
              </p>
            </li>
          }
        </ul>
        @if (screening.alternatives.length > 0) {
          <p>{{ 'review.checks.variants' | transloco }}</p>
          <ul>
            @for (variant of screening.alternatives; track variant.id) {
              <li>{{ 'review.variant.' + variant.id | transloco }} {{ 'review.checks.route.' + variant.route | transloco }}</li>
            }
          </ul>
        }
        @for (notice of screening.notices; track notice) {
          <p>
            <b>{{ catalogue.notice(notice) }}</b>
          </p>
        }
        @if (screening.joint; as joint) {
          <p>{{ 'review.checks.joint' | transloco: { count: joint.requests } }}</p>
        }
      </details>
    } @else {
      <p class="cm-later">{{ 'review.checks.later' | transloco }}</p>
    }
  `,
})
export class Checks {
  readonly view = input.required<ReviewView>();
  protected readonly catalogue = inject(CheckWords);
  protected readonly results = computed(() =>
    (this.view().screening?.results ?? []).map((result: CheckResultView) => ({
      ...result,
      words: this.catalogue.of(result.question),
      cureWords: this.catalogue.of(result.cure),
    })),
  );
}
