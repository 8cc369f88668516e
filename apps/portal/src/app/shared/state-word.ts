import { Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Texts } from './texts';

/** State of a record, in words: `<cm-state [word]="'words.referralState.' + row.state" />`. Never coloured. A code without a word is shown as it is. */
@Component({
  selector: 'cm-state',
  template: `<span class="cm-word boxed">
    @if (known()) {
      {{ said() }}
    } @else {
      <bdi class="cm-code" dir="ltr">{{ code() }}</bdi>
    }
  </span>`,
})
export class StateWord {
  readonly word = input.required<string>();
  private readonly texts = inject(Texts);
  private readonly transloco = inject(TranslocoService);
  protected readonly said = computed(() => this.transloco.translate(this.word(), {}, this.texts.language()));
  protected readonly known = computed(() => this.said() !== this.word());
  protected readonly code = computed(() => this.word().split('.').at(-1) ?? '');
}
