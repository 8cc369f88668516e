import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { RECALL_MINUTES } from '@comity/casework';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { Now } from '../shared/now';
import { Texts } from '../shared/texts';
import { ReviewClient } from './review-client';

const MINUTE_MS = 60_000;

/** Takes one's own sealed decision back while it has not left: fifteen minutes, before dispatch, with a reason. A new decision must follow. @source exchange.md 2.2 */
@Component({
  selector: 'cm-recall',
  imports: [Button, Failed, Field, FieldInput, TranslocoPipe],
  template: `
    @if (done()) {
      <p role="status">{{ 'review.recall.done' | transloco }}</p>
    } @else if (left() > 0) {
      <section class="cm-sec stack-4" aria-labelledby="recall">
        <h2 id="recall">{{ 'review.recall.title' | transloco }}</h2>
        <p class="second">{{ 'review.recall.what' | transloco: { count: left() } }}</p>
        @if (opened()) {
          <cm-field [label]="'review.recall.reason' | transloco" pointer="/reason">
            <textarea cmInput dir="auto" rows="3" maxlength="2000" [value]="reason()" (input)="reason.set($any($event.target).value)"></textarea>
          </cm-field>
          @if (recall.problem(); as problem) {
            <cm-failed [problem]="problem" (again)="recall.run()" />
          }
          <cm-button kind="grave" act="decision.recall" [busy]="recall.busy()" [closed]="closed()" (press)="recall.run()">{{
            'review.recall.act' | transloco
          }}</cm-button>
        } @else {
          <cm-button kind="grave" [small]="true" (press)="opened.set(true)">{{ 'review.recall.open' | transloco }}</cm-button>
        }
      </section>
    }
  `,
})
export class Recall {
  /** The decision that was sealed. */
  readonly decision = input.required<string>();
  private readonly client = inject(ReviewClient);
  private readonly now = inject(Now);
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);
  private readonly sealed = resource({ params: () => this.decision(), loader: ({ params }) => this.client.decision(params) });
  protected readonly reason = signal('');
  protected readonly opened = signal(false);
  protected readonly done = signal(false);
  /** Whole minutes that are left, the one that runs counted. */
  protected readonly left = computed(() => {
    if (!this.sealed.hasValue()) return 0;
    return Math.max(0, Math.ceil((Date.parse(this.sealed.value().sealedAt) + RECALL_MINUTES * MINUTE_MS - this.now.ms()) / MINUTE_MS));
  });
  protected readonly closed = computed(() => {
    this.texts.language();
    return this.reason().trim() ? '' : this.transloco.translate('review.recall.reasonMissing');
  });

  protected readonly recall = act(async (intent) => {
    if (!this.sealed.hasValue()) return;
    const { id, version } = this.sealed.value();
    await this.client.recall({ id, version, intent }, this.reason());
    this.done.set(true);
  });
}
