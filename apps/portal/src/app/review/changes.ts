import { Component, input } from '@angular/core';
import { type ReviewView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';

/** What changed since a decision returned the request, and how its questions were answered. @source experience.md 1.2 */
@Component({
  selector: 'cm-changes',
  imports: [TranslocoPipe],
  template: `
    @if (view().changes; as changes) {
      <section class="cm-changes" aria-labelledby="changes">
        <h3 id="changes">{{ 'review.changes.title' | transloco: { version: changes.since } }}</h3>
        @for (one of changes.answers; track $index) {
          <p class="cm-words" dir="auto">
            <b>{{ one.question }}</b>
          </p>
          <p class="cm-words" dir="auto">{{ one.answer }}</p>
        }
        <dl class="cm-dl">
          @for (field of changes.fields; track field.path) {
            <dt>
              <bdi class="cm-code" dir="ltr">{{ field.path }}</bdi>
            </dt>
            <dd>
              <span class="vh">{{ 'review.changes.before' | transloco }}</span> <del dir="auto">{{ said(field.before) }}</del>
              <span class="vh">{{ 'review.changes.after' | transloco }}</span> <ins dir="auto">{{ said(field.after) }}</ins>
            </dd>
          } @empty {
            <dd>{{ 'review.changes.none' | transloco }}</dd>
          }
        </dl>
      </section>
    }
  `,
})
export class Changes {
  readonly view = input.required<ReviewView>();
  protected readonly said = (value: unknown): string =>
    value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
}
