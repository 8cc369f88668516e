import { Component, computed, input } from '@angular/core';
import { type LetterTextView } from '@comity/contract';

const RIGHT_TO_LEFT: readonly string[] = ['ar'];

/** A letter in one language, in the direction of that language. Words of a person keep the direction of theirs. @source experience.md 1.18 */
@Component({
  selector: 'cm-letter',
  template: `
    <article class="cm-instrument cm-letter" [lang]="letter().lang" [dir]="direction()" tabindex="0" [attr.aria-label]="title()">
      @for (block of letter().blocks; track $index) {
        @switch (block.kind) {
          @case ('title') {
            <header>
              <p class="cm-letter-title">{{ block.text }}</p>
            </header>
          }
          @case ('lead') {
            <p class="lead">{{ block.text }}</p>
          }
          @case ('heading') {
            <p class="cm-letter-head">{{ block.text }}</p>
          }
          @case ('words') {
            <blockquote class="cm-words" dir="auto">{{ block.text }}</blockquote>
          }
          @default {
            <p>{{ block.text }}</p>
          }
        }
      }
    </article>
  `,
})
export class Letter {
  readonly letter = input.required<LetterTextView>();
  protected readonly direction = computed(() => (RIGHT_TO_LEFT.includes(this.letter().lang) ? 'rtl' : 'ltr'));
  protected readonly title = computed(() => this.letter().blocks[0]?.text ?? '');
}
