import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { CheckWords } from '../shared/check-words';
import { Icon } from '../shared/icon';
import { Assistant } from './assistant';
import { type Pointer } from './pointers';

/** What is to be cured at one place of the draft, beside its field. Empty where no assistant looks at the page. */
@Component({
  selector: 'cm-cures',
  imports: [Icon, TranslocoPipe],
  template: `
    @for (point of points(); track point.id) {
      <p class="cm-cure" [attr.data-cure]="point.id">
        <cm-icon name="i-narrow" /><span
          >{{ words.of(point.question) }} <b>{{ 'requests.assist.cure' | transloco: { words: words.of(point.cure) } }}</b></span
        >
      </p>
    }
  `,
})
export class Cures {
  readonly pointer = input.required<Pointer>();
  private readonly assistant = inject(Assistant, { optional: true });
  protected readonly words = inject(CheckWords);
  protected readonly points = computed(() => this.assistant?.at(this.pointer()) ?? []);
}
