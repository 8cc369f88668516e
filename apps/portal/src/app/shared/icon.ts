import { Component, computed, input } from '@angular/core';

/** A shape of the sprite, without a meaning of its own: the word beside it says it. */
@Component({
  selector: 'cm-icon',
  template: `<svg [attr.viewBox]="box()" [class]="look()" aria-hidden="true" focusable="false"><use [attr.href]="'/icons.svg#' + name()" /></svg>`,
})
export class Icon {
  /** Id in `public/icons.svg`, for example `i-add` or `mark-proved`. */
  readonly name = input.required<string>();
  private readonly isSmall = computed(() => /^(mark|res)-/.test(this.name()));
  protected readonly box = computed(() => (this.name() === 'comity' ? '0 0 24 24' : this.isSmall() ? '0 0 16 16' : '0 0 20 20'));
  protected readonly look = computed(() => `${this.isSmall() ? 'i-s' : 'i'}${/^i-(forward|back|leave|open)$/.test(this.name()) ? ' turn' : ''}`);
}
