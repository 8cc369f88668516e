import { Component, input } from '@angular/core';

/** What would stand here, why it does not, and the next act, which goes inside. */
@Component({
  selector: 'cm-empty',
  template: `<div class="cm-empty">
    <p class="strong">{{ what() }}</p>
    <ng-content />
  </div>`,
})
export class Empty {
  readonly what = input.required<string>();
}
